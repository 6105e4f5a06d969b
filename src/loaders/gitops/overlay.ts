import type { Files } from '../../core/files.ts';
import { byCodeUnit } from '../../core/order.ts';
import { folderOf, joinPath, nameOf } from '../../core/path.ts';
import type { SourceRange } from '../../core/location.ts';
import type { Data } from '../../core/value.ts';
import type { YamlMapping, YamlNode } from '../../syntax/yaml/ast.ts';
import { nodeData } from '../objects/to-data.ts';
import { Unknown } from '../../core/value.ts';
import type { KustomizeField } from '../objects/deployment.ts';

/** A kustomization that a GitOps object makes in memory, and where each part of its text comes from. */
export interface Overlay {
  readonly text: string;
  readonly parts: readonly { readonly start: number; readonly end: number; readonly node: YamlNode }[];
}

const HEAD = 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n';

/** The text of a kustomization over resources, with the fields that a GitOps object adds. */
export function overlayOf(resources: readonly string[], fields: readonly KustomizeField[]): Overlay {
  const parts: { start: number; end: number; node: YamlNode }[] = [];
  let text = `${HEAD}resources: ${JSON.stringify(resources)}\n`;
  const write = (node: YamlNode): void => {
    const start = text.length;
    text += plainText(nodeData(node));
    parts.push({ start, end: text.length, node });
  };
  for (const { name, value } of fields) {
    text += `${name}: `;
    if (value.kind !== 'sequence' || value.items.length === 0) write(value);
    for (const item of value.kind === 'sequence' ? value.items : []) {
      text += '\n  - ';
      write(item);
    }
    text += '\n';
  }
  return { text, parts };
}

/**
 * JSON is YAML; what is unknown in it stands there as a text, which no rule takes for a value of its own. A
 * patch with one unknown word in it still patches everything else.
 */
function plainText(data: Data): string {
  return JSON.stringify(data, (_key, value: unknown) => {
    if (!Unknown.is(value)) return value;
    if (value.partial?.kind !== 'parts') return value.toString();
    return value.partial.parts.map((part) => (Unknown.is(part) ? UNKNOWN_WORD : part)).join('');
  });
}

// No number, no switch and no name: whatever reads it finds nothing that it knows.
const UNKNOWN_WORD = '(unknown)';

/** Files with one more. */
export function withFile(files: Files, path: string, text: string): Files {
  const folder = folderOf(path);
  return {
    list: () => [...files.list(), path].sort(byCodeUnit),
    entries: (asked) => {
      const known = files.entries(asked);
      if (asked === folder && !known.files.includes(nameOf(path))) {
        return { ...known, files: [...known.files, nameOf(path)].sort(byCodeUnit) };
      }
      const isAbove = asked === folderOf(folder) && folder !== '';
      if (!isAbove || known.folders.includes(nameOf(folder))) return known;
      return { ...known, folders: [...known.folders, nameOf(folder)].sort(byCodeUnit) };
    },
    read: (asked) => (asked === path ? text : files.read(asked)),
    readBytes: (asked) => (asked === path ? new TextEncoder().encode(text) : files.readBytes(asked)),
    resolve: (asked) => (asked === path || asked === folder ? asked : files.resolve(asked)),
    diagnostics: files.diagnostics,
  };
}

/** The object with places in the made text replaced by those of the GitOps object that asked for it. */
export function replaced(root: YamlMapping, path: string, { parts }: Overlay, says: string): YamlMapping {
  const placed = (node: SourceRange): SourceRange | undefined => {
    if (node.file !== path) return undefined;
    const part = parts.find(({ start, end }) => start <= node.start && node.end <= end) ?? parts[0];
    return part && { file: part.node.file, start: part.node.start, end: part.node.end };
  };
  const came = { kind: 'computed', why: `${says} sets it` } as const;
  const visit = <T extends YamlNode>(node: T): T => {
    const at = placed(node);
    return at ? { ...node, ...at, came } : node;
  };
  return replaceMapping(root, visit);
}

type Visit = <T extends YamlNode>(node: T) => T;

function replaceMapping(node: YamlMapping, visit: Visit): YamlMapping {
  let changed = false;
  const entries = node.entries.map((entry) => {
    const value = replaceNode(entry.value, visit);
    const key = visit(entry.key);
    if (value === entry.value && key === entry.key) return entry;
    changed = true;
    return { key, value };
  });
  return visit(changed ? { ...node, entries } : node);
}

function replaceNode(node: YamlNode, visit: Visit): YamlNode {
  if (node.kind === 'scalar') return visit(node);
  if (node.kind === 'mapping') return replaceMapping(node, visit);
  let changed = false;
  const items = node.items.map((item) => {
    const mapped = replaceNode(item, visit);
    if (mapped !== item) changed = true;
    return mapped;
  });
  return visit(changed ? { ...node, items } : node);
}

/** The file of a kustomization made in a folder beside others. */
export function madePath(folder: string, name: string): string {
  return joinPath(joinPath(folder, name), 'kustomization.yaml');
}
