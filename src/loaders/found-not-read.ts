import type { Files } from '../core/files.ts';
import { isSelected, nameOf } from '../core/path.ts';
import type { NotRead } from '../core/resource.ts';

interface Kind {
  readonly kind: string;
  readonly matches: (path: string, name: string) => boolean;
}

// Files that describe infrastructure and that nothing here reads yet, told by name alone.
const KINDS: readonly Kind[] = [
  { kind: 'compose', matches: (_path, name) => /^(docker-)?compose(\.[\w-]+)?\.ya?ml$/.test(name) },
  { kind: 'github-actions', matches: (path) => /(^|\/)\.github\/workflows\/[^/]+\.ya?ml$/.test(path) },
  { kind: 'gitlab-ci', matches: (_path, name) => name === '.gitlab-ci.yml' },
  { kind: 'terragrunt', matches: (_path, name) => name === 'terragrunt.hcl' },
  { kind: 'pulumi', matches: (_path, name) => /^Pulumi\.ya?ml$/.test(name) },
  { kind: 'serverless', matches: (_path, name) => /^serverless\.ya?ml$/.test(name) },
  { kind: 'bicep', matches: (_path, name) => name.endsWith('.bicep') },
  { kind: 'cdk', matches: (_path, name) => name === 'cdk.json' },
  { kind: 'openapi', matches: (_path, name) => /^(openapi|swagger)\.(ya?ml|json)$/.test(name) },
];

const WHY = 'this version does not read files of this kind';

/** Descriptions of infrastructure that were found and are not read, so that nothing is silently missing. */
export function foundNotRead(files: Files, selected: readonly string[]): readonly NotRead[] {
  const found: NotRead[] = [];
  for (const path of files.list()) {
    const name = nameOf(path);
    const kind = KINDS.find((one) => one.matches(path, name));
    if (kind && isSelected(path, selected)) {
      found.push({ file: path, kind: kind.kind, why: WHY });
    }
  }
  return found;
}
