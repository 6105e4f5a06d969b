import { didYouMean } from '../../core/nearest.ts';
import type { GroupDeclaration } from './declare.ts';
import type { Evaluator } from './expression.ts';
import type { Declaration, Names } from './names.ts';
import { pathOf } from './names.ts';
import type { Problems } from './problem.ts';
import { quoted } from './problem.ts';
import type { XmlElement } from './xml.ts';

/** A group with its members and the probability of each event that fails exactly so many of them together. */
export interface CommonCauseGroup {
  readonly declaration: GroupDeclaration;
  readonly members: readonly Declaration[];
  /** `[0]` is of one member alone, `[1]` of two together, … */
  readonly probabilities: readonly Share[];
}

/** Undefined where no event stands for so many members. */
type Share = number | undefined;

/** One event that fails some members of a group together. */
export interface CommonCauseEvent {
  readonly name: string;
  readonly probability: number;
  readonly members: readonly Declaration[];
}

interface Model {
  /** The level that the first factor is for. */
  firstLevel(members: number): number;
  /** Shares of the total probability by level, of one event each. */
  shares(factors: readonly number[], members: number): readonly Share[];
}

// Each combination of members is an event; a group of twenty has a million.
const MOST_EVENTS = 100_000;

/**
 * How one probability Q is divided among the combinations of n members that fail together, testing not
 * staggered. https://open-psa.github.io/mef/mef/meta_logical_layer.html; NUREG/CR-5485.
 */
const MODELS: ReadonlyMap<string, Model> = new Map<string, Model>([
  ['beta-factor', { firstLevel: (n) => n, shares: betaShares }],
  ['MGL', { firstLevel: () => 2, shares: greekLetterShares }],
  ['alpha-factor', { firstLevel: () => 1, shares: alphaShares }],
  ['phi-factor', { firstLevel: () => 1, shares: (factors) => factors }],
]);

/** (1 − β)·Q alone, β·Q all together. */
function betaShares([beta = 0]: readonly number[], n: number): readonly Share[] {
  return [1 - beta, ...Array.from({ length: n - 2 }, () => undefined), beta];
}

/** ρ₂·…·ρₖ·(1 − ρₖ₊₁) / C(n−1, k−1), where ρ of a level without factor ends it. */
function greekLetterShares(factors: readonly number[], n: number): readonly number[] {
  const shares: number[] = [];
  let product = 1;
  for (let level = 1; level <= factors.length + 1; level += 1) {
    shares.push((product * (1 - (factors[level - 1] ?? 0))) / choose(n - 1, level - 1));
    product *= factors[level - 1] ?? 0;
  }
  return shares;
}

/** k·αₖ / Σ i·αᵢ / C(n−1, k−1). */
function alphaShares(factors: readonly number[], n: number): readonly number[] {
  const sum = factors.reduce((total, alpha, index) => total + (index + 1) * alpha, 0);
  return factors.map((alpha, index) => ((index + 1) * alpha) / sum / choose(n - 1, index));
}

function choose(n: number, k: number): number {
  let result = 1;
  for (let i = 1; i <= k; i += 1) result = (result * (n - k + i)) / i;
  return result;
}

/** Reads groups: members, distribution and factors. */
export class CommonCauseReader {
  readonly #events: Names;
  readonly #evaluator: Evaluator;
  readonly #problems: Problems;
  readonly #groupOf = new Map<Declaration, GroupDeclaration>();

  constructor(events: Names, evaluator: Evaluator, problems: Problems) {
    this.#events = events;
    this.#evaluator = evaluator;
    this.#problems = problems;
  }

  /** Members that no file defines as basic events are defined by being named here. */
  membersOf(group: GroupDeclaration): readonly Declaration[] {
    const element = group.element.children.find(({ name }) => name === 'members');
    const members = (element?.children ?? []).flatMap((child) => this.#member(child, group) ?? []);
    if (members.length < 2) {
      this.#fail(group.element, 'needs <members> with at least two basic events');
      return [];
    }
    return members;
  }

  read(declaration: GroupDeclaration, members: readonly Declaration[]): CommonCauseGroup | undefined {
    const { element, container } = declaration;
    const modelName = element.attributes.get('model') ?? '';
    const model = MODELS.get(modelName);
    if (!model) {
      this.#fail(
        element,
        `has the model ${quoted(modelName)}, which is not known${didYouMean(modelName, MODELS.keys())}`,
      );
      return undefined;
    }
    this.#checkParts(element);
    const distribution = element.children.find(({ name }) => name === 'distribution');
    if (!distribution) {
      this.#fail(element, 'needs a <distribution>');
      return undefined;
    }
    const total = this.#probability(this.#evaluator.contentValue(distribution, container), distribution);
    const factors = this.#factors(declaration, { first: model.firstLevel(members.length), members });
    if (!factors) return undefined;
    if (modelName === 'beta-factor' && factors.length > 1) {
      this.#fail(element, `needs one factor in the beta-factor model; it has ${factors.length}`);
    }
    this.#checkSum(element, modelName, factors);
    const shares = model.shares(factors, members.length);
    return { declaration, members, probabilities: shares.map((share) => share && share * total) };
  }

  #member(child: XmlElement, group: GroupDeclaration): Declaration | undefined {
    const name = child.attributes.get('name') ?? '';
    if (child.name !== 'basic-event' || name === '') {
      this.#problems.error(
        'open-psa-element',
        `<members> holds <basic-event name="…"/>, not <${child.name}>.`,
        child,
      );
      return undefined;
    }
    const { container, isPublic } = group;
    const kinds = ['basic-event'] as const;
    if (!this.#events.find(name, container, kinds)) {
      const id = isPublic ? name : pathOf(container, name);
      this.#events.add({ kind: 'basic-event', id, name, container, element: child }, isPublic);
    }
    const found = this.#events.find(name, container, kinds);
    const before = found && this.#groupOf.get(found);
    if (before)
      this.#fail(child, `names ${quoted(name)}, which is a member of ${quoted(before.name)} already`);
    else if (found) this.#groupOf.set(found, group);
    return before ? undefined : found;
  }

  #factors(
    { element, container }: GroupDeclaration,
    { first, members }: { readonly first: number; readonly members: readonly Declaration[] },
  ): readonly number[] | undefined {
    const parts = element.children.flatMap((child) =>
      child.name === 'factors' ? child.children : child.name === 'factor' ? [child] : [],
    );
    const byLevel = new Map<number, number>();
    let level = first;
    for (const part of parts) {
      const text = part.attributes.get('level');
      if (text !== undefined) level = /^\+?\d+$/.test(text) ? Number(text) : Number.NaN;
      if (!(level >= first && level <= members.length)) {
        const has = text ?? String(level);
        this.#fail(part, `has a factor of level ${has}; levels go from ${first} to ${members.length}`);
        return undefined;
      }
      if (byLevel.has(level)) this.#fail(part, `has two factors of level ${level}`);
      byLevel.set(level, this.#probability(this.#evaluator.contentValue(part, container), part));
      level += 1;
    }
    const factors = Array.from({ length: byLevel.size }, (_, index) => byLevel.get(first + index));
    const known = factors.filter((factor) => factor !== undefined);
    if (known.length > 0 && known.length === factors.length) return known;
    this.#fail(element, `needs a factor for every level from ${first} up to its last one`);
    return undefined;
  }

  #checkParts({ children }: XmlElement): void {
    const known = ['members', 'distribution', 'factors', 'factor', 'label', 'attributes'];
    for (const child of children) {
      if (known.includes(child.name)) continue;
      const message = `<${child.name}> is no part of a common-cause group${didYouMean(child.name, known)}`;
      this.#problems.error('open-psa-element', message, child);
    }
  }

  #checkSum(element: XmlElement, model: string, factors: readonly number[]): void {
    const sum = factors.reduce((total, factor) => total + factor, 0);
    // As close as published factors are rounded.
    if (model === 'phi-factor' && Math.abs(sum - 1) > 1e-4) {
      this.#fail(element, `has factors that sum to ${sum}; those of the phi-factor model sum to 1`);
    }
    if (model === 'alpha-factor' && sum === 0) this.#fail(element, 'has only factors that are 0');
  }

  #probability(value: number, at: XmlElement): number {
    if (Number.isNaN(value) || (value >= 0 && value <= 1)) return value;
    this.#fail(at, `has ${value} where a number from 0 to 1 belongs`);
    return Number.NaN;
  }

  #fail(at: XmlElement, says: string): void {
    const message = says.endsWith('?') || says.endsWith('.') ? says : `${says}.`;
    this.#problems.error('common-cause-group', `The common-cause group ${message}`, at);
  }
}

/** One event for each combination of members that the model gives a probability, short ones first. */
export function commonCauseEvents(
  { declaration, members, probabilities }: CommonCauseGroup,
  problems: Problems,
): readonly CommonCauseEvent[] {
  const { container, isPublic, element } = declaration;
  const levels = probabilities.flatMap((probability, index) =>
    probability === undefined ? [] : [{ size: index + 1, probability }],
  );
  const count = levels.reduce((sum, { size }) => sum + choose(members.length, size), 0);
  if (count > MOST_EVENTS) {
    const message =
      `The common-cause group has ${members.length} members and ${count} combinations of them, more than ` +
      `${MOST_EVENTS}. Give factors for fewer levels.`;
    problems.error('common-cause-group', message, element);
    return [];
  }
  return levels.flatMap(({ size, probability }) =>
    combinations(members, size).map((together) => {
      const name = `[${together.map((member) => member.name).join(' ')}]`;
      return { name: isPublic ? name : pathOf(container, name), probability, members: together };
    }),
  );
}

function combinations<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  if (size === 0 || size === items.length) return [items.slice(0, size)];
  if (size > items.length) return [];
  return items.flatMap((item, index) =>
    combinations(items.slice(index + 1), size - 1).map((rest) => [item, ...rest]),
  );
}
