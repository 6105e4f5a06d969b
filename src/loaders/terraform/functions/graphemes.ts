const SEGMENTER = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** What a reader takes for one character each: how Terraform counts, reverses and cuts text. */
export function graphemes(text: string): readonly string[] {
  // A line break of two characters is the only cluster of ASCII.
  if (/^[\u0020-\u007e\n\t]*$/.test(text)) return text.split('');
  return [...SEGMENTER.segment(text)].map(({ segment }) => segment);
}
