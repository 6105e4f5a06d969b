import type { Setting } from '../../../../core/facts/settings.ts';
import type { PodVolume } from '../../../../core/facts/workload.ts';
import type { Resource } from '../../../../core/resource.ts';
import { Unknown } from '../../../../core/value.ts';
import { objectsAt } from '../../../kubernetes/lists.ts';
import { textAt } from '../../../kubernetes/object.ts';
import type { Path } from '../../../read.ts';
import { fileSettings } from './file-settings.ts';
import type { FileSetting } from './file-settings.ts';
import type { Keeper } from './kept-texts.ts';
import type { Told } from './told.ts';

/** What the files say that a container mounts from ConfigMaps. */
export function mountedSettings(told: Told, volumes: readonly PodVolume[]): readonly Setting[] {
  const { container, main } = told;
  return volumes.flatMap((volume) => {
    const mounts = container.mounts.filter((mount) => mount.volume === volume.name);
    if (mounts.length === 0) return [];
    const files = mounts.map(({ at }) => textAt(main, [...at.path, 'subPath']));
    const only = files.every((file) => typeof file === 'string') ? new Set(files) : undefined;
    return sourcesOf(volume, main).flatMap((source) => settingsIn(told, source, only));
  });
}

/** A ConfigMap behind a volume, with the files that some of its keys become; undefined: each its own name. */
interface Source {
  readonly name: string;
  readonly files: ReadonlyMap<string, string> | undefined;
}

function sourcesOf({ kind, source, at }: PodVolume, main: Resource): readonly Source[] {
  if (kind === 'config-map' && typeof source?.value === 'string') {
    return [{ name: source.value, files: filesOf(main, [...at.path, 'configMap']) }];
  }
  if (kind !== 'projected') return [];
  return objectsAt(main, ...at.path, 'projected', 'sources').items.flatMap(({ path }) => {
    const name = textAt(main, [...path, 'configMap', 'name']);
    return typeof name === 'string' ? [{ name, files: filesOf(main, [...path, 'configMap']) }] : [];
  });
}

function filesOf(main: Resource, path: Path): ReadonlyMap<string, string> | undefined {
  const { items } = objectsAt(main, ...path, 'items');
  if (items.length === 0) return undefined;
  return new Map(
    items.flatMap(({ item: { key, path: file } }): readonly (readonly [string, string])[] =>
      typeof key === 'string' && typeof file === 'string' ? [[key, file]] : [],
    ),
  );
}

function settingsIn(
  told: Told,
  { name, files }: Source,
  only: ReadonlySet<unknown> | undefined,
): readonly Setting[] {
  const keeper: Keeper = { kind: 'config-map', name, namespace: told.namespace };
  const object = told.kept.find(told.main, keeper);
  if (!object) return [];
  const isShared = told.sharing.isShared(told.main, keeper, object);
  return [...object.keys].flatMap(([key, { value, through, at }]) => {
    const file = files ? files.get(key) : key;
    if (file === undefined || value === undefined || Unknown.is(value)) return [];
    if (only && !only.has(file)) return [];
    const lines = linesOf(told, file, value);
    const passed = isShared || told.sharing.isCopied(told.main, value, lines) ? 'whole' : 'file';
    return lines.map((line) => ({
      ...line,
      passed,
      container: told.called,
      through,
      at,
    }));
  });
}

function linesOf({ files }: Told, file: string, text: string): readonly FileSetting[] {
  const key = `${file}\u0000${text}`;
  const lines = files.get(key) ?? fileSettings(file, text);
  files.set(key, lines);
  return lines;
}
