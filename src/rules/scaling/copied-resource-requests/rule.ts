import type { Component } from '../../../core/component.ts';
import type { Container } from '../../../core/facts/container.ts';
import { ruleId } from '../../../core/id.ts';
import type { ComponentId } from '../../../core/id.ts';
import type { Outcome, Rule, RuleContext } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { notApplicable, pass, unknown } from '../../outcome.ts';

// Fewer containers than these say nothing about how amounts are chosen.
const FEWEST = 5;

export const rule: Rule = {
  id: ruleId('scaling/copied-resource-requests'),
  title: 'Most containers ask for the same copied amount, whatever they need',
  appliesTo: ['workload'],
  severity: 'medium',
  consequence: 'waste',
  environments: 'any',
  check(component, context) {
    if (!asks(component)) return notApplicable('it keeps no containers running that ask for something');
    const { pair, open, all } = surveyOf(component, context);
    if (all < FEWEST) return notApplicable(`fewer than ${FEWEST} different containers stand together`);
    if (pair?.carriers.has(component) === true) return failed(component, pair, all);
    return pair === undefined && open.length >= FEWEST && open[0] ? unknown(open[0]) : pass;
  },
};

/** One amount of CPU and memory, and who asks for it. */
interface Pair {
  readonly cpu: number;
  readonly memory: number;
  readonly carriers: ReadonlyMap<Component, readonly Container[]>;
  /** How many different containers it is. */
  readonly count: number;
}

interface Survey {
  /** The amount that more than half of the containers ask for. */
  readonly pair: Pair | undefined;
  readonly open: readonly Unknown[];
  /** How many different containers there are. */
  readonly all: number;
}

const surveys = new WeakMap<readonly ComponentId[], Survey>();

/** What the containers of a stack and namespace ask for; looked at once for all of them. */
function surveyOf(component: Component, context: RuleContext): Survey {
  const ids = component.facts.neighbours ?? [component.id];
  const survey = surveys.get(ids) ?? makeSurvey(ids.map((id) => context.component(id)));
  surveys.set(ids, survey);
  return survey;
}

function asks({ facts: { pods } }: Component): boolean {
  // `flux install` writes these amounts, and writes them again at each upgrade.
  if (pods?.labels.known['app.kubernetes.io/part-of'] === 'flux') return false;
  return pods?.controller === 'deployment' || pods?.controller === 'stateful-set';
}

function makeSurvey(components: readonly Component[]): Survey {
  const seen = new Set<string>();
  const open: Unknown[] = [];
  const pairs = new Map<
    string,
    { carriers: Map<Component, Container[]>; count: number; cpu: number; memory: number }
  >();
  let stated = 0;
  for (const component of components.filter(asks)) {
    for (const container of component.facts.pods?.containers ?? []) {
      // One image that is deployed for many tenants, and one sidecar beside many, was decided once.
      const repository = container.image?.repository;
      const identity = typeof repository === 'string' ? repository : container.name;
      if (container.role !== 'main' || seen.has(identity)) continue;
      seen.add(identity);
      const [cpu, memory] = [container.requests.cpu, container.requests.memory];
      for (const amount of [cpu, memory]) if (Unknown.is(amount?.value)) open.push(amount.value);
      if (typeof cpu?.value !== 'number' || typeof memory?.value !== 'number') continue;
      // What a LimitRange supplies is nobody's copy.
      if (cpu.at[0]?.resource !== container.at.resource) continue;
      stated += 1;
      const key = `${cpu.value} ${memory.value}`;
      const pair = pairs.get(key) ?? { carriers: new Map(), count: 0, cpu: cpu.value, memory: memory.value };
      pair.carriers.set(component, [...(pair.carriers.get(component) ?? []), container]);
      pair.count += 1;
      pairs.set(key, pair);
    }
  }
  const pair = [...pairs.values()].find(({ count }) => count >= FEWEST && count * 2 > stated);
  return { pair, open, all: seen.size };
}

const MIB = 2 ** 20;

function failed(component: Component, pair: Pair, all: number): Outcome {
  const { cpu, memory, carriers, count } = pair;
  const amount = `${Math.round(cpu * 1000)}m CPU and ${Math.round(memory / MIB)} MiB`;
  const [speaker] = carriers.keys();
  const [requests] = (speaker && carriers.get(speaker)) ?? [];
  const words =
    speaker === component ? `${component.name}, like ${carriers.size - 1} others,` : component.name;
  const replicas = component.facts.pods?.minimum?.value;
  const times = typeof replicas === 'number' && replicas > 1 ? ` in each of ${replicas} pods` : '';
  const own = carriers.get(component) ?? [];
  return {
    status: 'fail',
    problem:
      `Nobody chose what ${words} needs: ` +
      `${count} of ${all} different containers ask for the same ${amount}.`,
    evidence: own.map(({ name, requests: { cpu: fact }, at }) => ({
      says: `container ${name} of ${component.name} asks for ${amount}${times}`,
      at: fact?.at[0] ?? at,
    })),
    remedies: [
      {
        title: 'Let a VerticalPodAutoscaler in mode Off recommend amounts, and set each container to its own',
        safety: 'review',
        intents: [],
      },
    ],
    cause: requests && { ...requests.at, path: [...requests.at.path, 'resources', 'requests'] },
  };
}
