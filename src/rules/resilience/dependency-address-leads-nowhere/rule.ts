import type { Component } from '../../../core/component.ts';
import type { DeadAddress } from '../../../core/facts/cluster.ts';
import type { Evidence } from '../../../core/finding.ts';
import { ruleId } from '../../../core/id.ts';
import type { Remedy } from '../../../core/remedy.ts';
import type { Outcome, Rule } from '../../../core/rule.ts';
import { notApplicable, pass, unknown } from '../../outcome.ts';

export const rule: Rule = {
  id: ruleId('resilience/dependency-address-leads-nowhere'),
  title: 'This component calls an address that no Service answers',
  appliesTo: ['workload'],
  severity: 'high',
  consequence: 'availability',
  environments: 'any',
  check(component): Outcome | readonly Outcome[] {
    const { inClusterAddresses, pods } = component.facts;
    if (!inClusterAddresses) return notApplicable('it is told no address inside its cluster');
    if (pods?.generatesLoad) return notApplicable(`it only sends load or tests: ${pods.generatesLoad.says}`);
    const { answered, dead } = inClusterAddresses;
    const wanted = dead.filter(({ optional }) => optional === undefined);
    if (wanted.length === 0) {
      return answered > 0 ? pass : notApplicable(`what it names is optional: ${dead[0]?.optional ?? ''}`);
    }
    const missing = wanted.filter(({ maybe }) => maybe === undefined);
    if (missing.length > 0) return missing.map((address) => failed(component, address));
    return unknown(...wanted.flatMap(({ maybe }) => maybe ?? []));
  },
};

function failed({ name, stack }: Component, address: DeadAddress): Outcome {
  const { host, namespace, setting, at, through, there, nearest } = address;
  const listed = there.length === 0 ? 'none' : there.slice(0, NAMED).join(', ');
  const more = there.length > NAMED ? ` and ${there.length - NAMED} more` : '';
  const evidence: readonly Evidence[] = [
    { says: `${setting} names ${host}`, at },
    ...through,
    { says: `Services of namespace ${namespace} in ${stack ?? 'the inputs'}: ${listed}${more}` },
    ...(nearest === undefined ? [] : [{ says: `the nearest name is ${nearest}` }]),
  ];
  return {
    status: 'fail',
    key: host,
    problem:
      `${name} cannot reach ${host} from the first request on: ` +
      `no Service of namespace ${namespace} has that name.`,
    evidence,
    remedies: [remedyOf(address)],
    cause: through.at(-1)?.at ?? at,
    confidence: there.length === 0 ? 'medium' : undefined,
  };
}

const NAMED = 6;

function remedyOf({ nearest, corrected, host }: DeadAddress): Remedy {
  if (nearest === undefined) {
    return { title: `Add the Service ${host}, or correct the address`, safety: 'review', intents: [] };
  }
  return {
    title: `Name ${nearest} instead`,
    safety: 'review',
    caution: 'Only somebody who knows the code can tell that this Service is meant.',
    intents: corrected ? [{ op: 'set', at: corrected.at, value: corrected.value }] : [],
  };
}
