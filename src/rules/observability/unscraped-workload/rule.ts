import type { Component } from '../../../core/component.ts';
import type { ContainerPort } from '../../../core/facts/container.ts';
import type { Evidence } from '../../../core/finding.ts';
import { ruleId } from '../../../core/id.ts';
import type { Outcome, Rule, RuleContext } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { carriedBy, carryingEvidence, declaredAt } from '../../carried.ts';
import { notApplicable, pass, remediesOf, unknown } from '../../outcome.ts';

/** A workload that offers its measurements, and nothing takes them. */
export const rule: Rule = {
  id: ruleId('observability/unscraped-workload'),
  title: 'Nothing measures this service',
  appliesTo: ['workload'],
  severity: 'medium',
  consequence: 'none',
  environments: 'production-like',
  check(component, context): Outcome {
    const why = notAsked(component);
    if (why !== undefined) return notApplicable(why);
    const { measuredBy = [], maybeMeasured, traced } = component.facts;
    if (measuredBy.length > 0) return pass;
    const port = metricsPort(component);
    // An annotation that asks for it offers measurements, whatever its ports are called.
    if (!port && maybeMeasured && maybeMeasured.refs.length > 0) return unknown(maybeMeasured);
    const carrying = port ? [] : carriedBy(component, context);
    if (!port && carrying.length === 0) {
      return notApplicable('it declares no port for measurements');
    }
    if (maybeMeasured && !port) return notApplicable('nothing in the inputs measures what stands with it');
    if (maybeMeasured) return unknown(maybeMeasured);
    if (port) return unread(component, port);
    if (traced?.value === true) return notApplicable('it sends its telemetry by itself');
    if (carrying.some(({ isCertain }) => isCertain)) {
      return notApplicable('what it is entered through counts its requests');
    }
    return unmeasured(component, context);
  },
};

function notAsked({ facts }: Component): string | undefined {
  const { pods } = facts;
  if (!pods) return 'it runs no pods';
  if (pods.controller === 'job' || pods.controller === 'cron-job') return 'it ends by itself';
  if (pods.generatesLoad) return 'it tests others';
  if (pods.notRendered) return 'its template was not rendered';
  return pods.observes === undefined ? undefined : 'it watches others';
}

// Names that charts and operators give to what a Prometheus reads.
const METRICS = /metric|prom|telemetry|exporter/i;

function metricsPort({ facts: { pods } }: Component): ContainerPort | undefined {
  return pods?.containers
    .filter(({ role }) => role !== 'init')
    .flatMap(({ ports }) => ports)
    .find(({ name }) => name !== undefined && METRICS.test(name));
}

function unread(component: Component, port: ContainerPort): Outcome {
  const { name, facts } = component;
  const number = Unknown.is(port.number) ? '' : ` (${port.number})`;
  return {
    status: 'fail',
    problem:
      `No alert or SLO on ${name} can work: ` +
      `it offers measurements at its port ${port.name ?? ''}, and nothing takes them.`,
    evidence: [
      { says: `the port ${port.name ?? ''}${number}`, at: port.at },
      ...monitors(facts.otherMonitors),
    ],
    remedies: remediesOf(component, 'add-service-monitor'),
    cause: port.at,
  };
}

function monitors(others: Component['facts']['otherMonitors']): readonly Evidence[] {
  if (others && others.length > 0) return others;
  return [{ says: 'no monitor of its namespace is in the inputs, while others are' }];
}

/** Nothing says that it offers any, although requests need it and its neighbours are measured. */
function unmeasured(component: Component, context: RuleContext): Outcome {
  const { name, facts } = component;
  return {
    status: 'fail',
    key: 'nothing-offered',
    problem:
      `No alert on what ${name} itself does can work: ` +
      'no monitor selects it, and it declares no port for measurements.',
    evidence: [
      { says: 'no port is called after measurements', at: declaredAt(component) },
      ...carryingEvidence(carriedBy(component, context), context),
      ...monitors(facts.otherMonitors),
    ],
    remedies: remediesOf(component, 'add-service-monitor'),
    cause: firstOfStack(component, context),
    severity: 'low',
    confidence: 'medium',
  };
}

/** What is missing in one stack is one task. */
function firstOfStack(
  { facts: { neighbours = [] }, ...component }: Component,
  context: RuleContext,
): Evidence['at'] {
  const [first = component.id] = neighbours;
  return declaredAt(context.component(first));
}
