import { RUNS_OR_KEEPS } from '../../core/component.ts';
import type { ComponentId } from '../../core/id.ts';
import type { Question } from '../../core/availability.ts';
import type { Journey } from '../../core/journey.ts';
import { byCodeUnit } from '../../core/order.ts';
import type { Estate } from '../../graph/estate.ts';
import type { Doubt } from './questions.ts';

export interface RankInput {
  readonly estate: Estate;
  readonly journeys: readonly Journey[];
  readonly doubts: readonly Doubt[];
  /** Minutes of a journey in the likely reading. */
  readonly base: (journey: Journey) => number;
  /** Whether its readings differ. */
  readonly isOpen: (journey: Journey) => boolean;
  /** Minutes in the likely reading with one doubt taken the other way. */
  readonly flipped: (key: string) => (journey: Journey) => number;
}

// Each costs a solution of all journeys; a person answers a handful.
const MOST_ASKED = 60;

/** How much hangs on each unknown: the model is solved again with that one taken the other way. */
export function rankedQuestions(input: RankInput): readonly Question[] {
  const open = input.journeys.filter((journey) => input.isOpen(journey));
  const touched = new Set(open.flatMap(({ reaches }) => reaches));
  const asked = input.doubts
    .filter(({ components }) => components.some((id) => touched.has(id)))
    .slice(0, MOST_ASKED);
  return asked
    .map((doubt): Question => {
      const flipped = input.flipped(doubt.key);
      const moved = open.map((journey) => ({
        journey,
        minutes: Math.abs(flipped(journey) - input.base(journey)),
      }));
      const moving = moved.filter(({ minutes }) => minutes > 1e-6);
      return {
        key: doubt.key,
        ...wordsOf(doubt, input.estate),
        components: doubt.components,
        journeys: moving.map(({ journey }) => journey.name),
        minutes: moving.reduce((total, { minutes }) => total + minutes, 0),
      };
    })
    .filter(({ minutes }) => minutes > 0)
    .sort((a, b) => b.minutes - a.minutes || byCodeUnit(a.key, b.key));
}

/** The question that a doubt is, and what would settle it. */
export function wordsOf(
  { topic, components, unknown }: Doubt,
  estate: Estate,
): Pick<Question, 'says' | 'settledBy'> {
  const [from = '', to = ''] = components.map((id) => calledFor(id, estate));
  const settledBy = unknown?.settledBy ?? '';
  switch (topic) {
    case 'dependency':
      return {
        says: `Does ${from} stop when ${to} does?`,
        settledBy: dependencyLine(components, estate),
      };
    case 'standby':
      return { says: `Does another machine take over from ${from}?`, settledBy };
    case 'switch-over':
      return { says: `Does ${from} leave out by itself a way that fails?`, settledBy };
    case 'zone':
      return { says: `Does ${from} stand in one zone?`, settledBy };
    case 'copies':
      return unknown
        ? { says: `How many copies of ${from} run?`, settledBy }
        : {
            says: `How many copies of ${from} can be missing at its peak?`,
            settledBy: `the peak load of ${from}`,
          };
    default:
      return {
        says: `Can the other members of ${from} carry the load of one?`,
        settledBy: `the peak load of ${from}`,
      };
  }
}

/** Its name, with its type where another component that it could be taken for has the same. */
function calledFor(id: ComponentId, estate: Estate): string {
  const { name, type } = estate.component(id);
  return isOnly(id, estate) || type === '' ? name : `${name} (${type})`;
}

function dependencyLine(components: readonly ComponentId[], estate: Estate): string {
  const [from, to] = components.map((id) => (isOnly(id, estate) ? estate.component(id).name : `"${id}"`));
  return `whatfails.yaml: dependencies: [{ from: ${from}, to: ${to}, strength: hard }], or soft`;
}

/** Whether a name in the configuration means this: what leads to a workload of its name gives way to it. */
function isOnly(id: ComponentId, estate: Estate): boolean {
  const { name, kind, stack } = estate.component(id);
  if (!RUNS_OR_KEEPS.has(kind)) return true;
  const isCode = kind === 'workload' || kind === 'function';
  return !estate.components.some((other) => {
    // The same thing of another environment has the same name, and is meant by it too.
    if (other.id === id || other.name !== name || other.stack !== stack) return false;
    if (!RUNS_OR_KEEPS.has(other.kind)) return false;
    return !isCode || other.kind === 'workload' || other.kind === 'function';
  });
}
