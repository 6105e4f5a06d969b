import type { Pods } from '../../../../core/facts/workload.ts';
import type { Resource } from '../../../../core/resource.ts';
import { Unknown } from '../../../../core/value.ts';
import type { GraphDraft } from '../../../graph-draft.ts';
import type { Keeper } from './kept-texts.ts';

/** Tells which ConfigMaps and Secrets several programs take in whole. */
export interface Sharing {
  /** True where what it holds is meant for others too, so that no reader needs all of it. */
  isShared(from: Resource, keeper: Keeper): boolean;
}

/** Counts who takes what in whole. Workloads of one image are one program: a web process and its worker. */
export function findSharing(draft: GraphDraft): Sharing {
  const programs = new Map<string, Set<string>>();
  for (const { main, facts } of draft.components.values()) {
    const namespace = facts.pods?.namespace.value;
    if (!main || !facts.pods || typeof namespace !== 'string') continue;
    for (const [keeper, program] of takenBy(facts.pods, namespace)) {
      const key = keyOf(main, keeper);
      const known = programs.get(key) ?? new Set();
      programs.set(key, known.add(program));
    }
  }
  return { isShared: (from, keeper) => (programs.get(keyOf(from, keeper))?.size ?? 0) > 1 };
}

function keyOf({ stack }: Resource, { kind, namespace, name }: Keeper): string {
  return `${stack}\u0000${kind}\u0000${namespace}\u0000${name}`;
}

function* takenBy(pods: Pods, namespace: string): Generator<readonly [Keeper, string]> {
  const configVolumes = new Map(
    pods.volumes.flatMap(({ name, kind, source }) =>
      kind === 'config-map' && typeof source?.value === 'string' ? [[name, source.value] as const] : [],
    ),
  );
  for (const { image, name: container, environmentFrom, mounts, role } of pods.containers) {
    if (role === 'init') continue;
    const repository = image?.repository;
    const program = repository === undefined || Unknown.is(repository) ? container : repository;
    for (const { kind, name } of environmentFrom) {
      if (typeof name === 'string') yield [{ kind, namespace, name }, program];
    }
    for (const { volume } of mounts) {
      const name = configVolumes.get(volume);
      if (name !== undefined) yield [{ kind: 'config-map', namespace, name }, program];
    }
  }
}
