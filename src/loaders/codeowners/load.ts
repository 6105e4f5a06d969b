import type { Diagnostic } from '../../core/diagnostic.ts';
import type { Files } from '../../core/files.ts';
import { isDenied } from '../../core/files.ts';
import { stackId } from '../../core/id.ts';
import type { Location, Origin, SourceRange } from '../../core/location.ts';
import { fileStack } from '../file-stack.ts';
import type { Loader } from '../loaded.ts';
import { nothingLoaded } from '../loaded.ts';
import type { OwnersPlatform, OwnersRule } from './parse.ts';
import { parseOwners } from './parse.ts';

/**
 * Reads the file of code owners that the platform of the repository uses, for the whole repository whatever
 * folders are wanted: an owner is told by a path from its root.
 */
export const loadCodeowners: Loader = (files) => {
  const platform = platformOf(files);
  const found = PLACES[platform].filter((path) => typeof files.read(path) === 'string');
  const [first, ...others] = found;
  const text = first === undefined ? undefined : files.read(first);
  if (first === undefined || text === undefined || isDenied(text)) return nothingLoaded;
  const { rules, diagnostics } = parseOwners(text, first, platform);
  const whole: SourceRange = { file: first, start: 0, end: Math.min(text.length, text.indexOf('\n') + 1) };
  const stack = fileStack({
    id: stackId('codeowners:.'),
    kind: 'codeowners',
    root: '',
    because: 'it says who owns which files',
    resources: [
      {
        address: first,
        type: 'codeowners',
        name: first,
        attributes: {
          file: first,
          platform,
          rules: rules.map(({ pattern, owners, section, excludes }) => ({
            pattern,
            owners,
            section: section ?? null,
            excludes,
          })),
        },
        declaredAt: whole,
        origin: (path) => originOf(path, rules, { file: first, whole }),
      },
    ],
  });
  const unused = others.map((path) => unusedFile(path, first));
  return { stacks: [stack], notRead: [], diagnostics: [...diagnostics, ...unused] };
};

// In the order in which each platform looks; the first file counts.
const PLACES: Readonly<Record<OwnersPlatform, readonly string[]>> = {
  github: ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS'],
  gitlab: ['CODEOWNERS', 'docs/CODEOWNERS', '.gitlab/CODEOWNERS'],
  bitbucket: ['.bitbucket/CODEOWNERS', 'CODEOWNERS'],
};

/** The platform that a repository's other files are for. */
function platformOf(files: Files): OwnersPlatform {
  const has = (path: string): boolean => typeof files.read(path) === 'string';
  if (has('.github/CODEOWNERS')) return 'github';
  const { files: names, folders } = files.entries('');
  if (has('.gitlab/CODEOWNERS')) return 'gitlab';
  if (folders.includes('.github')) return 'github';
  if (names.includes('.gitlab-ci.yml') || folders.includes('.gitlab')) return 'gitlab';
  return has('.bitbucket/CODEOWNERS') || names.includes('bitbucket-pipelines.yml') ? 'bitbucket' : 'github';
}

function originOf(
  [, index]: Location['path'],
  rules: readonly OwnersRule[],
  { file, whole }: { readonly file: string; readonly whole: SourceRange },
): Origin {
  const rule = typeof index === 'number' ? rules[index] : undefined;
  return { kind: 'literal', at: rule?.at ?? whole, address: `${file} ${rule?.pattern ?? ''}`.trimEnd() };
}

function unusedFile(path: string, first: string): Diagnostic {
  return {
    severity: 'warning',
    code: 'code-owners-unused',
    message: `${path} has no effect: ${first} comes first, and only one of them counts. Join the two.`,
    at: { file: path, start: 0, end: 0 },
  };
}
