import type { Diagnostic } from '../../core/diagnostic.ts';
import { joinPath } from '../../core/path.ts';
import type { SourceRange } from '../../core/location.ts';
import type { YamlEntry, YamlMapping, YamlNode } from '../../syntax/yaml/ast.ts';
import { parseYaml } from '../../syntax/yaml/parse.ts';
import type { Manifest } from '../objects/manifest.ts';
import { manifestsOf } from '../objects/manifest.ts';
import { documentsIn } from './rendered/documents.ts';

/** Objects that the helm program rendered. */
export interface FromRendered {
  readonly manifests: readonly Manifest[];
  readonly diagnostics: readonly Diagnostic[];
}

const SOURCE = /^# Source: (.+)$/m;

/**
 * The objects in what `helm template --include-crds` writes. Helm says only which template an object comes
 * from: that file is the place of all its values, and none of them can be edited there as it stands.
 */
export function fromRendered(text: string, chart: string): FromRendered {
  const diagnostics: Diagnostic[] = [];
  const manifests: Manifest[] = [];
  let file = joinPath(chart, 'Chart.yaml');
  for (const { start, end } of documentsIn(text)) {
    const source = text.slice(start, end);
    file = templateOf(SOURCE.exec(source)?.[1], chart) ?? file;
    const parsed = parseYaml(source, { file, typing: 'kubernetes' });
    for (const { severity, message } of parsed.diagnostics) {
      const at = { file, start: 0, end: 0 };
      if (severity === 'error') diagnostics.push({ severity, code: 'helm-yaml', message, at });
    }
    for (const { root } of parsed.documents) {
      for (const manifest of manifestsOf(root, diagnostics)) {
        manifests.push({ ...manifest, root: mappingAt(manifest.root, { file, start: 0, end: 0 }) });
      }
    }
  }
  return { manifests, diagnostics };
}

/** `shop/templates/service.yaml` in the folder of the chart named shop. */
function templateOf(source: string | undefined, chart: string): string | undefined {
  const inside = source?.slice(source.indexOf('/') + 1);
  return inside === undefined ? undefined : joinPath(chart, inside);
}

const CAME = { kind: 'computed', why: 'rendered by the helm program' } as const;

function nodeAtPlace(node: YamlNode, at: SourceRange): YamlNode {
  if (node.kind === 'mapping') return mappingAt(node, at);
  if (node.kind === 'scalar') return { ...node, ...at, came: CAME };
  return { ...node, ...at, came: CAME, items: node.items.map((item) => nodeAtPlace(item, at)) };
}

function mappingAt(node: YamlMapping, at: SourceRange): YamlMapping {
  const entries = node.entries.map(({ key, value }): YamlEntry => ({
    key: { ...key, ...at },
    value: nodeAtPlace(value, at),
  }));
  return { ...node, ...at, came: CAME, entries };
}
