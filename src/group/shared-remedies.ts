import type { Component } from '../core/component.ts';
import type { Location, Origin } from '../core/location.ts';
import type { Intent, Remedy } from '../core/remedy.ts';
import type { Failed, Undecided } from '../core/rule.ts';

interface Member {
  readonly component: Component;
  readonly outcome: Failed | Undecided;
}

/**
 * The remedies of the first member, for all of them: one cause may be mended in a text of each member's own
 * (another example, the values of another release, another entry of a variable file). A remedy that has no
 * edit for one of them is advice.
 */
export function sharedRemedies(
  first: Member,
  members: readonly Member[],
  origin: (at: Location) => Origin | undefined,
): readonly Remedy[] {
  if (first.outcome.status !== 'fail') return [];
  const { remedies } = first.outcome;
  const others = members.filter((member) => member !== first);
  if (others.length === 0) return remedies;
  const textOf = ({ component: { id }, outcome }: Member): string =>
    (outcome.status === 'fail' && outcome.cause && origin(outcome.cause)?.address) || id;
  const own = textOf(first);
  return remedies.map((remedy, index) => {
    if (remedy.intents.length === 0) return remedy;
    const more = others.map((member) => {
      const intents = intentsOf(member, remedy, index);
      const isSameEdit = textOf(member) === own && isTerraform(member) && !intents.every(mayRepeat);
      return { isSameEdit, intents };
    });
    const isWhole = more.every(({ intents }) => intents.length > 0);
    const added = more.flatMap(({ isSameEdit, intents }) => (isSameEdit ? [] : intents));
    return { ...remedy, intents: isWhole ? distinct([...remedy.intents, ...added]) : [] };
  });
}

function isTerraform({ component: { stack } }: Member): boolean {
  return stack?.startsWith('terraform') === true;
}

/** Whether two instances of one block may both ask for it: what is done is not done a second time. */
function mayRepeat(intent: Intent): boolean {
  if (intent.op !== 'remove') return intent.op === 'set';
  return intent.at.path.length > 0 && typeof intent.at.path.at(-1) !== 'number';
}

/** What the same remedy edits for another member. */
function intentsOf({ outcome }: Member, { title }: Remedy, index: number): readonly Intent[] {
  if (outcome.status !== 'fail') return [];
  const { remedies } = outcome;
  return (remedies.find((one) => one.title === title) ?? remedies[index])?.intents ?? [];
}

function distinct(intents: readonly Intent[]): readonly Intent[] {
  return [...new Map(intents.map((one) => [JSON.stringify(one), one])).values()];
}
