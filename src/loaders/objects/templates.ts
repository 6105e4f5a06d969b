import { Unknown } from '../../core/value.ts';
import type { YamlFile, YamlNode } from '../../syntax/yaml/ast.ts';
import type { Manifest } from './manifest.ts';
import { mapScalars } from './map-scalars.ts';

/**
 * Whether a text becomes YAML only when a tool has filled it in: it has the markers of a template, and it
 * cannot be read, or a marker stands where a value would (`replicas: {{ .Values.replicas }}` reads as a
 * mapping).
 */
export function isTemplate(text: string, { documents, diagnostics }: YamlFile): boolean {
  if (!MARKERS.test(text)) return false;
  if (diagnostics.some(({ severity }) => severity === 'error')) return true;
  // The branches of a template write one key twice; a placeholder has no branches.
  if (diagnostics.length > 0 && BRANCHES.test(text)) return true;
  return text.includes('{{') && documents.some(({ root }) => root && hasMarker(root, text));
}

// Go templates and Jinja, Jinja statements, ERB and Mako, and placeholders of shells and pipelines.
const MARKERS = /\{\{|\{%|<%|\$\{|^\s*@@?\w+@/m;

const BRANCHES = /\{\{|\{%|<%/;

function hasMarker(node: YamlNode, text: string): boolean {
  if (node.kind === 'scalar') return false;
  if (node.flow && text.startsWith('{{', node.start)) return true;
  if (node.kind === 'sequence') return node.items.some((item) => hasMarker(item, text));
  return node.entries.some(({ value }) => hasMarker(value, text));
}

/**
 * Values that are a placeholder as a whole (`image: ${IMAGE}`) are what a pipeline puts there: unknown. Texts
 * that programs in the cluster expand themselves stay as they are.
 */
export function withoutPlaceholders(manifest: Manifest): Manifest {
  if (FREE_TEXT_KINDS.has(manifest.kind)) return manifest;
  const root = mapScalars(manifest.root, {
    isKept: (key) => FREE_TEXT.has(key),
    scalar: (node) => {
      if (typeof node.value !== 'string' || !PLACEHOLDER.test(node.value)) return node;
      const detail = `a pipeline fills in ${node.value}`;
      return { ...node, value: new Unknown({ reason: 'not-in-inputs', detail }) };
    },
  });
  return root === manifest.root ? manifest : { ...manifest, root };
}

const PLACEHOLDER =
  /^(\$\{[A-Za-z_][A-Za-z0-9_]*\}|\$[A-Z_][A-Z0-9_]+|\$\([A-Za-z_.]+\)|@@?\w+@@?|#\{\w+\}#?|__[A-Z_]+__)$/;

// Commands and configuration are expanded where they run; names are needed to tell objects apart.
const FREE_TEXT: ReadonlySet<string> = new Set([
  'annotations',
  'args',
  'binaryData',
  'command',
  'data',
  'metadata',
  'stringData',
  'value',
]);
const FREE_TEXT_KINDS: ReadonlySet<string> = new Set([
  'ConfigMap',
  'CustomResourceDefinition',
  'Secret',
  'Workflow',
  'WorkflowTemplate',
]);
