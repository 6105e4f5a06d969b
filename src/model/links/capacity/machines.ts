import type { Component } from '../../../core/component.ts';
import type { Machine } from '../../../core/facts/capacity.ts';
import { Unknown } from '../../../core/value.ts';
import type { LinkPass } from '../../link-pass.ts';
import { machineOf } from '../../machines.ts';

type Provider = Parameters<typeof machineOf>[0];

const PROVIDERS: readonly Provider[] = ['aws', 'google', 'azurerm'];
const KINDS: ReadonlySet<Component['kind']> = new Set(['node-pool', 'datastore', 'workload']);

/** Says what the machines of pools, groups and stores offer, from the name of their type. */
export const machines: LinkPass = {
  name: 'machines',
  after: ['every pass that fills instanceClass'],
  run(draft) {
    for (const { kind, main, facts } of draft.components.values()) {
      const { instanceClass } = facts;
      const provider = PROVIDERS.find((name) => main?.type.startsWith(`${name}_`) === true);
      if (!KINDS.has(kind) || !instanceClass || provider === undefined) continue;
      const { value } = instanceClass;
      const machine = Unknown.is(value) ? value : (machineOf(provider, value) ?? notListed(value));
      facts.machine = { ...instanceClass, value: machine };
    }
  },
};

function notListed(type: string): Unknown | Machine {
  return new Unknown({
    reason: 'not-in-inputs',
    detail: `how many cores and how much memory ${type} has is not in our table`,
    settledBy: 'a type that the provider documents',
  });
}
