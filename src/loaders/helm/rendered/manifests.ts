import type { Diagnostic } from '../../../core/diagnostic.ts';
import type { Unknown } from '../../../core/value.ts';
import { isMapping, textAt } from '../../../syntax/yaml/node.ts';
import { parseYaml } from '../../../syntax/yaml/parse.ts';
import type { Manifest } from '../../objects/manifest.ts';
import { addressOf, manifestsOf } from '../../objects/manifest.ts';
import type { RenderedDocument } from '../template/place-nodes.ts';
import { placedTree } from '../template/place-nodes.ts';
import { doubtAround } from '../template/span-index.ts';
import { withoutAbsent } from '../template/text-parts.ts';
import type { Text } from '../template/value.ts';
import { documentsIn } from './documents.ts';

export interface ManifestContext {
  /** The template. */
  readonly file: string;
  readonly maybe: Unknown | undefined;
  readonly diagnostics: Diagnostic[];
}

/** The objects that a rendered template holds, their values with the places that state them. */
export function manifestsIn(text: Text, context: ManifestContext): readonly Manifest[] {
  const byDefault = withoutAbsent(text);
  // What only an unread file would bring may not fit to the rest: then the defaults alone are read.
  const read = text !== byDefault && isBroken(text, byDefault, context.file) ? byDefault : text;
  return documentsIn(read.value).flatMap((span) => {
    const source = read.value.slice(span.start, span.end);
    const parsed = parseYaml(source, { file: context.file, typing: 'kubernetes' });
    for (const { message, severity } of parsed.diagnostics) {
      if (severity === 'error') context.diagnostics.push(brokenYaml(message, context.file));
    }
    const maybe = context.maybe ?? doubtAround(read, span);
    const document = { text: read, offset: span.start, file: context.file };
    return parsed.documents
      .flatMap(({ root }) => manifestsOf(root, context.diagnostics))
      .filter(isDeployed)
      .map((manifest) => placed(manifest, document))
      .map((manifest) => (maybe ? { ...manifest, maybe } : manifest));
  });
}

/** An object keeps the name that it has by default, also where an unread file may change it. */
function placed(manifest: Manifest, document: RenderedDocument): Manifest {
  const root = placedTree(manifest.root, document);
  return isMapping(root) ? { ...manifest, root } : manifest;
}

/** Whether the text is no YAML, or takes the place of an object that is there by default. */
function isBroken(text: Text, byDefault: Text, file: string): boolean {
  const all = identitiesIn(text, file);
  if (all.worst === 'error') return true;
  if (all.worst !== 'warning') return false;
  const { identities } = identitiesIn(byDefault, file);
  return [...identities].some((identity) => !all.identities.has(identity));
}

interface Identities {
  readonly identities: ReadonlySet<string>;
  /** A key that stands twice is a warning. */
  readonly worst: Diagnostic['severity'] | undefined;
}

function identitiesIn({ value }: Text, file: string): Identities {
  const identities = new Set<string>();
  let worst: Diagnostic['severity'] | undefined;
  for (const { start, end } of documentsIn(value)) {
    const parsed = parseYaml(value.slice(start, end), { file, typing: 'kubernetes' });
    for (const { severity } of parsed.diagnostics) if (worst !== 'error') worst = severity;
    for (const { root } of parsed.documents) {
      for (const manifest of manifestsOf(root, []))
        identities.add(`${manifest.apiVersion} ${addressOf(manifest)}`);
    }
  }
  return { identities, worst };
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
