import type { Files } from '../../../core/files.ts';
import { changeAt, documentOf, sourcePlace } from './source-place.ts';
import type { ValueIntent, Way } from './ways.ts';
import { asWay, reach, wrapped } from './ways.ts';

/**
 * Ways to change what a chart renders for one set of values: the same key in the values file of this release,
 * so that releases with other values keep the default.
 */
export function valuesWays(
  files: Files,
  valuesFiles: readonly string[],
  { manifest, path, value }: ValueIntent,
): readonly Way[] {
  const own = valuesFiles.at(-1);
  const { node, rest } = reach(manifest.root, path);
  if (own === undefined || value === undefined || node.came?.kind === 'computed') return [];
  if (node.file === own) return [];
  const place = sourcePlace(files, node);
  const target = documentOf(files, own);
  if (!place || !target || place.path.length === 0) return [];
  return asWay(changeAt(target, { op: 'set', path: place.path, value: wrapped(rest, value) }));
}
