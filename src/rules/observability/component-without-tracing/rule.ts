import type { Component } from '../../../core/component.ts';
import type { Evidence } from '../../../core/finding.ts';
import { ruleId } from '../../../core/id.ts';
import type { ComponentId } from '../../../core/id.ts';
import type { Journey } from '../../../core/journey.ts';
import type { Outcome, Rule, RuleContext } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { placeOfJourney } from '../../carried.ts';
import { evidenceOf, notApplicable, pass, remediesOf, unknown } from '../../outcome.ts';

/** A hop of a traced journey that sends no traces itself. */
export const rule: Rule = {
  id: ruleId('observability/component-without-tracing'),
  title: 'A slow request cannot be followed through this component',
  appliesTo: ['function', 'gateway', 'api', 'workload'],
  severity: 'low',
  consequence: 'none',
  environments: 'production-like',
  check(component, context): Outcome {
    const { traced } = component.facts;
    if (!traced || isOther(component)) return notApplicable('nothing can be said of traces here');
    if (traced.value === true) return pass;
    const journeys = tracedJourneys(context).get(component.id);
    const [first] = journeys ?? [];
    if (!first) return notApplicable('nothing else on its journeys sends traces');
    if (Unknown.is(traced.value)) return unknown(traced.value);
    const { name } = first.journey;
    return {
      status: 'fail',
      problem:
        `A slow request of ${name} cannot be followed through ${component.name}: ` +
        'other hops send traces, it sends none.',
      evidence: [
        evidenceOf(traced, traced.says ?? 'its switch for traces is off'),
        ...hopsOf(first, component, context),
      ],
      remedies: remedies(component),
      cause: placeOfJourney(first.journey, context),
      confidence: component.kind === 'function' ? 'medium' : undefined,
    };
  },
};

/** Stores, agents and tools carry no requests on. */
function isOther({ facts }: Component): boolean {
  const { pods } = facts;
  const isStore = pods?.store !== undefined || facts.recognisedStore !== undefined;
  const isTool =
    pods?.observes ?? facts.observes ?? pods?.platformAgent ?? pods?.generatesLoad ?? facts.generatesLoad;
  return isStore || isTool !== undefined;
}

interface Traced {
  readonly journey: Journey;
  readonly hops: readonly Component[];
}

const known = new WeakMap<RuleContext, ReadonlyMap<ComponentId, readonly Traced[]>>();

/** Journeys of several hops on which at least one is known to send traces, by hop. */
function tracedJourneys(context: RuleContext): ReadonlyMap<ComponentId, readonly Traced[]> {
  const made = known.get(context);
  if (made) return made;
  const found = new Map<ComponentId, Traced[]>();
  for (const journey of context.journeys()) {
    const hops = journey.reaches
      .map((id) => context.component(id))
      .filter((one) => one.facts.traced !== undefined && !isOther(one));
    if (hops.length < 2 || !hops.some(({ facts }) => facts.traced?.value === true)) continue;
    for (const { id } of hops) found.set(id, [...(found.get(id) ?? []), { journey, hops }]);
  }
  known.set(context, found);
  return found;
}

const NAMED = 4;

function hopsOf({ hops }: Traced, { id }: Component, context: RuleContext): readonly Evidence[] {
  const told = (wanted: (value: unknown) => boolean, word: string): readonly Evidence[] => {
    const some = hops.filter((hop) => hop.id !== id && wanted(hop.facts.traced?.value));
    const [first] = some;
    if (!first) return [];
    const names = some.slice(0, NAMED).map(({ name }) => name);
    const more = some.length > NAMED ? ` and ${some.length - NAMED} more` : '';
    return [
      { says: `${word}: ${names.join(', ')}${more}`, at: context.component(first.id).facts.traced?.at[0] },
    ];
  };
  return [
    ...told((value) => value === true, 'send traces'),
    ...told((value) => value === false, 'send none either'),
    ...told((value) => Unknown.is(value), 'not known'),
  ];
}

function remedies(component: Component): ReturnType<typeof remediesOf> {
  const own = remediesOf(component, 'send-traces');
  if (own.length > 0) return own;
  return [
    {
      title: 'Have it send traces: the switch of the platform, or the annotation that has an agent put in',
      safety: 'review',
      caution: 'Traces are paid for by number; begin with a sample.',
      intents: [],
    },
  ];
}
