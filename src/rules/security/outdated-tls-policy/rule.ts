import type { Component } from '../../../core/component.ts';
import type { Listener, TlsSettings } from '../../../core/facts/network.ts';
import { ruleId } from '../../../core/id.ts';
import type { Failed, Outcome, Rule } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { evidenceOf, notApplicable, pass, remediesOf, unknown } from '../../outcome.ts';

/** An entry whose TLS policy admits versions that are withdrawn, or lacks the current one. */
export const rule: Rule = {
  id: ruleId('security/outdated-tls-policy'),
  title: 'The entry point still accepts broken versions of TLS',
  appliesTo: ['load-balancer', 'cdn', 'gateway', 'api'],
  severity: 'medium',
  consequence: 'exposure',
  environments: 'any',
  check(component) {
    const { listeners = [], moreListeners, isPublicEntry } = component.facts;
    if (isPublicEntry?.value === false) return notApplicable('it does not face the internet');
    const outcomes = listeners.flatMap((listener) =>
      listener.tls ? [judge(component, listener, listener.tls)] : [],
    );
    if (moreListeners && outcomes.length > 0) outcomes.push(unknown(moreListeners));
    return outcomes.length > 0 ? outcomes : notApplicable('none of its listeners ends TLS');
  },
};

// TLS 1.0 and 1.1 must not be used: RFC 8996.
const WITHDRAWN: ReadonlySet<string> = new Set(['SSL 3', '1.0', '1.1']);

function judge(component: Component, listener: Listener, tls: TlsSettings): Outcome {
  const { lowest, highest, offered } = tls;
  if (Unknown.is(lowest)) return unknown(lowest);
  if (Unknown.is(highest)) return unknown(highest);
  const isWithdrawn = WITHDRAWN.has(lowest);
  if (!isWithdrawn && highest === offered) return pass;
  const isPublic = component.facts.isPublicEntry?.value;
  if (Unknown.is(isPublic)) return unknown(isPublic);
  return isWithdrawn ? tooOld(component, listener, { tls, lowest }) : withoutNewest(component, listener, tls);
}

function tooOld(
  component: Component,
  listener: Listener,
  { tls, lowest }: { tls: TlsSettings; lowest: string },
): Outcome {
  const byDefault = tls.policy.origin === 'default' ? ' by default' : '';
  const version = lowest.startsWith('1') ? `TLS ${lowest}` : lowest;
  return {
    ...shared(component, listener, tls),
    problem:
      `Someone on the way can talk a visitor of ${component.name} down to ${version}, which is withdrawn: ` +
      `${listener.name} uses the policy ${String(tls.policy.value)}${byDefault}.`,
    severity: tls.boundTo === undefined ? undefined : 'low',
  };
}

function withoutNewest(component: Component, listener: Listener, tls: TlsSettings): Outcome {
  return {
    ...shared(component, listener, tls),
    problem:
      `Visitors of ${component.name} cannot use TLS ${tls.offered}: ${listener.name} uses the policy ` +
      `${String(tls.policy.value)}, which ends at ${String(tls.highest)}.`,
    severity: 'low',
  };
}

function shared(component: Component, listener: Listener, tls: TlsSettings): Failed {
  const { policy, lowest, highest, newest, source, boundTo } = tls;
  const key = listener.key === '' ? 'newest-tls' : `newest-tls ${listener.key}`;
  const advice = boundTo === undefined ? [] : [{ says: `the policy can only be chosen with ${boundTo}` }];
  return {
    status: 'fail',
    problem: '',
    evidence: [
      evidenceOf(policy, `TLS policy ${String(policy.value)}`),
      {
        says: `it admits TLS ${String(lowest)} to ${String(highest)}; the newest policy is ${newest}`,
        source,
      },
      ...advice,
    ],
    remedies: boundTo === undefined ? remediesOf(component, key) : [],
    cause: policy.at[0] ?? listener.at,
  };
}
