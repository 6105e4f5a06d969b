import type { Component } from '../../../core/component.ts';
import type { Evidence } from '../../../core/finding.ts';
import { ruleId } from '../../../core/id.ts';
import type { ComponentId } from '../../../core/id.ts';
import type { Journey } from '../../../core/journey.ts';
import type { Outcome, Rule, RuleContext } from '../../../core/rule.ts';
import type { Unknown } from '../../../core/value.ts';
import { declaredAt } from '../../carried.ts';
import { notApplicable, pass, unknown } from '../../outcome.ts';

/** A journey for which nobody has said how often it may fail. */
export const rule: Rule = {
  id: ruleId('observability/journey-without-slo'),
  title: 'Nobody has said how well this must work',
  appliesTo: ['load-balancer', 'gateway', 'cdn', 'api', 'dns', 'workload', 'function', 'target-group'],
  severity: 'medium',
  consequence: 'none',
  environments: 'production-like',
  check(component, context): readonly Outcome[] {
    const journeys = byEntry(context).get(component.id);
    if (!journeys) return [notApplicable('no journey begins here')];
    return journeys.map((journey) => ({
      ...judge(component, journey, context),
      key: journey.declaredAt && journey.name,
    }));
  },
};

function judge(component: Component, journey: Journey, context: RuleContext): Outcome {
  const why = notAsked(component, journey, context);
  if (why !== undefined) return notApplicable(why);
  if (journey.sloPercent !== undefined || isPromised(journey, context)) return pass;
  const doubt = doubtOf(journey, context);
  return doubt ? unknown(doubt) : failed(component, journey, context);
}

const known = new WeakMap<RuleContext, ReadonlyMap<ComponentId, readonly Journey[]>>();

/** Each journey hangs on its first entry. */
function byEntry(context: RuleContext): ReadonlyMap<ComponentId, readonly Journey[]> {
  const made = known.get(context);
  if (made) return made;
  const found = new Map<ComponentId, Journey[]>();
  for (const journey of context.journeys()) {
    const [entry] = journey.entries;
    const same = entry && found.get(entry);
    if (same) same.push(journey);
    else if (entry !== undefined) found.set(entry, [journey]);
  }
  known.set(context, found);
  return found;
}

function notAsked({ facts, type }: Component, journey: Journey, context: RuleContext): string | undefined {
  if (context.settings.stage === 'seed') return 'at the stage seed it is too early';
  if (journey.isSmall && journey.declaredAt === undefined) return 'it reaches one component or none';
  if (type === 'compose-service' && journey.declaredAt === undefined) {
    return 'a compose file says nothing of users';
  }
  if (facts.admitsOnly) return `it answers only to ${String(facts.admitsOnly.value)}`;
  const running = journey.reaches
    .map((id) => context.component(id))
    .filter(({ kind }) => kind === 'workload');
  const isInternal = running.length > 0 && running.every(isTool);
  return isInternal ? 'it leads to what watches or runs the platform' : undefined;
}

function isTool({ facts }: Component): boolean {
  return (
    facts.observes !== undefined ||
    facts.pods?.observes !== undefined ||
    facts.pods?.platformAgent !== undefined ||
    facts.generatesLoad !== undefined
  );
}

/** An SLO on anything that it reaches, or an alert on the spending of a budget. */
function isPromised({ reaches }: Journey, context: RuleContext): boolean {
  return reaches.some((id) => {
    const { promisedBy = [], watchedBy = [] } = context.component(id).facts;
    return (
      promisedBy.length > 0 ||
      watchedBy.some((alarm) => context.component(alarm).facts.alert?.signal === 'burn-rate')
    );
  });
}

/** A product that keeps SLOs, or one that may be about this. */
function doubtOf({ reaches }: Journey, context: RuleContext): Unknown | undefined {
  const hosted = reaches
    .map((id) => context.component(id).facts.moreWatchers)
    .find((one) => one !== undefined && HOSTED.test(one.detail));
  if (hosted) return hosted;
  return context
    .ofKind('slo')
    .map(({ facts }) => facts.slo?.coversUnknown)
    .find((one) => one !== undefined);
}

const HOSTED = /Datadog|New Relic|Dynatrace|Grafana|Honeycomb|Elastic|AppDynamics|Instana|SignalFx|Nobl9/;

function failed(component: Component, journey: Journey, context: RuleContext): Outcome {
  const others = context.ofKind('slo');
  const running = journey.reaches
    .map((id) => context.component(id))
    .filter(({ kind }) => kind === 'workload' || kind === 'function' || kind === 'datastore');
  const names = running.slice(0, 4).map(({ name }) => name);
  const more = running.length > 4 ? ` and ${running.length - 4} more` : '';
  const evidence: readonly Evidence[] = [
    { says: `the journey ${journey.name} begins here`, at: declaredAt(component) },
    { says: `requests reach ${names.join(', ')}${more}` },
    {
      says:
        others.length === 0
          ? 'no SLO in any form is in the inputs: no SLO file, no burn-rate alert, no slo.availability'
          : `${others.length} SLOs are in the inputs, and none is about anything that it reaches`,
    },
  ];
  return {
    status: 'fail',
    problem:
      `Nobody has said how well ${journey.name} must work: ` +
      'it has no SLO, so no failure of it can be weighed.',
    evidence,
    remedies: [
      {
        title: `Declare slo.availability of ${journey.name} in whatfails.yaml, or add an SLO file`,
        safety: 'safe',
        caution: 'Start from what was reached in the last months, not from a wish.',
        intents: [],
      },
    ],
    // All that lack one are one thing to decide.
    cause: declaredAt(firstAsked(context) ?? component),
    confidence: others.length > 0 ? 'low' : journey.declaredAt ? undefined : 'medium',
  };
}

/** The first entry that is asked: all that lack an SLO are told with it. */
function firstAsked(context: RuleContext): Component | undefined {
  for (const [id, journeys] of byEntry(context)) {
    const component = context.component(id);
    const isAsked = journeys.some((journey) => notAsked(component, journey, context) === undefined);
    if (isAsked && context.isProductionLike(component)) return component;
  }
  return undefined;
}
