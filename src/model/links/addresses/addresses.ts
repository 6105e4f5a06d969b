import type { Setting, UnresolvedHost } from '../../../core/facts/settings.ts';
import type { ComponentDraft } from '../../graph-draft.ts';
import type { LinkPass } from '../../link-pass.ts';
import { Clients } from './clients.ts';
import type { Told } from './clients.ts';
import { wordsOf } from './hosts-in.ts';
import { leavesOf } from './leaves.ts';
import { isForOthers } from './uses.ts';

/**
 * Finds what code is told of: attributes of other resources, hosts and names in the settings of every
 * component, and what permissions add to that.
 */
export const addresses: LinkPass = {
  name: 'addresses',
  after: ['every pass that fills settings, hosts, roles or grants'],
  run(draft) {
    const clients = new Clients(draft);
    for (const component of [...draft.components.values()]) {
      const { settings } = component.facts;
      if (settings) readSettings(clients, component, settings);
    }
    clients.finish();
  },
};

function readSettings(clients: Clients, from: ComponentDraft, settings: readonly Setting[]): void {
  const unresolved = new Map<string, UnresolvedHost>();
  for (const setting of settings) {
    if (setting.value === undefined) continue;
    const words = wordsOf(setting.name);
    if (isForOthers(words)) continue;
    for (const leaf of leavesOf(setting.value)) {
      const told = { from, setting, words: leaf.key === '' ? words : [...words, ...wordsOf(leaf.key)] };
      if (leaf.kind === 'reference') clients.reference(told, leaf.reference, leaf.asHost);
      else readText(clients, told, leaf.text, unresolved);
    }
  }
  if (unresolved.size > 0) from.facts.unresolvedHosts = [...unresolved.values()];
}

function readText(clients: Clients, told: Told, text: string, unresolved: Map<string, UnresolvedHost>): void {
  if (clients.thing(told, text)) return;
  for (const host of clients.hostsIn(text, told.words)) {
    const because = clients.host(told, host);
    if (because && !unresolved.has(host.host)) {
      unresolved.set(host.host, {
        host: host.host,
        setting: told.setting.name,
        because,
        at: told.setting.at,
      });
    }
  }
}
