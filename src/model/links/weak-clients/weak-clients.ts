import type { WeakClient } from '../../../core/facts/clients.ts';
import type { Setting } from '../../../core/facts/settings.ts';
import { Unknown } from '../../../core/value.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import type { LinkPass } from '../../link-pass.ts';
import { hostsIn, soundsLikeAddress, wordsOf } from '../addresses/hosts-in.ts';
import { hostResolvers } from '../addresses/host-resolvers.ts';
import { encryptedByMesh } from './mesh-encryption.ts';
import { switchOf } from './switches.ts';
import type { Switch } from './switches.ts';

/** Tells of everything that is told settings which of them give up encryption, and towards whom. */
export const weakClients: LinkPass = {
  name: 'weak-clients',
  after: ['addresses'],
  run(draft) {
    for (const component of Array.from(draft.components.values())) {
      const { settings } = component.facts;
      const found = (settings ?? []).flatMap((setting) => weakClient(draft, component, setting) ?? []);
      if (found.length > 0) draft.setFact(component, 'weakClients', found);
    }
  },
};

function weakClient(draft: GraphDraft, component: ComponentDraft, setting: Setting): WeakClient | undefined {
  const { value, name, through, at } = setting;
  if (typeof value !== 'string' || value.length > LONGEST_VALUE) return undefined;
  const found = switchOf(setting, value, wordsOf(name));
  if (!found) return undefined;
  const hosts = hostsOf(found, setting, component);
  const leaving = hosts.filter((host) => !LOOPBACK.test(host));
  // Only this machine is asked.
  if ((hosts.length > 0 && leaving.length === 0) || (found.end === 'text' && SOCKET.test(value)))
    return undefined;
  const to = leaving.flatMap((host) => answering(draft, component, host));
  const others = found.end === 'process' ? called(draft, component) : [];
  const isOpen = leaving.length === 0 && others.length === 0;
  // A switch of nothing that is named may be that of a server.
  if (isOpen && found.end === 'siblings') return undefined;
  return {
    setting: name,
    says: found.says,
    gives: found.gives,
    at,
    through: through.map((step) => ({ says: step.says, at: step.at })),
    hosts: [...new Set([...leaving, ...others.map((other) => other.name)])].sort(),
    to: [...new Set([...to, ...others].map(({ id }) => id))],
    unknown: isOpen ? noOtherEnd(component, found) : undefined,
    encryptedBy: encryptedByMesh(draft, to),
  };
}

const LONGEST_VALUE = 2000;
const LOOPBACK = /^(?:localhost|127\.[\d.]+|::1|0\.0\.0\.0|host\.docker\.internal)$/;
const SOCKET = /\/cloudsql\/|@unix\(|host=\/|:\/\/\/|@\/|%2F(?:var|cloudsql)/i;

function hostsOf(found: Switch, setting: Setting, { facts, name }: ComponentDraft): readonly string[] {
  const { settings = [] } = facts;
  switch (found.end) {
    case 'text':
      return hostNames(String(setting.value), true, name);
    case 'process':
      return [];
    case 'command': {
      const others = settings.filter(
        (one) => one.passed === 'argument' && one.container === setting.container,
      );
      return others.flatMap((one) =>
        typeof one.value === 'string' ? hostNames(one.value, false, name) : [],
      );
    }
    case 'siblings': {
      if (found.stem.length === 0) return [];
      const siblings = settings.filter((one) => one !== setting && isSibling(one, setting, found.stem));
      return siblings.flatMap(({ name: title, value }) =>
        typeof value === 'string' ? hostNames(value, soundsLikeAddress(wordsOf(title)), name) : [],
      );
    }
  }
}

/** A setting of the same place whose name begins with the same words. */
function isSibling(one: Setting, { passed, through }: Setting, stem: readonly string[]): boolean {
  const isSamePlace =
    passed === 'file'
      ? one.passed === 'file' && one.through[0]?.at === through[0]?.at
      : one.passed !== 'file';
  const words = wordsOf(one.name);
  if (!isSamePlace) return false;
  if (stem.length === 1 && stem[0] === 'pg') return /^PGHOST$|^(?:DATABASE|POSTGRES)_URL$/.test(one.name);
  return stem.every((word, index) => words[index] === word);
}

function hostNames(text: string, isAddress: boolean, own: string): readonly string[] {
  const numbers = [...text.matchAll(/(?:^|\/\/|@|=)((?:\d{1,3}\.){3}\d{1,3})\b/g)].map(
    ([, address = '']) => address,
  );
  const names = hostsIn(text, { isAddress })
    .filter(({ host, certain }) => certain || (isAddress && host === text.trim()))
    .map(({ host }) => host);
  return [...names, ...numbers].filter((host) => host !== own);
}

function answering(draft: GraphDraft, from: ComponentDraft, host: string): readonly ComponentDraft[] {
  for (const resolve of hostResolvers) {
    const answer = resolve(draft, from, host);
    if (answer) return answer.targets;
  }
  return [];
}

const CALLS: ReadonlySet<string> = new Set(['calls', 'stores', 'publishes']);

/** Everybody it calls: a switch of the whole process meets them all. */
function called(draft: GraphDraft, { id }: ComponentDraft): readonly ComponentDraft[] {
  return callsOf(draft).get(id) ?? [];
}

const known = new WeakMap<GraphDraft, ReadonlyMap<string, readonly ComponentDraft[]>>();

function callsOf(draft: GraphDraft): ReadonlyMap<string, readonly ComponentDraft[]> {
  const read = known.get(draft);
  if (read) return read;
  const calls = new Map<string, ComponentDraft[]>();
  for (const { from, to, kind, candidate } of draft.dependencies) {
    const target = draft.components.get(to);
    if (candidate === true || !target || !CALLS.has(kind)) continue;
    const same = calls.get(from);
    if (same) same.push(target);
    else calls.set(from, [target]);
  }
  known.set(draft, calls);
  return calls;
}

function noOtherEnd({ name }: ComponentDraft, { says }: Switch): Unknown {
  return new Unknown({
    reason: 'not-in-inputs',
    detail: `whom ${name} calls with ${says} cannot be told`,
    settledBy: 'the address of its other end, or a line under `dependencies` in whatfails.yaml',
  });
}
