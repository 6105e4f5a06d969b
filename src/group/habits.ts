import type { Remedy } from '../core/remedy.ts';
import type { Failed } from '../core/rule.ts';

// From so many places on, it is how the repository is written, and one decision settles it.
const HABIT_PLACES = 5;

/** Groups of one rule that are small matters by themselves; `isSmall` tells which. */
export function joinHabits<T extends { readonly rule: { readonly id: string } }>(
  drafts: readonly T[],
  isSmall: (draft: T) => boolean,
  join: (same: readonly T[]) => T,
): readonly T[] {
  const byRule = new Map<string, T[]>();
  for (const draft of drafts) {
    if (isSmall(draft)) byRule.set(draft.rule.id, [...(byRule.get(draft.rule.id) ?? []), draft]);
  }
  const joined = new Map<T, T | undefined>();
  for (const same of byRule.values()) {
    if (same.length < HABIT_PLACES) continue;
    for (const [index, draft] of same.entries()) joined.set(draft, index === 0 ? join(same) : undefined);
  }
  return drafts.flatMap((draft) => (joined.has(draft) ? (joined.get(draft) ?? []) : [draft]));
}

/** The first way out, for all that share the habit; advice where one of them cannot be edited. */
export function habitRemedies(outcomes: readonly Failed[]): readonly Remedy[] {
  const firsts = outcomes.flatMap(({ remedies }) => remedies[0] ?? []);
  const [first] = firsts;
  if (!first) return [];
  const canEdit = firsts.length === outcomes.length && firsts.every(({ intents }) => intents.length > 0);
  const isSame = firsts.every(({ title }) => title === first.title);
  return [
    {
      ...first,
      title: isSame ? first.title : `${first.title}; and so in the other places`,
      intents: canEdit ? firsts.flatMap(({ intents }) => intents) : [],
    },
  ];
}
