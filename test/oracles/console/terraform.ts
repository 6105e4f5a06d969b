import { execFileSync } from 'node:child_process';

/** What terraform prints; also where it fails, because its diagnostics are printed too. */
export function terraform(folder: string, args: readonly string[], input = ''): string {
  const env = { ...process.env, TF_CLI_CONFIG_FILE: '/dev/null', CHECKPOINT_DISABLE: '1' };
  try {
    return execFileSync('terraform', args, { cwd: folder, env, input, encoding: 'utf8', maxBuffer: 1 << 30 });
  } catch (error) {
    if (typeof error === 'object' && error !== null && 'stdout' in error) return String(error.stdout);
    throw error;
  }
}

/** Lines on which a plan finds errors, by file name; throws where an error has no place in the file. */
export function failingLines(folder: string, file: string): ReadonlySet<number> {
  const lines = new Set<number>();
  for (const line of terraform(folder, ['plan', '-json', '-input=false', '-out=plan.bin']).split('\n')) {
    if (!line.includes('"diagnostic"')) continue;
    const { diagnostic } = JSON.parse(line);
    if (diagnostic.severity !== 'error') continue;
    if (diagnostic.range?.filename !== file) throw new Error(`${diagnostic.summary}: ${diagnostic.detail}`);
    lines.add(diagnostic.range.start.line);
  }
  return lines;
}

/** The planned change of an output, numbers as `#number:…` texts because JSON.parse would round them. */
export function plannedOutput(
  folder: string,
  output: string,
): { readonly after: unknown; readonly after_unknown: unknown } {
  const shown = terraform(folder, ['show', '-json', 'plan.bin']);
  // It says so on the error stream only.
  if (shown === '') throw new Error('terraform cannot show the plan: an infinity');
  return JSON.parse(withQuotedNumbers(shown)).output_changes[output];
}

function withQuotedNumbers(json: string): string {
  return json.replace(/"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g, (token) =>
    token.startsWith('"') ? token : `"#number:${token}"`,
  );
}

/** JSON with bare numbers again and sorted keys: JavaScript would put keys that look like numbers first. */
export function sortedJson(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value).replace(/^"#number:([^"]*)"$/, '$1');
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(sortedJson).join(',')}]`;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${sortedJson(inner)}`).join(',')}}`;
}

/** The types of the elements of a tuple, without spaces. */
export function elementTypes(folder: string, tuple: string): readonly string[] {
  const printed = terraform(folder, ['console', '-plan', '-no-color'], `type(${tuple})\n`);
  const inner = printed
    .replace(/\s+/g, '')
    .replace(/^tuple\(\[/, '')
    .replace(/,?\]\)$/, '');
  const types: string[] = [];
  if (inner === '') return types;
  let depth = 0;
  let start = 0;
  for (let at = 0; at <= inner.length; at += 1) {
    const character = inner.charAt(at);
    if ('([{'.includes(character) && character !== '') depth += 1;
    if (')]}'.includes(character) && character !== '') depth -= 1;
    if (depth === 0 && (character === ',' || character === '')) {
      types.push(inner.slice(start, at).replace(/,([\])}])/g, '$1'));
      start = at + 1;
    }
  }
  return types;
}
