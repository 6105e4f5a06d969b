import type { Architecture } from '../../src/core/architecture.ts';
import type { Component, ComponentKind } from '../../src/core/component.ts';
import type { Dependency, DependencyKind, DependencyStrength } from '../../src/core/dependency.ts';
import type { Facts } from '../../src/core/facts.ts';
import { componentId } from '../../src/core/id.ts';
import { Unknown } from '../../src/core/value.ts';
import type { Focus } from '../../src/graph/architecture/focus.ts';
import { architectureOf } from '../../src/graph/architecture.ts';
import type { Estate } from '../../src/graph/estate.ts';
import { makeEstate } from '../../src/graph/estate.ts';
import { findJourneys } from '../../src/graph/journeys.ts';
import { place } from '../../src/layout/place.ts';
import { planPicture } from '../../src/report/picture/plan.ts';
import type { Picture } from '../../src/report/picture/svg.ts';

/** One component of a system on paper; its id is its name. */
export function part(kind: ComponentKind, name: string, facts: Facts = {}): Component {
  const id = componentId(name);
  const rest = {
    resources: [],
    type: '',
    stack: undefined,
    environments: [],
    remedies: {},
    unknownCount: false,
  };
  return { id, kind, name, facts, ...rest };
}

/** A value that is written somewhere. */
export function written<T>(value: T): {
  readonly value: T;
  readonly at: readonly [];
  readonly origin: 'written';
} {
  return { value, at: [], origin: 'written' };
}

/** `web calls orders hard`: from, kind, to and strength (`?` where it is not known). */
export function tie(text: string, options: { readonly candidate?: true } = {}): Dependency {
  const [from = '', kind = '', to = '', strength = '?'] = text.split(' ');
  const known = KINDS.find((one) => one === kind);
  if (!known) throw new Error(`no kind of dependency: ${kind}`);
  const open = new Unknown({ reason: 'not-in-inputs', detail: 'nobody says how much it is needed' });
  return {
    from: componentId(from),
    to: componentId(to),
    kind: known,
    strength: STRENGTHS.find((one) => one === strength) ?? open,
    grade: 'B',
    evidence: [{ says: text }],
    ...options,
  };
}

/** The estate of some components and dependencies. */
export function estateWith(components: readonly Component[], dependencies: readonly Dependency[]): Estate {
  return makeEstate({ stacks: [], components, dependencies });
}

/** The architecture that is drawn of an estate. */
export function drawn(
  estate: Estate,
  options: { readonly focus?: Focus; readonly withCandidates?: boolean; readonly limit?: number } = {},
): Architecture {
  return architectureOf({
    estate,
    journeys: findJourneys(estate, () => true),
    target: 'shop',
    environment: 'production',
    focus: options.focus,
    withCandidates: options.withCandidates ?? false,
    limit: options.limit ?? 40,
    isWanted: () => true,
    placeOf: () => undefined,
    evidenceOf: ({ says }) => ({ says, place: undefined, through: [], source: undefined }),
  });
}

/** The picture of an architecture, laid out. */
export async function pictured(architecture: Architecture): Promise<Picture> {
  const plan = planPicture(architecture);
  return { architecture, plan, layout: await place(plan.request) };
}

/** `web → orders hard`: the arrows in short. */
export function arrowLines({ arrows }: Architecture): readonly string[] {
  return arrows.map(({ from, to, kinds, strength }) => `${from} ${kinds.join('+')} ${to} ${strength}`);
}

const KINDS: readonly DependencyKind[] = [
  'calls',
  'stores',
  'consumes',
  'publishes',
  'runs-on',
  'routes-to',
  'reads-secret',
  'assumes',
  'member-of',
];
const STRENGTHS: readonly DependencyStrength[] = ['hard', 'soft', 'async', 'startup-only', 'control-only'];
