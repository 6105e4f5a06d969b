import type { ComponentId } from '../../../../core/id.ts';
import { Unknown } from '../../../../core/value.ts';
import type { Value } from '../../../../core/value.ts';
import type { GraphDraft } from '../../../graph-draft.ts';
import { hostsIn } from '../../addresses/hosts-in.ts';
import { serviceHosts } from '../service-hosts.ts';

/** A readiness command that asks somebody else: without them no pod is ready. */
export function addProbed(draft: GraphDraft): void {
  let places: ReadonlyMap<string, number> | undefined;
  for (const from of draft.components.values()) {
    for (const { readiness, role } of from.facts.pods?.containers ?? []) {
      const { command } = readiness ?? {};
      if (!readiness || role === 'init' || command === undefined || Unknown.is(command)) continue;
      for (const host of hostsOf(command)) {
        for (const to of serviceHosts(draft, from, host)?.targets ?? []) {
          // Who asks for itself by the name of its own Service needs nobody.
          if (to.facts.service?.selects.includes(from.id)) continue;
          places ??= placesOf(draft);
          const place = places.get(pair(from.id, to.id));
          const known = place === undefined ? undefined : draft.dependencies[place];
          const asked = { says: `its readiness probe asks ${host}`, at: readiness.at };
          const evidence = [...(known?.evidence ?? []), asked];
          const ends = { from: from.id, to: to.id, kind: known?.kind ?? ('calls' as const) };
          const hard = { ...ends, strength: 'hard' as const, grade: 'B' as const, evidence };
          if (place === undefined) draft.depend(hard);
          else draft.dependencies[place] = hard;
        }
      }
    }
  }
}

function placesOf(draft: GraphDraft): ReadonlyMap<string, number> {
  return new Map(draft.dependencies.map(({ from, to }, index) => [pair(from, to), index]));
}

function pair(from: ComponentId, to: ComponentId): string {
  return `${from}\u0000${to}`;
}

/** Hosts of a command: of addresses, and what follows `-h` or `--host`. */
function hostsOf(command: readonly Value<string>[]): ReadonlySet<string> {
  const words = command.flatMap((word) => (Unknown.is(word) ? [] : word.split(/[\s;|&]+/)));
  const found = new Set<string>();
  for (const [index, word] of words.entries()) {
    const flag = words[index - 1] ?? '';
    const isHost = /^(?:-h|--host(?:name)?)$/.test(flag);
    const value = /^--host(?:name)?=(.+)$/.exec(word)?.[1];
    for (const { host } of hostsIn(value ?? word, { isAddress: isHost || value !== undefined }))
      found.add(host);
  }
  return found;
}
