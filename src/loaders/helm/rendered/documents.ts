/** One document of a rendered template, as a stretch of its text. */
export interface DocumentSpan {
  readonly start: number;
  readonly end: number;
}

/**
 * Where a rendered template is cut into documents: at every line that begins with `---`, whatever follows on
 * it, and without white space at both ends, as Helm does before it reads YAML.
 */
export function documentsIn(text: string): readonly DocumentSpan[] {
  const spans: DocumentSpan[] = [];
  const isSpace = (at: number): boolean => SPACE.has(text.charAt(at));
  const add = (from: number, to: number): void => {
    let [start, end] = [from, to];
    while (start < end && isSpace(start)) start += 1;
    while (end > start && isSpace(end - 1)) end -= 1;
    if (start < end) spans.push({ start, end });
  };
  let from = 0;
  while (isSpace(from)) from += 1;
  if (text.startsWith('---', from)) from += 3;
  for (let at = text.indexOf('\n---', from); at >= 0; at = text.indexOf('\n---', from)) {
    add(from, at);
    from = at + 4;
  }
  add(from, text.length);
  return spans;
}

const SPACE: ReadonlySet<string> = new Set([' ', '\t', '\n', '\f', '\r', '\v']);
