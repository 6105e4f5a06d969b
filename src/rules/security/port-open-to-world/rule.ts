import type { Component } from '../../../core/component.ts';
import type { AccessRange, AccessRule } from '../../../core/facts/network.ts';
import type { Severity } from '../../../core/finding.ts';
import { ruleId } from '../../../core/id.ts';
import type { Outcome, Rule, RuleContext } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { portsOf } from '../../firewall.ts';
import { notApplicable, pass, unknown } from '../../outcome.ts';
import {
  closeOpening,
  exposureOf,
  holdsPort,
  judgeOpenings,
  mayListen,
  openingEvidence,
  opensEveryPort,
  worldRanges,
} from '../../world-opening.ts';
import type { Exposure } from '../../world-opening.ts';
import { isMeantForEverybody } from './meant-for-everybody.ts';
import { serviceOn } from './services.ts';

/** A port that a firewall opens to everybody although nothing says that everybody should come. */
export const rule: Rule = {
  id: ruleId('security/port-open-to-world'),
  title: 'The internet may connect to a port that is not meant for it',
  appliesTo: ['network'],
  severity: 'high',
  consequence: 'exposure',
  environments: 'any',
  check: (component, context) => judgeOpenings(component, (one) => judge(component, one, context)),
};

function judge(component: Component, opening: AccessRule, context: RuleContext): Outcome {
  const open = worldRanges(opening);
  if (!Unknown.is(open) && open.length === 0) return pass;
  const { protocol, fromPort, toPort } = opening;
  if (protocol === 'icmp' || protocol === 'icmpv6') return pass;
  const isEverything = opensEveryPort(opening);
  const holdsLogin = [22, 3389].some((port) => holdsPort(opening, port) === true);
  if (!isEverything && holdsLogin) return notApplicable('security/admin-port-open-to-world speaks');
  const exposure = exposureOf(component, (carrier) => mayListen(carrier, opening), context);
  const isMeant = !isEverything && isMeantForEverybody(opening, exposure, context);
  if (isMeant === true) return pass;
  const because = [protocol, fromPort, toPort, open, isMeant].filter((value): value is Unknown =>
    Unknown.is(value),
  );
  if (because.length > 0) return unknown(...because);
  if (onlyPublicStores(exposure)) return notApplicable('security/public-database speaks');
  return Unknown.is(open) ? unknown(open) : failed(component, { opening, open, exposure });
}

function onlyPublicStores({ carriers }: Exposure): boolean {
  const stores = carriers.filter(
    ({ kind, facts }) => kind === 'datastore' && facts.hasPublicAddress?.value === true,
  );
  return carriers.length > 0 && stores.length === carriers.length;
}

interface Opened {
  readonly opening: AccessRule;
  readonly open: readonly AccessRange[];
  readonly exposure: Exposure;
}

function failed(component: Component, { opening, open, exposure }: Opened): Outcome {
  const ports = portsOf(opening);
  const service = serviceOn(opening);
  const what = service === undefined ? ports : `${ports} (${service})`;
  const names = exposure.carriers.slice(0, 3).map(({ name }) => name);
  const behind = names.length > 0 ? names.join(', ') : 'whatever stands behind it';
  return {
    status: 'fail',
    problem:
      `${SENTENCES[exposure.path](behind, what)}: ${component.name} admits ` +
      `${open.map(({ value }) => String(value)).join(' and ')}.`,
    evidence: [
      ...openingEvidence(opening, open, what),
      ...(opensEveryPort(opening)
        ? [{ says: 'that includes SSH (22) and remote desktop (3389)', at: opening.at }]
        : []),
      ...exposure.evidence,
    ],
    remedies: [closeOpening(opening, open, 'the group of the load balancer, or the network range in use')],
    cause: open[0]?.at ?? opening.at,
    severity: SEVERITIES[exposure.path],
  };
}

const SEVERITIES: { readonly [path in Exposure['path']]: Severity } = {
  complete: 'high',
  open: 'medium',
  none: 'medium',
  unheard: 'low',
  unused: 'low',
};

const SENTENCES: { readonly [path in Exposure['path']]: (behind: string, what: string) => string } = {
  complete: (behind, what) => `Anyone on the internet can connect to ${what} of ${behind}`,
  open: (behind, what) => `The firewall lets anyone on the internet connect to ${what} of ${behind}`,
  none: (behind, what) => `Only missing routes or addresses keep the internet from ${what} of ${behind}`,
  unheard: (behind, what) =>
    `Nothing listens on ${what} of ${behind} today, and anyone on the internet gets through`,
  unused: (_, what) => `Whatever comes to stand behind it is open to the internet on ${what}`,
};
