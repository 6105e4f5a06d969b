import type { Setting, UnresolvedHost } from '../../../core/facts/settings.ts';
import type { Resource } from '../../../core/resource.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import type { LinkPass } from '../../link-pass.ts';
import { Clients } from './clients.ts';
import type { Told } from './clients.ts';
import { wordsOf } from './hosts-in.ts';
import { leavesOf } from './leaves.ts';
import { isForOthers, mayBePublicName } from './uses.ts';
import { stepsOf } from './workflows.ts';

/**
 * Finds what code is told of: attributes of other resources, hosts and names in the settings of every
 * component, and what permissions add to that.
 */
export const addresses: LinkPass = {
  name: 'addresses',
  after: ['every pass that fills settings, hosts, roles or grants'],
  run(draft) {
    const clients = new Clients(draft);
    for (const component of Array.from(draft.components.values())) {
      const { settings } = component.facts;
      if (settings) readSettings(clients, component, settings);
    }
    for (const resource of draft.ofType('aws_sfn_state_machine')) readWorkflow(clients, draft, resource);
    clients.finish();
  },
};

/** What a step of a workflow names is used by that step: no code stands between. */
function readWorkflow(clients: Clients, draft: GraphDraft, resource: Resource): void {
  const from = draft.componentOf(resource.id);
  if (!from) return;
  for (const { setting, strength } of stepsOf(resource)) {
    for (const leaf of leavesOf(setting.value)) {
      const told: Told = { from, setting, words: wordsOf(setting.name), typed: { strength } };
      if (leaf.kind === 'reference') clients.reference(told, leaf.reference, leaf.asHost);
      else if (!clients.thing(told, leaf.text)) {
        for (const host of clients.hostsIn(leaf.text, told.words)) clients.host(told, host);
      }
    }
  }
}

function readSettings(clients: Clients, from: ComponentDraft, settings: readonly Setting[]): void {
  const unresolved = new Map<string, UnresolvedHost>();
  for (const setting of settings) {
    if (setting.value === undefined) continue;
    const words = wordsOf(setting.name);
    if (isForOthers(words)) continue;
    clients.sameText({ from, setting, words });
    for (const leaf of leavesOf(setting.value)) {
      const told: Told = { from, setting, words: leaf.key === '' ? words : [...words, ...wordsOf(leaf.key)] };
      if (mayBePublicName(words)) {
        if (leaf.kind === 'text') readInnerNames(clients, told, leaf.text);
      } else if (leaf.kind === 'reference') clients.reference(told, leaf.reference, leaf.asHost);
      else readText(clients, told, leaf.text, unresolved);
    }
  }
  if (unresolved.size > 0) from.facts.unresolvedHosts = [...unresolved.values()];
}

/** A public name is for links in mails and pages; only neighbours can use a name without a dot. */
function readInnerNames(clients: Clients, told: Told, text: string): void {
  for (const host of clients.hostsIn(text, told.words)) {
    if (!host.host.includes('.') || /\.svc(?:\.|$)/.test(host.host)) clients.host(told, host);
  }
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
