import type { Component, Stated } from '../../../core/component.ts';
import { ruleId } from '../../../core/id.ts';
import type { Outcome, Rule } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { evidenceOf, notApplicable, pass, unknown } from '../../outcome.ts';

export const rule: Rule = {
  id: ruleId('security/public-cluster-api'),
  title: "The whole internet can reach the cluster's control plane",
  appliesTo: ['cluster'],
  severity: 'medium',
  consequence: 'exposure',
  environments: 'lowered-elsewhere',
  check(component) {
    const { publicApi, publicApiRanges: ranges } = component.facts;
    if (publicApi === undefined || ranges === undefined) return notApplicable('it has no API of its own');
    if (publicApi.value === false) return pass;
    if (!Unknown.is(ranges.value) && !ranges.value.some(isWholeInternet)) return pass;
    if (Unknown.is(publicApi.value)) return unknown(publicApi.value);
    if (Unknown.is(ranges.value)) return unknown(ranges.value);
    return failed(component, { publicApi, ranges, open: ranges.value.filter(isWholeInternet) });
  },
};

function isWholeInternet(range: string): boolean {
  return range.endsWith('/0');
}

interface Opening {
  readonly publicApi: Stated<boolean>;
  readonly ranges: Stated<readonly string[]>;
  readonly open: readonly string[];
}

function failed(component: Component, { publicApi, ranges, open }: Opening): Outcome {
  const { privateApi } = component.facts;
  const remedy = component.remedies['narrow-public-api'];
  return {
    status: 'fail',
    problem:
      `Anyone on the internet can talk to the control plane of ${component.name}: ` +
      `its public endpoint admits ${open.join(' and ')}.`,
    evidence: [
      evidenceOf(publicApi, 'the public endpoint is on'),
      evidenceOf(ranges, `it admits ${open.join(' and ')}`),
      ...(privateApi && !Unknown.is(privateApi.value)
        ? [evidenceOf(privateApi, `the private endpoint is ${privateApi.value ? 'on' : 'off'}`)]
        : []),
      { says: 'signing in with an identity of the account still stands in front' },
    ],
    remedies: remedy ? [remedy] : [],
    cause: ranges.origin === 'written' ? ranges.at[0] : publicApi.at[0],
  };
}
