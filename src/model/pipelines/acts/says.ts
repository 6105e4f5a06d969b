const MAX_LENGTH = 120;
// Options whose value, or whose own text behind `=`, may be a secret.
const SECRET =
  /^(?:--?(?:p|u|password|passwd|pass|token|secret|key|api-?key|auth|auth-token|username|user|creds)|-e)$/i;
const SECRET_TEXT = /((?:password|passwd|secret|token|api_?key|access_?key|credential)[\w.-]*[=:]\s*).+/i;

/** A command for people, on one line, without what may be a secret. */
export function saysOf(words: readonly string[], via: string | undefined): string {
  const shown = words.map((word, index) => {
    const before = words[index - 1];
    if (before !== undefined && SECRET.test(before) && !word.startsWith('-')) return '…';
    return word.replace(SECRET_TEXT, '$1…').replace(/:\/\/[^/@\s]+@/, '://…@');
  });
  const line = shown.join(' ').replace(/\s+/g, ' ').trim();
  const short = line.length > MAX_LENGTH ? `${line.slice(0, MAX_LENGTH - 1)}…` : line;
  return via === undefined ? short : `${via}: ${short}`;
}
