import { estimateOf, total } from '../analyses/availability/estimates.ts';
import { MINUTES_PER_YEAR } from '../core/assumption.ts';
import type { Question, Spreads } from '../core/availability.ts';
import type { Estimate } from '../core/estimate.ts';
import type { ConsequenceModel, Finding } from '../core/finding.ts';
import type { FindingId } from '../core/id.ts';
import type { Impact, ImpactBasis, JourneyChange } from '../core/impact.ts';
import { sortedUnique } from '../core/order.ts';
import type { Remedy } from '../core/remedy.ts';
import { arithmeticOf } from './arithmetic.ts';
import type { BaseModels, JourneyPair, World } from './counterfactual.ts';
import { Counterfactuals } from './counterfactual.ts';
import type { GraphChange } from './graph-change.ts';
import { NO_CHANGE } from './graph-change.ts';
import { editable, editKey, isSameEdit, settledBy } from './remedies.ts';
import { separated } from './separate.ts';
import { causesOf, endsTheFailure } from './without-edit.ts';
import type { ResourceChange, Workbench } from './workbench.ts';

export interface AppraiseInput extends BaseModels {
  /** Failing findings that are to be priced. */
  readonly findings: readonly Finding[];
  readonly bench: Workbench;
  consequenceOf(finding: Finding): ConsequenceModel;
}

/** What a finding is worth, and its draws to compare it with others; none where it takes nothing away. */
export interface Priced {
  readonly impact: Impact;
  readonly change: Spreads | undefined;
  /** Resources that the remedy edits. */
  readonly changed: readonly ResourceChange[];
  /** Events that stand for a remedy without an edit. */
  readonly without: ReadonlySet<string>;
}

/**
 * What the remedy of each finding takes away: the models without it minus the models with it. Every edit is
 * first set in what was evaluated; the text is edited and read again only where that makes a difference.
 */
export function appraise(input: AppraiseInput): ReadonlyMap<FindingId, Priced> {
  return new Appraisal(input).run();
}

/** A remedy as it was tried. */
interface Trial {
  readonly remedy: Remedy;
  readonly basis: ImpactBasis;
  readonly changed: readonly ResourceChange[];
  readonly world: World;
  readonly note: string | undefined;
}

class Appraisal {
  readonly #input: AppraiseInput;
  readonly #models: Counterfactuals;
  #questions: readonly Question[] | undefined;

  constructor(input: AppraiseInput) {
    this.#input = input;
    this.#models = new Counterfactuals(input);
  }

  run(): ReadonlyMap<FindingId, Priced> {
    const { findings, journeys } = this.#input;
    if (journeys.length === 0) return new Map();
    const trials = this.#trials();
    return new Map(
      findings.map((finding): [FindingId, Priced] => {
        const trial = editable(finding).flatMap(({ intents }) => trials.get(editKey(intents)) ?? [])[0];
        return [finding.id, trial ? this.#priced(finding, trial) : this.#advice(finding)];
      }),
    );
  }

  /** Every edit that findings ask for, tried once. */
  #trials(): ReadonlyMap<string, Trial> {
    const wanted = new Map<string, Remedy>();
    for (const finding of this.#input.findings) {
      for (const remedy of editable(finding)) wanted.set(editKey(remedy.intents), remedy);
    }
    const first = [...wanted].map(([key, remedy]) => ({
      key,
      remedy,
      changed: this.#input.bench.set(remedy.intents),
    }));
    const set = this.#worlds(first.flatMap(({ changed }) => (changed ? [changed] : [])));
    const written = first.map(({ key, remedy, changed }) => {
      const world = changed && set.get(changed);
      // What changes nothing when it is set changes nothing when it is written.
      if (world && world.pairs.length === 0) return { key, remedy, changed, world, text: undefined };
      return { key, remedy, changed, world, text: this.#input.bench.write(remedy.intents) };
    });
    const other = written.flatMap(({ changed, text }) =>
      text && 'changed' in text && !(changed && isSameEdit(changed, text.changed)) ? [text.changed] : [],
    );
    const again = this.#worlds(other);
    const trials = written.flatMap(({ key, remedy, changed, world, text }): readonly [string, Trial][] => {
      if (text && 'changed' in text) {
        const now = again.get(text.changed) ?? world;
        if (!now) return [];
        return [[key, { remedy, basis: 'text edited', changed: text.changed, world: now, note: undefined }]];
      }
      if (!changed || !world) return [];
      return [[key, { remedy, basis: 'attribute set', changed, world, note: text?.notWritable }]];
    });
    return new Map(trials);
  }

  #worlds(edits: readonly (readonly ResourceChange[])[]): ReadonlyMap<readonly ResourceChange[], World> {
    const changes = separated({
      base: this.#input.estate,
      edits,
      isRead: (component) => this.#models.isRead(component),
      build: (all) => this.#input.bench.estate(all),
    });
    return new Map(edits.map((edit, index) => [edit, this.#world(changes[index] ?? NO_CHANGE)]));
  }

  #world(change: GraphChange): World {
    return this.#models.of(change);
  }

  #priced(finding: Finding, { remedy, basis, changed, world, note }: Trial): Priced {
    const meant = new Set(remedy.intents.flatMap((one) => (one.op === 'add' ? [] : [one.at.resource])));
    const others = changed.filter(({ id, before }) => before !== undefined && !meant.has(id));
    return this.#made(finding, world, changed, {
      basis,
      remedy: remedy.title,
      isCeiling: false,
      note: world.pairs.length > 0 ? note : undefined,
      alsoSettles: world.pairs.length > 0 ? settledBy(changed, finding.id, this.#input.findings) : [],
      alsoChanges: sortedUnique(others.map((one) => nameOf(one, remedy))),
    });
  }

  /** A remedy that is no edit: the component without failures of its own stands for it, or above it. */
  #advice(finding: Finding): Priced {
    const world = this.#models.without(causesOf(finding, this.#input.consequenceOf(finding)));
    const isNothing = world.pairs.length === 0;
    return this.#made(finding, world, [], {
      basis: isNothing ? 'nothing to change' : 'component made perfect',
      remedy: finding.remedies[0]?.title,
      isCeiling: !isNothing && !endsTheFailure(finding),
      note: undefined,
      alsoSettles: [],
      alsoChanges: [],
    });
  }

  #made(
    finding: Finding,
    world: World,
    changed: readonly ResourceChange[],
    rest: Pick<Impact, 'basis' | 'remedy' | 'isCeiling' | 'note' | 'alsoSettles' | 'alsoChanges'>,
  ): Priced {
    const isReached = this.#models.reaches(finding.subjects);
    // What runs and is on no known way of users may well be on one that no file tells.
    const isIdle = !this.#models.mayServe(finding.subjects);
    const none = !isReached && isIdle ? ZERO : undefined;
    const whole = world.pairs.length === 0 ? undefined : total(world.pairs.map(({ change }) => change));
    const change = whole && rest.isCeiling ? asCeiling(whole) : whole;
    const why = isReached ? 'the models do not count what it changes' : 'no journey that is known reaches it';
    return {
      change,
      changed,
      without: world.without,
      impact: {
        ...rest,
        note: change ? rest.note : why,
        badMinutesPerYear: [...world.pairs].sort(byWorth).map((pair) => journeyChange(pair, rest.isCeiling)),
        total: change ? estimateOf(change, this.#names(world)) : none,
        arithmetic: arithmeticOf(this.#input.availability, world),
        hangsOn: this.#hangsOn(finding, world),
      },
    };
  }

  #names({ pairs, availability }: World): readonly string[] {
    const names = pairs.flatMap(({ journey }) =>
      (availability ?? this.#input.availability).derivation(journey.name).flatMap((step) => step.assumptions),
    );
    return sortedUnique(names);
  }

  #hangsOn({ subjects }: Finding, { pairs }: World): readonly string[] {
    if (pairs.length === 0) return [];
    this.#questions ??= this.#input.availability.questions();
    const own = new Set(subjects);
    const about = this.#questions.filter(({ components }) => components.some((id) => own.has(id)));
    return about.slice(0, MOST_QUESTIONS).map(({ says }) => says);
  }
}

/** The address, with the stack where that is not the one which the remedy is about. */
function nameOf({ id, stack, before, after }: ResourceChange, { intents }: Remedy): string {
  const address = (before ?? after)?.address ?? id;
  const isOwn = intents.some((one) =>
    one.op === 'add' ? one.stack === stack : one.at.resource.startsWith(`${stack}#`),
  );
  return isOwn ? address : `${address} (${stack})`;
}

const MOST_QUESTIONS = 3;

function journeyChange({ journey, before, after, change }: JourneyPair, isCeiling: boolean): JourneyChange {
  const estimate = estimateOf(isCeiling ? asCeiling(change) : change, []);
  return {
    journey: journey.name,
    before: estimateOf(before, []),
    after: estimateOf(after, []),
    change: estimate,
    shareOfErrorBudget: shareOf(estimate, journey.sloPercent),
  };
}

function shareOf({ likely }: Estimate, sloPercent: number | undefined): number | undefined {
  if (sloPercent === undefined || sloPercent >= 100) return undefined;
  return likely / ((1 - sloPercent / 100) * MINUTES_PER_YEAR);
}

function byWorth(a: JourneyPair, b: JourneyPair): number {
  return b.change.likely.likely - a.change.likely.likely;
}

const ZERO: Estimate = { low: 0, likely: 0, high: 0, unit: 'minutes/year', grade: 'C', basis: [] };

/** Where only a ceiling is known, nothing is counted but in the worst reading. */
function asCeiling(change: Spreads): Spreads {
  const none = { likely: 0, drawn: change.likely.drawn.map(() => 0) };
  return { best: none, likely: none, worst: change.worst };
}
