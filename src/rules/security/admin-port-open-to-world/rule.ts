import type { Component, ComponentKind } from '../../../core/component.ts';
import type { AccessRange, AccessRule } from '../../../core/facts/network.ts';
import type { Severity } from '../../../core/finding.ts';
import { ruleId } from '../../../core/id.ts';
import type { Outcome, Rule, RuleContext } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { portsOf } from '../../firewall.ts';
import { pass, unknown } from '../../outcome.ts';
import {
  closeOpening,
  exposureOf,
  holdsPort,
  judgeOpenings,
  openingEvidence,
  worldRanges,
} from '../../world-opening.ts';
import type { Exposure } from '../../world-opening.ts';

/** Ports that people log in through. */
const LOGINS: readonly { readonly port: number; readonly name: string }[] = [
  { port: 22, name: 'SSH' },
  { port: 3389, name: 'remote desktop' },
];

/** A login port that a firewall opens to everybody. */
export const rule: Rule = {
  id: ruleId('security/admin-port-open-to-world'),
  title: 'Anyone on the internet can try to log in here',
  appliesTo: ['network'],
  severity: 'high',
  consequence: 'exposure',
  environments: 'any',
  check: (component, context) => judgeOpenings(component, (one) => judge(component, one, context)),
};

function judge(component: Component, opening: AccessRule, context: RuleContext): Outcome {
  const open = worldRanges(opening);
  if (!Unknown.is(open) && open.length === 0) return pass;
  const logins = LOGINS.map(({ port, name }) => ({ name, holds: holdsPort(opening, port) }));
  const certain = logins.filter(({ holds }) => holds === true).map(({ name }) => name);
  if (certain.length === 0) {
    const because = logins.map(({ holds }) => holds).find((holds) => Unknown.is(holds));
    return because ? unknown(because, ...(Unknown.is(open) ? [open] : [])) : pass;
  }
  if (Unknown.is(open)) return unknown(open);
  return failed(component, { opening, open, logins: certain }, context);
}

interface Opened {
  readonly opening: AccessRule;
  readonly open: readonly AccessRange[];
  readonly logins: readonly string[];
}

function failed(component: Component, { opening, open, logins }: Opened, context: RuleContext): Outcome {
  const exposure = exposureOf(component, takesLogins, context);
  const names = exposure.carriers.slice(0, 3).map(({ name }) => name);
  const behind = names.length > 0 ? names.join(', ') : 'whatever stands behind it';
  const ports = portsOf(opening);
  return {
    status: 'fail',
    problem:
      `${SENTENCES[exposure.path](behind, logins.join(' or '))}: ${component.name} admits ` +
      `${open.map(({ value }) => String(value)).join(' and ')} on ${ports}.`,
    evidence: [...openingEvidence(opening, open, ports), ...exposure.evidence],
    remedies: [closeOpening(opening, open, 'the addresses of your administrators, or use a session manager')],
    cause: open[0]?.at ?? opening.at,
    severity: SEVERITIES[exposure.path],
  };
}

/** The provider logs in to what it manages; people log in to machines. */
function takesLogins({ kind, facts }: Component): boolean {
  return !MANAGED.has(kind) && facts.networkPart !== 'endpoint' && facts.networkPart !== 'subnet-group';
}

const MANAGED: ReadonlySet<ComponentKind> = new Set([
  'datastore',
  'cache',
  'queue',
  'topic',
  'volume',
  'load-balancer',
  'function',
  'api',
  'gateway',
  'pipeline',
]);

const SEVERITIES: { readonly [path in Exposure['path']]: Severity } = {
  complete: 'critical',
  open: 'high',
  none: 'medium',
  unheard: 'low',
  unused: 'low',
};

const SENTENCES: { readonly [path in Exposure['path']]: (behind: string, logins: string) => string } = {
  complete: (behind, logins) => `Anyone on the internet can try to log in to ${behind} over ${logins}`,
  open: (behind, logins) =>
    `The firewall lets anyone on the internet try to log in to ${behind} over ${logins}`,
  none: (behind, logins) =>
    `Only missing routes or addresses keep the internet from trying to log in to ${behind} over ${logins}`,
  unheard: (behind, logins) =>
    `Nobody logs in to ${behind} over ${logins}, but anyone may try on whatever else comes to stand there`,
  unused: (_, logins) =>
    `The next server that comes to stand behind it can be logged in to over ${logins} by anyone`,
};
