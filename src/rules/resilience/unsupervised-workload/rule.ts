import type { Component } from '../../../core/component.ts';
import type { AccessRule } from '../../../core/facts/network.ts';
import type { Pods } from '../../../core/facts/workload.ts';
import type { Evidence } from '../../../core/finding.ts';
import { ruleId } from '../../../core/id.ts';
import type { Outcome, Rule, RuleContext } from '../../../core/rule.ts';
import type { Openings } from '../../firewall.ts';
import { admitsInternet, isBastion, isLogin, openingsOf, portsOf } from '../../firewall.ts';
import { isOnNoJourney, journeyEvidence } from '../../journeys.ts';
import { evidenceOf, notApplicable, pass, unknown } from '../../outcome.ts';

export const rule: Rule = {
  id: ruleId('resilience/unsupervised-workload'),
  title: 'Nothing replaces this server or pod when it dies',
  appliesTo: ['workload'],
  severity: 'high',
  consequence: 'availability',
  environments: 'production-like',
  check(component, context) {
    const { runsAs, replacedBy, forwardsTraffic, pods } = component.facts;
    if (pods) return ofPod(component, pods, context);
    if (runsAs === undefined || runsAs === 'launch-template') return notApplicable('it is no running server');
    if (runsAs !== 'server' || replacedBy) return pass;
    if (forwardsTraffic?.value === true) return notApplicable('an appliance that passes traffic on');
    const openings = openingsOf(component, context);
    if (isBastion(component, openings)) return notApplicable('a way in for people, which serves nothing');
    if (isDatastore(openings)) return notApplicable('a datastore on a server, which other rules judge');
    const served = servesBy(component, openings);
    if (served.length > 0)
      return failed(component, { served, isEntry: isEntry(component, openings) }, context);
    return openings.more ? unknown(openings.more) : notApplicable('nothing in the inputs needs it');
  },
};

/** A Pod that no controller made: whoever runs it must start the next one. */
function ofPod(component: Component, pods: Pods, context: RuleContext): Outcome {
  if (pods.controller !== 'pod') return notApplicable('a controller replaces its pods');
  if (pods.generatesLoad) return notApplicable(`it only sends load or tests: ${pods.generatesLoad.says}`);
  if (pods.namespace.value === 'kube-system') return notApplicable('the node itself keeps such pods running');
  const restarts = pods.restartPolicy?.value;
  if (restarts === 'Never' || restarts === 'OnFailure') return notApplicable('it runs once and ends');
  const { serving } = pods;
  if (serving.is === 'unknown') return unknown(serving.because);
  if (serving.is === 'no') return notApplicable(`nothing sends it requests: ${serving.why}`);
  return {
    status: 'fail',
    problem: `${component.name} stays down when its node dies or is drained: no controller made this Pod.`,
    evidence: [...serving.because.slice(0, 2), ...journeyEvidence(component, context)],
    remedies: [
      {
        title: 'Make it the template of a Deployment, or of a StatefulSet where it keeps data',
        safety: 'review',
        caution: 'A Pod cannot be changed into one; it is replaced once.',
        intents: [],
      },
    ],
    cause: pods.template,
    severity: isOnNoJourney(component, context) ? 'low' : undefined,
  };
}

// Databases, caches, search and brokers; the operating system's own login ports do not count.
const DATASTORE_PORTS: ReadonlySet<number> = new Set([
  1433, 1521, 2181, 2379, 3306, 5432, 5672, 6379, 8086, 9042, 9092, 9200, 9300, 11211, 27017,
]);

function isDatastore({ rules, more }: Openings): boolean {
  const serving = rules.filter((rule) => !isLogin(rule));
  return (
    more === undefined &&
    serving.length > 0 &&
    serving.every(
      ({ fromPort, toPort }) =>
        typeof fromPort === 'number' &&
        typeof toPort === 'number' &&
        toPort - fromPort < 10 &&
        (DATASTORE_PORTS.has(fromPort) || DATASTORE_PORTS.has(toPort)),
    )
  );
}

/** Every sign that others depend on it. A public address alone serves nobody while its firewall is shut. */
function servesBy(component: Component, { rules }: Openings): readonly Evidence[] {
  const { behindLoadBalancer, hasDnsRecord, hasPublicAddress } = component.facts;
  const serving = rules.filter((rule) => !isLogin(rule));
  const found: Evidence[] = [];
  if (behindLoadBalancer?.value === true)
    found.push(evidenceOf(behindLoadBalancer, 'a load balancer sends it requests'));
  if (hasDnsRecord?.value === true) found.push(evidenceOf(hasDnsRecord, 'a DNS record points to it'));
  if (hasPublicAddress?.value === true && serving.length > 0) {
    found.push(evidenceOf(hasPublicAddress, 'it has a public address'));
  }
  return [...found, ...openPorts(serving)];
}

// More ports than these tell a reader nothing new.
const NAMED_PORTS = 3;

function openPorts(rules: readonly AccessRule[]): readonly Evidence[] {
  const distinct = [...new Map(rules.map((rule) => [portsOf(rule), rule])).values()];
  const more = distinct.length - NAMED_PORTS;
  return distinct.slice(0, NAMED_PORTS).map((rule, index): Evidence => ({
    says:
      `its firewall lets others in on ${portsOf(rule)}` +
      (index === NAMED_PORTS - 1 && more > 0 ? `, and on ${more} more` : ''),
    at: rule.at,
  }));
}

/** People reach it without a load balancer in front. */
function isEntry({ facts }: Component, { rules }: Openings): boolean {
  return (
    facts.hasPublicAddress?.value === true || rules.some((rule) => !isLogin(rule) && admitsInternet(rule))
  );
}

interface Serving {
  readonly served: readonly Evidence[];
  readonly isEntry: boolean;
}

function failed(component: Component, { served, isEntry }: Serving, context: RuleContext): Outcome {
  const { name, facts, resources } = component;
  const [main] = resources;
  const { recoversFromHostFailure: recovers } = facts;
  const shared = context
    .dependenciesTo(component.id, 'routes-to')
    .some(({ from }) => context.dependenciesFrom(from, 'routes-to').length > 1);
  const severity = !isEntry && isOnNoJourney(component, context) ? 'low' : shared ? 'medium' : undefined;
  const consequence = shared
    ? `leaves its work to the others for good when it dies`
    : `stays down when it dies until a person starts another`;
  return {
    status: 'fail',
    problem: `${name} ${consequence}: no group replaces it.`,
    evidence: [
      ...served,
      ...journeyEvidence(component, context),
      ...(recovers?.value === true
        ? [evidenceOf(recovers, 'automatic recovery restarts it after a failed host, and after nothing else')]
        : []),
    ],
    remedies: [replaceable],
    cause: main && { resource: main, path: [] },
    severity,
  };
}

const replaceable = {
  title: 'Run it in a group of at least two servers that a load balancer checks, started from an image',
  safety: 'review',
  caution: 'What it keeps on its own disk must move to a store first.',
  intents: [],
} as const;
