import type { Component, Stated } from '../../../core/component.ts';
import type { Pods } from '../../../core/facts/workload.ts';
import type { Evidence } from '../../../core/finding.ts';
import { ruleId } from '../../../core/id.ts';
import type { Outcome, Rule } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { notApplicable, pass, remediesOf, unknown } from '../../outcome.ts';
import { agentLine, POD_KINDS } from '../../pod-security.ts';

export const rule: Rule = {
  id: ruleId('security/pod-in-host-namespace'),
  title: 'The pod shares processes, memory or network with its node',
  appliesTo: POD_KINDS,
  severity: 'medium',
  consequence: 'exposure',
  environments: 'any',
  check(component) {
    const { pods } = component.facts;
    if (!pods) return notApplicable('it runs no pods');
    const shared = sharedOf(pods);
    const certain = shared.filter(({ fact }) => fact.value === true);
    if (certain.length > 0) return failed(component, pods, certain);
    const open = shared.map(({ fact }) => fact.value).find(Unknown.is) ?? pods.notRendered;
    return open ? unknown(open) : pass;
  },
};

interface Shared {
  readonly setting: string;
  readonly fact: Stated<boolean>;
  /** What it lets the pod do, as the end of a sentence. */
  readonly power: string;
}

function sharedOf({ hostPid, hostIpc, hostNetwork }: Pods): readonly Shared[] {
  return [
    { setting: 'hostPID', fact: hostPid, power: 'sees and can stop every process of its node' },
    { setting: 'hostIPC', fact: hostIpc, power: 'reads the shared memory of its node' },
    {
      setting: 'hostNetwork',
      fact: hostNetwork,
      power: "listens on its node's network, which no network policy reaches",
    },
  ];
}

function failed(component: Component, pods: Pods, shared: readonly Shared[]): Outcome {
  const [first] = shared;
  const settings = shared.map(({ setting }) => setting).join(', ');
  return {
    status: 'fail',
    problem: `${component.name} ${first?.power}: ${settings} ${shared.length === 1 ? 'is' : 'are'} true.`,
    evidence: [
      ...shared.map(({ setting, fact }) => ({ says: `${setting} = true`, at: fact.at[0] })),
      ...portLines(pods),
      ...agentLine(pods),
    ],
    remedies: remediesOf(component, 'leave-host-namespaces'),
    cause: first?.fact.at[0],
    severity: pods.platformAgent === undefined ? undefined : 'low',
  };
}

/** On the network of the node every port of a container is one of the node. */
function portLines({ hostNetwork, containers }: Pods): readonly Evidence[] {
  if (hostNetwork.value !== true) return [];
  return containers.flatMap(({ name, ports }) =>
    ports.map(({ number, at }) => ({
      says: `container ${name} opens port ${Unknown.is(number) ? 'unknown' : number} on the node`,
      at,
    })),
  );
}
