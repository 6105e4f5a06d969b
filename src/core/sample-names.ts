// `examples`, `sample-manifests`, `examples_of_queues`.
const EXAMPLE = /^(example|sample)s?([-_].*)?$/i;
// What is kept for reading, not for use: `archive`, `.archive`, `_archived`.
const ARCHIVE = /^[._]?archived?s?$/i;
const TEST: ReadonlySet<string> = new Set([
  'test',
  'tests',
  'testing',
  'testdata',
  'fixture',
  'fixtures',
  '__tests__',
  'integration-tests',
  'e2e',
]);

/** A folder that says what is below it. */
export interface SampleFolder {
  readonly role: 'example' | 'test';
  readonly name: string;
}

/** The folder in a path that calls what is below it an example, a test, or put away. */
export function sampleFolder(path: string): SampleFolder | undefined {
  const segments = path.split('/');
  const example = segments.find((segment) => EXAMPLE.test(segment) || ARCHIVE.test(segment));
  if (example !== undefined) return { role: 'example', name: example };
  const test = segments.find((segment) => TEST.has(segment.toLowerCase()));
  return test === undefined ? undefined : { role: 'test', name: test };
}

/** The same for a folder inside what was asked for: who names an example wants to know about it. */
export function sampleBelow(folder: string, selected: readonly string[]): SampleFolder | undefined {
  const named = selected.find((one) => folder === one || folder.startsWith(`${one}/`));
  return sampleFolder(named === undefined ? folder : folder.slice(named.length));
}
