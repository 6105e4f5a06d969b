/**
 * What a folded text becomes when Kustomize writes it out and kubectl reads that: its writer (go-yaml 3) adds
 * a line break before lines that start with a blank, and loses some when the text itself starts with one.
 */
export function foldedByKustomize(value: string, keepsEnd: boolean): string {
  const addsBreaks = /^\n*[^\n \t]/.test(value);
  return value.replaceAll(/([^\n]+)(\n+)/g, (_, line: string, breaks: string, at: number) => {
    const isSpaced = /^[ \t]/.test(line);
    const written = breaks.length + (addsBreaks && !isSpaced ? 1 : 0);
    const next = value.charAt(at + line.length + breaks.length);
    if (next === '') return line + '\n'.repeat(keepsEnd ? written : 1);
    if (isSpaced || next === ' ' || next === '\t') return line + '\n'.repeat(written);
    return line + (written === 1 ? ' ' : '\n'.repeat(written - 1));
  });
}
