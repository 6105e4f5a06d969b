const SEGMENTER = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** What a reader takes for one character each: how Terraform counts, reverses and cuts text. */
export function graphemes(text: string): readonly string[] {
  // A line break of two characters is the only cluster of ASCII.
  if (/^[\u0020-\u007e\n\t]*$/.test(text)) return text.split('');
  return [...SEGMENTER.segment(text)].flatMap(({ segment }) => segment.split(BEFORE_CONSONANT));
}

/**
 * Since Unicode 15.1 consonants of Indic scripts that are joined by a virama are one cluster. Terraform and
 * older releases of Node know an earlier version, in which a cluster ends before each consonant.
 */
const CONSONANTS =
  '\\u0915-\\u0939\\u0958-\\u095f\\u0978-\\u097f\\u0995-\\u09b9\\u09dc-\\u09df\\u0a95-\\u0ab9' +
  '\\u0b15-\\u0b39\\u0b5c-\\u0b5f\\u0c15-\\u0c39\\u0d15-\\u0d3a';
const BEFORE_CONSONANT = new RegExp(`(?<=[\\p{M}\\u200d])(?=[${CONSONANTS}])`, 'u');
