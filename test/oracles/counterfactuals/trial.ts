import type { Availability } from '../../../src/core/availability.ts';
import { withChanges } from '../../../src/core/changed-files.ts';
import type { Files } from '../../../src/core/files.ts';
import type { Journey } from '../../../src/core/journey.ts';
import type { Remedy } from '../../../src/core/remedy.ts';
import type { ReportedFinding } from '../../../src/core/report.ts';
import type { ChangedText } from '../../../src/fix/patch.ts';
import { mend } from '../../../src/mend.ts';
import type { Look, Subject } from './look.ts';
import { lookAt, neededIn, withNeeded } from './look.ts';

/** What came of writing one finding's remedy and auditing again. */
export interface Trial {
  readonly finding: ReportedFinding;
  /** Why nothing was written; then the rest is empty. */
  readonly notWritten: readonly string[];
  readonly remedy: Remedy | undefined;
  readonly texts: readonly ChangedText[];
  /** Files after the change. */
  readonly files: Files;
  readonly after: Look | undefined;
  readonly isGone: boolean;
  /** What is wrong with the figures, one line each. */
  readonly wrongFigures: readonly string[];
  /** Journeys whose likely figure in a new audit differs, only because it takes more copies for needed. */
  readonly byCarried: number;
  /** The same, of the whole range. */
  readonly byCarriedRange: number;
  readonly isPriced: boolean;
  /** Findings that were told to go and stay, and others that go untold. */
  readonly toldButLeft: readonly string[];
  readonly untoldGone: readonly string[];
  /** Findings that were not there before, and that no rule had kept silent about. */
  readonly fresh: readonly string[];
  readonly wrongText: string | undefined;
}

/** Writes one finding's remedy into the text in memory, reads everything anew and compares. */
export function tryFinding(subject: Subject, before: Look, finding: ReportedFinding): Trial {
  const { files } = subject;
  const {
    mended: [done],
    texts,
  } = mend({ files, estate: before.estate, findings: [finding] });
  const none = {
    toldButLeft: [],
    untoldGone: [],
    fresh: [],
    wrongFigures: [],
    byCarried: 0,
    byCarriedRange: 0,
  };
  if (!done || 'notWritten' in done) {
    const rest = { remedy: undefined, texts: [], files, after: undefined, isGone: false, isPriced: false };
    return { finding, notWritten: done?.notWritten ?? [], wrongText: undefined, ...rest, ...none };
  }
  const changed = withChanges(
    files,
    texts.map(({ file, after }) => ({ file, created: after })),
  );
  const after = lookAt(subject, changed, false);
  return {
    finding,
    notWritten: [],
    remedy: done.remedy,
    texts,
    files: changed,
    after,
    ...figures(before, after, { finding, remedy: done.remedy }),
    ...findings(before, after, finding),
    wrongText: texts.map(problemOf).find((one) => one !== undefined),
  };
}

function failing({ report }: Look): ReadonlyMap<string, ReportedFinding> {
  return new Map(report.findings.flatMap((one) => (one.status === 'fail' ? [[one.id, one]] : [])));
}

function findings(
  before: Look,
  after: Look,
  { id, impact, alsoMatches }: ReportedFinding,
): Pick<Trial, 'isGone' | 'toldButLeft' | 'untoldGone' | 'fresh'> {
  const [was, now] = [failing(before), failing(after)];
  const told = new Set<string>(impact?.alsoSettles);
  const nameOf = (one: ReportedFinding): string => `${one.rule} ${one.subjects[0]?.id ?? ''}`;
  return {
    isGone: !now.has(id) || isTheNext(was, now, id),
    toldButLeft: [...told].flatMap((one) => nameIn(now, one)),
    untoldGone: [...was.values()]
      .filter((one) => one.id !== id && !now.has(one.id) && !told.has(one.id))
      .map(nameOf),
    fresh: [...now.values()].filter((one) => !was.has(one.id) && !alsoMatches.includes(one.rule)).map(nameOf),
  };
}

/** Whether the id names the next block by now, because the one that it named was taken out. */
function isTheNext(
  was: ReadonlyMap<string, ReportedFinding>,
  now: ReadonlyMap<string, ReportedFinding>,
  id: string,
): boolean {
  const [one, other] = [was.get(id), now.get(id)];
  if (!one || !other || one.problem === other.problem) return false;
  const isLeft = [...now.values()].some(({ rule, problem }) => rule === one.rule && problem === one.problem);
  return (
    !isLeft && [...was.values()].some(({ rule, problem }) => rule === one.rule && problem === other.problem)
  );
}

function nameIn(findings: ReadonlyMap<string, ReportedFinding>, id: string): readonly string[] {
  const found = findings.get(id);
  return found ? [`${found.rule} ${found.subjects[0]?.id ?? ''}`] : [];
}

/** Every journey as predicted; what the prediction does not name stays as it was. */
function figures(
  before: Look,
  after: Look,
  { finding: { impact }, remedy }: { readonly finding: ReportedFinding; readonly remedy: Remedy },
): Pick<Trial, 'wrongFigures' | 'byCarried' | 'byCarriedRange' | 'isPriced'> {
  if (!impact) return { wrongFigures: [], byCarried: 0, byCarriedRange: 0, isPriced: false };
  const wrong: string[] = [];
  if (
    impact.basis !== 'text edited' &&
    impact.basis !== 'nothing to change' &&
    impact.remedy === remedy.title
  ) {
    if (impact.badMinutesPerYear.length > 0) wrong.push(`priced as: ${impact.basis}`);
  }
  if (impact.remedy !== remedy.title) wrong.push(`priced another remedy: ${impact.remedy}`);
  const predicted = new Map(impact.badMinutesPerYear.map((one) => [one.journey, one.after]));
  const carried = withNeeded(after, neededIn(before));
  const [old, fresh] = [before.models.availability(), after.models.availability()];
  const now = new Map(after.models.journeys().map((one) => [one.name, one]));
  let byCarried = 0;
  let byCarriedRange = 0;
  for (const journey of before.models.journeys()) {
    const other = now.get(journey.name);
    const wanted = predicted.get(journey.name) ?? estimated(old, journey);
    if (!other) {
      wrong.push(`${journey.name} is no journey any more`);
      continue;
    }
    const found = estimated(carried, other);
    const isRight = RANGE.every((part) => isNear(found[part], wanted[part]));
    if (!isRight) {
      const says = (one: Range): string => RANGE.map((part) => one[part].toPrecision(8)).join('/');
      wrong.push(`${journey.name}: ${says(wanted)} predicted, ${says(found)} found`);
    }
    const plain = estimated(fresh, other);
    if (isRight && !isNear(plain.likely, wanted.likely)) byCarried += 1;
    if (isRight && !RANGE.every((part) => isNear(plain[part], wanted[part]))) byCarriedRange += 1;
  }
  return { wrongFigures: wrong, byCarried, byCarriedRange, isPriced: true };
}

const RANGE = ['low', 'likely', 'high'] as const;
type Range = Readonly<Record<(typeof RANGE)[number], number>>;

function estimated(availability: Availability, journey: Journey): Range {
  const found = availability.journeys.find((one) => one.journey.name === journey.name);
  if (!found) throw new Error(`${journey.name} has no figure`);
  return found.badMinutesPerYear;
}

// A change of less than a millionth of a minute is told as none.
function isNear(a: number, b: number): boolean {
  return Math.abs(a - b) <= Math.max(1e-9 * Math.max(Math.abs(a), Math.abs(b)), 2e-6);
}

/** What is wrong with the bytes outside the edit: line ends, the end of the file, or too many lines. */
function problemOf({ before, after }: ChangedText): string | undefined {
  if (before === undefined) return undefined;
  if (before === after) return 'nothing was changed';
  if (after !== '' && before.endsWith('\n') !== after.endsWith('\n')) return 'another end of the file';
  if (!before.includes('\r') && after.includes('\r')) return 'other line ends';
  return undefined;
}
