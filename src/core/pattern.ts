/**
 * Whether the text is the pattern; `*` stands for any characters, also slashes. Takes linear time in
 * practice.
 */
export function matchesPattern(pattern: string, text: string): boolean {
  return matches(pattern, text, undefined);
}

/** The same with `?` for any one character, as in policies. */
export function matchesWildcards(pattern: string, text: string): boolean {
  return matches(pattern, text, '?');
}

function matches(pattern: string, text: string, any: '?' | undefined): boolean {
  let at = 0;
  let inPattern = 0;
  let star = -1;
  let resume = 0;
  while (at < text.length) {
    if (pattern[inPattern] === '*') {
      star = inPattern;
      resume = at;
      inPattern += 1;
    } else if (pattern[inPattern] === text[at] || (any !== undefined && pattern[inPattern] === any)) {
      inPattern += 1;
      at += 1;
    } else if (star >= 0) {
      inPattern = star + 1;
      resume += 1;
      at = resume;
    } else return false;
  }
  while (pattern[inPattern] === '*') inPattern += 1;
  return inPattern === pattern.length;
}
