import type { Files } from '../core/files.ts';
import { isDenied } from '../core/files.ts';
import { isSelected, nameOf } from '../core/path.ts';
import type { NotRead } from '../core/resource.ts';

interface Kind {
  readonly kind: string;
  readonly matches: (path: string, name: string) => boolean;
  /** What its text must hold, where the name could be that of something else. */
  readonly holds?: readonly RegExp[] | undefined;
}

// Files that describe infrastructure and that nothing here reads yet.
const KINDS: readonly Kind[] = [
  { kind: 'circleci', matches: (path) => /(^|\/)\.circleci\/config\.ya?ml$/.test(path) },
  { kind: 'jenkins', matches: (_path, name) => /^Jenkinsfile(\.[\w-]+)?$/.test(name) },
  { kind: 'azure-pipelines', matches: (_path, name) => /^azure-pipelines[\w.-]*\.ya?ml$/.test(name) },
  { kind: 'buildkite', matches: (path) => /(^|\/)\.buildkite\/[^/]+\.ya?ml$/.test(path) },
  { kind: 'terragrunt', matches: (_path, name) => name === 'terragrunt.hcl' },
  { kind: 'pulumi', matches: (_path, name) => /^Pulumi\.ya?ml$/.test(name) },
  {
    kind: 'serverless',
    matches: (_path, name) => /^serverless(?:\.[\w-]+)?\.(?:ya?ml|json|ts|js)$/.test(name),
    holds: [/^[ \t]*["']?(?:service|functions|provider)["']?[ \t]*[:=]/m, /serverless/],
  },
  { kind: 'bicep', matches: (_path, name) => name.endsWith('.bicep') },
  { kind: 'cdk', matches: (_path, name) => name === 'cdk.json' },
  { kind: 'jsonnet', matches: (_path, name) => name.endsWith('.jsonnet') },
  {
    kind: 'arm-template',
    matches: (path, name) => name.endsWith('.json') && /arm|azure|template|deploy/i.test(path),
    holds: [/"\$schema"\s*:\s*"https?:\/\/schema\.management\.azure\.com\/[^"]*deploymentTemplate\.json/i],
  },
  {
    kind: 'cloudformation',
    matches: (path, name) =>
      /\.(?:ya?ml|template)$/.test(name) ||
      (name.endsWith('.json') && /cfn|cloud-?formation|template/i.test(path)),
    // A template names its version, or has resources whose types are those of AWS.
    holds: [
      /^AWSTemplateFormatVersion[ \t]*:/m,
      /^[ \t]*"AWSTemplateFormatVersion"[ \t]*:/m,
      /^Transform[ \t]*:[ \t]*["']?AWS::/m,
      /^Resources[ \t]*:[ \t]*\n[ \t]+\w+[ \t]*:[ \t]*\n[ \t]+Type[ \t]*:[ \t]*["']?AWS::/m,
    ],
  },
];

const WHY = 'this version does not read files of this kind';

/** Descriptions of infrastructure that were found and are not read, so that nothing is silently missing. */
export function foundNotRead(files: Files, selected: readonly string[]): readonly NotRead[] {
  const found: NotRead[] = [];
  for (const path of files.list()) {
    const name = nameOf(path);
    if (!isSelected(path, selected)) continue;
    const kind = KINDS.find(
      (one) => one.matches(path, name) && (!one.holds || holds(files, path, one.holds)),
    );
    if (kind) found.push({ file: path, kind: kind.kind, why: WHY });
  }
  return found;
}

// What a template is, it says near its beginning.
const LOOKED_AT = 20_000;

function holds(files: Files, path: string, patterns: readonly RegExp[]): boolean {
  const text = files.read(path);
  if (isDenied(text)) return false;
  const start = text.slice(0, LOOKED_AT);
  return patterns.some((pattern) => pattern.test(start));
}
