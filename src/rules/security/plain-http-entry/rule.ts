import type { Component } from '../../../core/component.ts';
import type { Listener } from '../../../core/facts/network.ts';
import type { Evidence, Severity } from '../../../core/finding.ts';
import { ruleId } from '../../../core/id.ts';
import type { Outcome, Rule, RuleContext } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { notApplicable, pass, remediesOf, unknown } from '../../outcome.ts';
import { admitsOnlyContentNetwork } from './only-content-network.ts';

/** An entry that answers over plain HTTP instead of sending people to HTTPS. */
export const rule: Rule = {
  id: ruleId('security/plain-http-entry'),
  title: "Users' traffic crosses the internet unencrypted",
  appliesTo: ['load-balancer', 'cdn', 'gateway'],
  severity: 'high',
  consequence: 'exposure',
  environments: 'any',
  check(component, context) {
    const { listeners = [], moreListeners } = component.facts;
    const spoken = listeners.filter(({ plainHttp }) => plainHttp !== undefined);
    const outcomes = spoken.map((listener) => judge(component, listener, context));
    if (moreListeners) outcomes.push(unknown(moreListeners));
    return outcomes.length > 0 ? outcomes : notApplicable('no listener of it speaks plain HTTP');
  },
};

function judge(component: Component, listener: Listener, context: RuleContext): Outcome {
  const plain = listener.plainHttp?.value;
  if (Unknown.is(plain)) return unknown(plain);
  if (plain !== 'served') return pass;
  if (admitsOnlyContentNetwork(component, listener, context)) {
    return notApplicable('its firewall admits only a content network');
  }
  const isOpen = Unknown.is(component.facts.isPublicEntry?.value);
  const { readable, severity } = consequenceOf(component, listener);
  return {
    status: 'fail',
    problem: `${readable}: ${listener.name} serves plain HTTP.`,
    evidence: [...listenerEvidence(listener), ...schemeEvidence(component)],
    remedies: remediesOf(component, `redirect-to-https ${listener.key}`),
    cause: listener.plainHttp?.at[0] ?? listener.at,
    severity,
    confidence: isOpen ? 'medium' : undefined,
  };
}

interface Consequence {
  readonly readable: string;
  readonly severity?: Severity;
}

function consequenceOf(component: Component, listener: Listener): Consequence {
  const { facts, name } = component;
  const isPublic = facts.isPublicEntry?.value;
  if (isPublic === false) {
    return { readable: `What passes through ${name} can be read inside the network`, severity: 'low' };
  }
  const others = component.kind === 'cdn' ? (facts.listeners ?? []) : [];
  if (others.some((other) => other !== listener && other.plainHttp?.value !== 'served')) {
    return { readable: `A part of ${name} can be read and changed on the way`, severity: 'medium' };
  }
  const readable = `Sessions and passwords sent to ${name} can be read on the way`;
  return Unknown.is(isPublic) ? { readable, severity: 'medium' } : { readable };
}

function listenerEvidence(listener: Listener): readonly Evidence[] {
  const { plainHttp, protocol } = listener;
  return [
    { says: `${listener.name} speaks ${String(protocol.value)}`, at: protocol.at[0] ?? listener.at },
    { says: 'it passes requests on instead of redirecting them to HTTPS', at: plainHttp?.at[0] },
  ];
}

function schemeEvidence({ facts }: Component): readonly Evidence[] {
  const scheme = facts.isPublicEntry;
  if (!scheme) return [];
  const { value } = scheme;
  const says = Unknown.is(value) ? value.detail : value ? 'it faces the internet' : 'it is internal';
  return [
    {
      says: scheme.origin === 'default' ? `${says} (default)` : says,
      at: scheme.at[0],
      source: scheme.source,
    },
  ];
}
