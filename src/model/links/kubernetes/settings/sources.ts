import type { Container } from '../../../../core/facts/container.ts';
import type { PodVolume } from '../../../../core/facts/workload.ts';
import type { Resource } from '../../../../core/resource.ts';
import { objectsAt } from '../../../kubernetes/lists.ts';
import { textAt } from '../../../kubernetes/object.ts';
import type { Path } from '../../../read.ts';

/** A ConfigMap behind a volume, as one container mounts it. */
export interface Source {
  readonly name: string;
  /** The files that some of its keys become; undefined: each its own name. */
  readonly files: ReadonlyMap<string, string> | undefined;
  /** The only files that are mounted; undefined: all. */
  readonly only: ReadonlySet<string> | undefined;
}

/** The ConfigMaps that a container mounts with a volume; none where it mounts another one. */
export function sourcesOf(volume: PodVolume, mounts: Container['mounts'], main: Resource): readonly Source[] {
  const own = mounts.filter((mount) => mount.volume === volume.name);
  if (own.length === 0) return [];
  const files = own.map(({ at }) => textAt(main, [...at.path, 'subPath']));
  const known = files.filter((file) => typeof file === 'string');
  const only = known.length === files.length ? new Set(known) : undefined;
  return behind(volume, main).map((source) => ({ ...source, only }));
}

/** Whether nothing of it is left out. */
export function isWhole({ files, only }: Source): boolean {
  return files === undefined && only === undefined;
}

/** The file that a key becomes; undefined where it is not mounted. */
export function fileOf({ files, only }: Source, key: string): string | undefined {
  const file = files ? files.get(key) : key;
  return file === undefined || only?.has(file) === false ? undefined : file;
}

function behind({ kind, source, at }: PodVolume, main: Resource): readonly Pick<Source, 'name' | 'files'>[] {
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
