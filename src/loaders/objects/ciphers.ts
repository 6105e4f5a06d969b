import { Unknown } from '../../core/value.ts';
import type { YamlMapping, YamlNode } from '../../syntax/yaml/ast.ts';
import { entryOf } from '../../syntax/yaml/node.ts';
import type { Manifest } from './manifest.ts';

/**
 * The object that SOPS encrypted: its `sops` block is gone before a cluster sees it, and what is encrypted is
 * unknown.
 */
export function withoutCiphers(manifest: Manifest): Manifest {
  if (!entryOf(manifest.root, 'sops')) return manifest;
  const entries = manifest.root.entries
    .filter(({ key }) => key.value !== 'sops')
    .map((entry) => ({ ...entry, value: decipher(entry.value) }));
  return { ...manifest, root: { ...manifest.root, entries } };
}

function decipher(node: YamlNode): YamlNode {
  if (node.kind === 'mapping') return decipherMapping(node);
  if (node.kind === 'sequence') return { ...node, items: node.items.map(decipher) };
  const isCipher = typeof node.value === 'string' && /^ENC\[[A-Z0-9_]+,/.test(node.value);
  return isCipher ? { ...node, value: ENCRYPTED } : node;
}

function decipherMapping(node: YamlMapping): YamlMapping {
  return { ...node, entries: node.entries.map((entry) => ({ ...entry, value: decipher(entry.value) })) };
}

const ENCRYPTED = new Unknown({ reason: 'file-not-readable', detail: 'it is encrypted with SOPS' });
