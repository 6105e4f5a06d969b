import type { Diagnostic } from '../../core/diagnostic.ts';
import type { Unknown } from '../../core/value.ts';
import type { YamlMapping, YamlNode } from '../../syntax/yaml/ast.ts';
import { isMapping, itemsAt, nodeAt, textAt } from '../../syntax/yaml/node.ts';

/** One Kubernetes object: its content with the place of every value. */
export interface Manifest {
  readonly root: YamlMapping;
  /** `apps/v1`. */
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  /** As written or set by an overlay; undefined: the namespace that the deployer chooses, else `default`. */
  readonly namespace: string | undefined;
  /** Set when it is not known whether the object is deployed at all. */
  readonly maybe?: Unknown | undefined;
}

/** The objects of one document: itself, or the items of a List. Nothing for a document that is no object. */
export function manifestsOf(root: YamlNode | undefined, diagnostics: Diagnostic[]): readonly Manifest[] {
  if (!isMapping(root)) return [];
  const apiVersion = textAt(root, 'apiVersion');
  const kind = textAt(root, 'kind');
  if (apiVersion === undefined || kind === undefined) return [];
  if (kind.endsWith('List') && nodeAt(root, 'items')?.kind === 'sequence') {
    return itemsAt(root, 'items').flatMap((item) => manifestsOf(item, diagnostics));
  }
  const name = textAt(root, 'metadata', 'name') ?? generatedName(root);
  if (name === undefined) {
    const message = `${root.file}: this ${kind} has no metadata.name. Give it one; it is left out.`;
    diagnostics.push({ severity: 'warning', code: 'object-without-name', message, at: root });
    return [];
  }
  return [{ root, apiVersion, kind, name, namespace: textAt(root, 'metadata', 'namespace') }];
}

/** `generateName: orders-` names an object that the cluster completes. */
function generatedName(root: YamlMapping): string | undefined {
  const prefix = textAt(root, 'metadata', 'generateName');
  return prefix === undefined ? undefined : `${prefix}*`;
}

/** `Deployment/shop/orders`. */
export function addressOf({ kind, name, namespace }: Manifest): string {
  return `${kind}/${namespace ?? 'default'}/${name}`;
}

/** Manifests by address; the same object written again is told apart by its number: `…/orders~2`. */
export function byAddress(manifests: readonly Manifest[]): ReadonlyMap<string, Manifest> {
  const known = new Map<string, Manifest>();
  const copies = new Map<string, number>();
  for (const manifest of manifests) {
    const address = addressOf(manifest);
    const copy = (copies.get(address) ?? 0) + 1;
    copies.set(address, copy);
    known.set(copy === 1 ? address : `${address}~${copy}`, manifest);
  }
  return known;
}
