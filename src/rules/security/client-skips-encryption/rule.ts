import type { Component } from '../../../core/component.ts';
import type { WeakClient } from '../../../core/facts/clients.ts';
import type { Evidence } from '../../../core/finding.ts';
import { ruleId } from '../../../core/id.ts';
import type { Outcome, Rule, RuleContext } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { notApplicable, pass, unknown } from '../../outcome.ts';
import { behind } from '../../pod-dependencies.ts';

export const rule: Rule = {
  id: ruleId('security/client-skips-encryption'),
  title: 'This client gives up encryption although its server may offer it',
  appliesTo: ['workload', 'function', 'container'],
  severity: 'medium',
  consequence: 'exposure',
  environments: 'lowered-elsewhere',
  check(component, context): Outcome | readonly Outcome[] {
    const { settings, weakClients = [], pods } = component.facts;
    if (!settings || settings.length === 0) return notApplicable('nothing is known of what it is told');
    if (pods?.generatesLoad) return notApplicable(`it only sends load or tests: ${pods.generatesLoad.says}`);
    const outward = weakClients.filter(({ to }) => !staysOnMachine(component, to, context));
    if (outward.length < weakClients.length && outward.length === 0) {
      return notApplicable('it does not leave the machine that the project runs on');
    }
    const bare = outward.filter(({ encryptedBy }) => encryptedBy === undefined);
    if (bare.length === 0) {
      return weakClients.length > 0
        ? notApplicable(`${weakClients[0]?.encryptedBy ?? ''} encrypts it`)
        : pass;
    }
    const known = bare.filter((client) => client.unknown === undefined);
    if (known.length > 0) return onePerSwitch(known).map((client) => failed(component, client, context));
    return unknown(...bare.flatMap((client) => client.unknown ?? []));
  },
};

/** Services of one compose project talk over a network inside one machine. */
function staysOnMachine(
  { stack }: Component,
  others: readonly Component['id'][],
  context: RuleContext,
): boolean {
  if (stack === undefined || context.stack(stack).kind !== 'compose' || others.length === 0) return false;
  return others.every((id) => context.component(id).stack === stack);
}

/** The same switch in several containers is one. */
function onePerSwitch(clients: readonly WeakClient[]): readonly WeakClient[] {
  return [...new Map(clients.map((client) => [keyOf(client), client])).values()];
}

function keyOf({ setting, hosts }: WeakClient): string {
  return `${setting} ${hosts.join()}`;
}

function failed(component: Component, client: WeakClient, context: RuleContext): Outcome {
  const { says, gives, at, through, hosts, to, setting } = client;
  const { name, facts } = component;
  const shown = hosts.slice(0, NAMED).join(', ');
  const more = hosts.length > NAMED ? ` and ${hosts.length - NAMED} more` : '';
  const consequence =
    gives === 'encryption'
      ? `Whoever is on the path reads and changes what ${name} exchanges with ${shown}${more}`
      : `Whoever is on the path can answer ${name} in the name of ${shown}${more}`;
  const isAside = facts.pods?.platformAgent !== undefined || facts.pods?.observes !== undefined;
  return {
    status: 'fail',
    key: keyOf(client),
    problem: `${consequence}: ${says}.`,
    evidence: [
      { says: `${setting} says ${says}`, at },
      ...through,
      ...to.flatMap((id) => serverEvidence(id, context)),
    ],
    remedies: [
      {
        title: 'Require TLS and check the server, with the certificate authority of the server',
        safety: 'review',
        caution: 'The server must offer TLS, and the client needs its certificate authority.',
        intents: [],
      },
    ],
    cause: through.at(-1)?.at ?? at,
    ...(isAside ? { severity: 'low' as const } : {}),
  };
}

const NAMED = 3;

/** What the other end is, and whether it offers or requires encryption. */
function serverEvidence(id: Component['id'], context: RuleContext): readonly Evidence[] {
  return behind(context.component(id), context).flatMap(({ name, facts }): readonly Evidence[] => {
    const { requiresTls } = facts;
    const required = requiresTls && !Unknown.is(requiresTls.value) ? requiresTls.value : undefined;
    const tls =
      required === undefined
        ? 'whether it offers TLS is not known'
        : required
          ? 'it requires TLS'
          : 'it requires no TLS';
    const product =
      facts.pods?.store?.product ?? (Unknown.is(facts.engine?.value) ? undefined : facts.engine?.value);
    return [
      { says: `${name}${product === undefined ? '' : ` (${product})`}: ${tls}`, at: requiresTls?.at[0] },
    ];
  });
}
