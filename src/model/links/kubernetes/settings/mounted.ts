import type { Setting } from '../../../../core/facts/settings.ts';
import type { PodVolume } from '../../../../core/facts/workload.ts';
import { Unknown } from '../../../../core/value.ts';
import { fileSettings } from './file-settings.ts';
import type { FileSetting } from './file-settings.ts';
import type { Keeper } from './kept-texts.ts';
import { fileOf, isWhole, sourcesOf } from './sources.ts';
import type { Source } from './sources.ts';
import type { Told } from './told.ts';

/** What the files say that a container mounts from ConfigMaps. */
export function mountedSettings(told: Told, volumes: readonly PodVolume[]): readonly Setting[] {
  const { container, main } = told;
  return volumes.flatMap((volume) => {
    return sourcesOf(volume, container.mounts, main).flatMap((source) => settingsIn(told, source));
  });
}

function settingsIn(told: Told, source: Source): readonly Setting[] {
  const { name } = source;
  const keeper: Keeper = { kind: 'config-map', name, namespace: told.namespace };
  const object = told.kept.find(told.main, keeper);
  if (!object) return [];
  // Who takes a few of its files has those to itself.
  const isShared = isWhole(source) && told.sharing.isShared(told.main, keeper, object);
  return [...object.keys].flatMap(([key, { value, through, at }]) => {
    const file = fileOf(source, key);
    if (file === undefined || value === undefined || Unknown.is(value)) return [];
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
