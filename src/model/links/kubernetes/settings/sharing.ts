import type { Pods } from '../../../../core/facts/workload.ts';
import type { StackId } from '../../../../core/id.ts';
import type { Resource, Stack } from '../../../../core/resource.ts';
import { Unknown } from '../../../../core/value.ts';
import type { GraphDraft } from '../../../graph-draft.ts';
import { imageName } from '../../../kubernetes/pods/known-images.ts';
import { hostsIn, soundsLikeAddress, wordsOf } from '../../addresses/hosts-in.ts';
import { relationOf } from '../together.ts';
import type { FileSetting } from './file-settings.ts';
import type { Keeper, KeptObject, KeptTexts } from './kept-texts.ts';
import { fileOf, sourcesOf } from './sources.ts';
import type { Source } from './sources.ts';

/** Tells which ConfigMaps and Secrets several programs take in whole. */
export interface Sharing {
  /**
   * True where an object holds several addresses and several programs take all of them, so that no reader
   * needs each.
   */
  isShared(from: Resource, keeper: Keeper, object: KeptObject): boolean;
  /** The same of one file with several addresses, of which each program may have a copy of its own. */
  isCopied(from: Resource, text: string, lines: readonly FileSetting[]): boolean;
  /** Whether anybody takes it in whole. */
  isTaken(keeper: Keeper, object: KeptObject): boolean;
}

/** Somebody who takes an object in whole. Workloads of one image are one program: a server and its worker. */
interface Taker {
  readonly stack: StackId;
  readonly program: string;
  /** The same workload in another description is no other program, whatever its image is called there. */
  readonly workload: string;
}

/** Counts who takes what in whole, over all descriptions that may stand in one cluster. */
export function findSharing(draft: GraphDraft, kept: KeptTexts): Sharing {
  const stacks = new Map(draft.stacks.map((stack) => [stack.id, stack]));
  const several = new Map<KeptObject, boolean>();
  const { byKey, byText } = findTakers(draft, kept);
  const areSeveral = (from: Resource, takers: readonly Taker[]): boolean => {
    const own = stacks.get(from.stack);
    const meeting = takers.filter(({ stack }) => mayMeet(own, stacks.get(stack)));
    return (
      new Set(meeting.map(({ program }) => program)).size > 1 &&
      new Set(meeting.map(({ workload }) => workload)).size > 1
    );
  };
  return {
    isShared: (from, keeper, object) => {
      const holdsSeveral = several.get(object) ?? hasSeveralAddresses(object);
      several.set(object, holdsSeveral);
      return holdsSeveral && areSeveral(from, byKey.get(keyOf(keeper, object)) ?? []);
    },
    isCopied: (from, text, lines) => namesSeveral(lines) && areSeveral(from, byText.get(text) ?? []),
    isTaken: (keeper, object) => byKey.has(keyOf(keeper, object)),
  };
}

interface Takers {
  readonly byKey: ReadonlyMap<string, readonly Taker[]>;
  /** By the text of each file: a copy of an object has another name and the same text. */
  readonly byText: ReadonlyMap<string, readonly Taker[]>;
}

function findTakers(draft: GraphDraft, kept: KeptTexts): Takers {
  const byKey = new Map<string, Taker[]>();
  const byText = new Map<string, Taker[]>();
  for (const { main, facts } of draft.components.values()) {
    const namespace = facts.pods?.namespace.value;
    if (!main || !facts.pods || typeof namespace !== 'string') continue;
    for (const { keeper, program, source } of takenBy(facts.pods, namespace, main)) {
      const object = kept.find(main, keeper);
      if (!object) continue;
      const taker = { stack: main.stack, program, workload: main.address };
      put(byKey, keyOf(keeper, object), taker);
      for (const [key, { value }] of source ? object.keys : []) {
        if (!source || typeof value !== 'string' || fileOf(source, key) === undefined) continue;
        if (value.includes('\n')) put(byText, value, taker);
      }
    }
  }
  return { byKey, byText };
}

function put(takers: Map<string, Taker[]>, key: string, taker: Taker): void {
  const known = takers.get(key);
  const { stack, workload, program } = taker;
  if (!known) takers.set(key, [taker]);
  else if (
    !known.some((one) => one.stack === stack && one.workload === workload && one.program === program)
  ) {
    known.push(taker);
  }
}

function namesSeveral(lines: readonly FileSetting[]): boolean {
  const hosts = new Set<string>();
  for (const { name, value } of lines) {
    for (const { host, certain } of hostsIn(value, { isAddress: soundsLikeAddress(wordsOf(name)) })) {
      if (certain) hosts.add(host);
    }
    if (hosts.size > 1) return true;
  }
  return false;
}

function mayMeet(own: Stack | undefined, other: Stack | undefined): boolean {
  return own !== undefined && other !== undefined && (own === other || relationOf(own, other) !== 'never');
}

/** Copies of one object stand in several descriptions: they have the same name and the same keys. */
function keyOf({ kind, namespace, name }: Keeper, { keys }: KeptObject): string {
  return [kind, namespace, name, ...keys.keys()].join('\u0000');
}

function hasSeveralAddresses({ keys }: KeptObject): boolean {
  const hosts = new Set<string>();
  for (const [name, { value }] of keys) {
    if (value === undefined) continue;
    // An address that only the cloud knows is one for itself.
    if (Unknown.is(value)) {
      if (value.refs.length > 0) hosts.add(name);
    } else
      for (const { host, certain } of hostsIn(value, { isAddress: soundsLikeAddress(wordsOf(name)) })) {
        if (certain) hosts.add(host);
      }
    if (hosts.size > 1) return true;
  }
  return false;
}

interface Taking {
  readonly keeper: Keeper;
  readonly program: string;
  /** Where it is mounted as files. */
  readonly source: Source | undefined;
}

function* takenBy({ containers, volumes }: Pods, namespace: string, main: Resource): Generator<Taking> {
  for (const { image, name: container, environmentFrom, mounts, role } of containers) {
    if (role === 'init') continue;
    const repository = image?.repository;
    // Another registry holds the same program.
    const program = repository === undefined || Unknown.is(repository) ? container : imageName(repository);
    for (const { kind, name } of environmentFrom) {
      if (typeof name === 'string') yield { keeper: { kind, namespace, name }, program, source: undefined };
    }
    for (const volume of volumes) {
      for (const source of sourcesOf(volume, mounts, main)) {
        yield { keeper: { kind: 'config-map', namespace, name: source.name }, program, source };
      }
    }
  }
}
