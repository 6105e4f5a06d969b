/** Whether a regular expression of Prometheus matches a whole text; undefined where it is not understood. */
export function matchesWhole(pattern: string, text: string): boolean | undefined {
  try {
    return new RegExp(`^(?:${pattern})$`, 'su').test(text);
  } catch {
    return undefined;
  }
}
