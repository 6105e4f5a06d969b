import type { Diagnostic } from '../../../core/diagnostic.ts';
import type { Unknown } from '../../../core/value.ts';
import { textAt } from '../../../syntax/yaml/node.ts';
import { parseYaml } from '../../../syntax/yaml/parse.ts';
import type { Manifest } from '../../objects/manifest.ts';
import { manifestsOf } from '../../objects/manifest.ts';
import type { Text } from '../template/value.ts';
import { documentsIn } from './documents.ts';

export interface ManifestContext {
  /** The template. */
  readonly file: string;
  readonly maybe: Unknown | undefined;
  readonly diagnostics: Diagnostic[];
}

/** The objects that a rendered template holds. */
export function manifestsIn(text: Text, context: ManifestContext): readonly Manifest[] {
  return documentsIn(text.value).flatMap((span) => {
    const source = text.value.slice(span.start, span.end);
    const parsed = parseYaml(source, { file: context.file, typing: 'kubernetes' });
    for (const { message } of parsed.diagnostics) {
      context.diagnostics.push(brokenYaml(message, context.file));
    }
    return parsed.documents
      .flatMap(({ root }) => manifestsOf(root, context.diagnostics))
      .filter(isDeployed)
      .map((manifest) => (context.maybe ? { ...manifest, maybe: context.maybe } : manifest));
  });
}

function brokenYaml(problem: string, file: string): Diagnostic {
  const message = `${file} renders to text that is not YAML, so Helm refuses the release: ${problem}`;
  return { severity: 'error', code: 'helm-yaml', message, at: { file, start: 0, end: 0 } };
}

const HOOKS: ReadonlySet<string> = new Set([
  'pre-install',
  'post-install',
  'pre-delete',
  'post-delete',
  'pre-upgrade',
  'post-upgrade',
  'pre-rollback',
  'post-rollback',
  'test',
  'test-success',
]);

/** Helm 3 leaves out objects with a hook that it does not know, such as `crd-install`. */
function isDeployed({ root }: Manifest): boolean {
  const hooks = textAt(root, 'metadata', 'annotations', 'helm.sh/hook');
  return hooks === undefined || hooks.split(',').every((hook) => HOOKS.has(hook.trim().toLowerCase()));
}
