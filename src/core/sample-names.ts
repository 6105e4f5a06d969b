const EXAMPLE: ReadonlySet<string> = new Set(['example', 'examples', 'sample', 'samples']);
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

/** The folder in a path that calls what is below it an example or a test. */
export function sampleFolder(
  path: string,
): { readonly role: 'example' | 'test'; readonly name: string } | undefined {
  const segments = path.split('/');
  const example = segments.find((segment) => EXAMPLE.has(segment.toLowerCase()));
  if (example !== undefined) return { role: 'example', name: example };
  const test = segments.find((segment) => TEST.has(segment.toLowerCase()));
  return test === undefined ? undefined : { role: 'test', name: test };
}
