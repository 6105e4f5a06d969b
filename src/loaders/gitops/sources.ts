import type { YamlNode } from '../../syntax/yaml/ast.ts';
import { isMapping, isScalar, nodeAt, textAt } from '../../syntax/yaml/node.ts';
import type { Manifest } from '../objects/manifest.ts';

/** Objects that other GitOps objects name: ConfigMaps with values, repositories, artifacts. */
export class Sources {
  readonly #objects = new Map<string, Manifest[]>();

  /** Every object of a kind. */
  ofKind(kind: string): readonly Manifest[] {
    return [...this.#objects].flatMap(([key, found]) => (key.startsWith(`${kind} `) ? found : []));
  }

  /** Remembers the objects of a description. */
  add(manifests: readonly Manifest[]): void {
    for (const manifest of manifests) {
      if (!NAMED.has(manifest.kind)) continue;
      const key = `${manifest.kind} ${manifest.name}`;
      const known = this.#objects.get(key);
      if (known) known.push(manifest);
      else this.#objects.set(key, [manifest]);
    }
  }

  /** The object of a kind and name, in the namespace where several are known. */
  find(kind: string, name: string, namespace: string | undefined): Manifest | undefined {
    const known = this.#objects.get(`${kind} ${name}`) ?? [];
    return (
      known.find((one) => one.namespace === namespace) ?? known.find((one) => one.namespace === undefined)
    );
  }

  /** The texts of a ConfigMap by key; undefined when it is not here, or a Secret without plain texts. */
  data(kind: string, name: string, namespace: string | undefined): ReadonlyMap<string, YamlNode> | undefined {
    const found = this.find(kind, name, namespace);
    if (!found) return undefined;
    const data = nodeAt(found.root, kind === 'Secret' ? 'stringData' : 'data');
    if (!isMapping(data)) return undefined;
    const texts = new Map<string, YamlNode>();
    for (const { key, value } of data.entries) if (isScalar(value)) texts.set(key.value, value);
    return texts;
  }
}

const NAMED: ReadonlySet<string> = new Set([
  'ArtifactGenerator',
  'ConfigMap',
  'GitRepository',
  'HelmChart',
  'HelmRepository',
  'OCIRepository',
  'Bucket',
  'Secret',
]);

/** Where a chart of a Flux source is: `oci://registry.example/charts/orders`. */
export function sourceUrl(source: Manifest | undefined): string | undefined {
  return textAt(source?.root, 'spec', 'url');
}
