import type { Component } from '../../../core/component.ts';
import type { SteeredTarget, Steering } from '../../../core/facts/contract.ts';
import { ruleId } from '../../../core/id.ts';
import type { Outcome, Rule } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { evidenceOf, notApplicable, pass, unknown } from '../../outcome.ts';

/** A standby that gets requests only when somebody changes a number. */
export const rule: Rule = {
  id: ruleId('resilience/failover-needs-a-person'),
  title: 'The standby takes over only when somebody changes a setting',
  appliesTo: ['dns', 'load-balancer', 'cdn'],
  severity: 'medium',
  consequence: 'availability',
  environments: 'production-like',
  check(component) {
    const { steering } = component.facts;
    if (!steering) return notApplicable('nothing shares its requests among copies by numbers');
    return judge(component, steering);
  },
};

function judge(component: Component, { by, targets, more }: Steering): Outcome {
  if (more) return unknown(more);
  const shares = targets.map(({ share }) => share.value);
  const open = shares.find((share) => Unknown.is(share));
  const regions = new Set(targets.map(({ region }) => region));
  const isOneRegion =
    regions.size === 1 && ![...regions].some((region) => Unknown.is(region) || region === undefined);
  if (isOneRegion) return notApplicable('its copies stand in one region: the numbers share releases');
  if (open) return unknown(open);
  const active = targets.filter(({ share }) => share.value !== 0);
  const standby = targets.filter(({ share }) => share.value === 0);
  if (active.length === 0 || standby.length === 0) return notApplicable('every copy gets its share');
  const unchecked = active.filter(({ isChecked }) => isChecked.value === false);
  if (unchecked.length === 0) return whyUnknown(active.map(({ isChecked }) => isChecked.value)) ?? pass;
  const where = [...active, ...standby].map(({ region }) => region);
  const unknownRegion = where.find((region) => Unknown.is(region));
  if (unknownRegion !== undefined && Unknown.is(unknownRegion)) return unknown(unknownRegion);
  if (where.some((region) => region === undefined)) return unknown(outside(component.name));
  return {
    status: 'fail',
    problem:
      `${component.name} stays down until somebody changes ${by}: ` +
      `${names(standby)} gets no requests, and no health check moves them there.`,
    evidence: [...active, ...standby].flatMap((target) => [
      evidenceOf(
        target.share,
        `${target.name} in ${String(target.region)}: share ${String(target.share.value)}`,
      ),
      evidenceOf(target.isChecked, `${target.name} ${checked(target)}`),
    ]),
    remedies: [
      {
        title: 'Check the health of the copies, and let the routing use the checks',
        safety: 'review',
        caution: 'The standby must be able to carry the whole load, and its data must be current.',
        intents: [],
      },
    ],
    cause: standby[0]?.share.at[0],
  };
}

function whyUnknown(values: readonly (boolean | Unknown)[]): Outcome | undefined {
  const open = values.find((value) => Unknown.is(value));
  return open !== undefined && Unknown.is(open) ? unknown(open) : undefined;
}

function names(targets: readonly SteeredTarget[]): string {
  return targets.map(({ name }) => name).join(', ');
}

function checked({ isChecked: { value } }: SteeredTarget): string {
  return value === true ? 'is checked' : 'is not checked';
}

function outside(name: string): Unknown {
  return new Unknown({
    reason: 'not-in-inputs',
    detail: `where the copies behind ${name} stand is not in the inputs`,
    settledBy: 'the code that declares them; copies of one region are releases, not standbys',
  });
}
