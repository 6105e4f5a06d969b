import type { Remedy } from '../core/remedy.ts';
import type { ReportedFinding } from '../core/report.ts';
import type { Json } from './data-json.ts';
import { listed, plural } from './text.ts';

/** What became of one finding that was to be fixed. */
export interface FixedFinding {
  readonly finding: ReportedFinding;
  /** Undefined where nothing could be written. */
  readonly remedy: Remedy | undefined;
  readonly files: readonly string[];
  /** What else has another value then: `aws_db_instance.reports multi_az`. */
  readonly alsoChanges: readonly string[];
  /** Why nothing could be written, one line for each remedy. */
  readonly notWritten: readonly string[];
}

/** What a person must know about a patch, line by line; for stderr, beside the patch. */
export function fixNotes(fixed: readonly FixedFinding[]): readonly string[] {
  return fixed.flatMap((one) => {
    const { finding, remedy } = one;
    const head = `${finding.number} ${finding.rule}`;
    if (!remedy) {
      const why = one.notWritten.map((line) => `    ${line}`);
      return [`${head}: not written`, ...why];
    }
    const safety = remedy.safety === 'review' ? ' (needs a review)' : '';
    return [
      `${head}: ${remedy.title}${safety}`,
      ...(remedy.caution === undefined ? [] : [`    ${capital(remedy.caution)}`]),
      ...alsoLine(one.alsoChanges),
    ];
  });
}

function capital(sentence: string): string {
  return sentence.slice(0, 1).toUpperCase() + sentence.slice(1);
}

function alsoLine(changes: readonly string[]): readonly string[] {
  if (changes.length === 0) return [];
  return [`    Also changes ${plural(changes.length, 'value')}: ${listed(changes, 5)}`];
}

/** `fix --json`. */
export function fixJson(fixed: readonly FixedFinding[], patch: string): Json {
  return {
    fixes: fixed.map(({ finding, remedy, files, alsoChanges, notWritten }) => ({
      finding: finding.id,
      rule: finding.rule,
      remedy: remedy?.title ?? null,
      safety: remedy?.safety ?? null,
      caution: remedy?.caution ?? null,
      files,
      alsoChanges,
      notWritten,
    })),
    patch,
  };
}
