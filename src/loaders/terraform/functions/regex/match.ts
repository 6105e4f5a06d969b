import { EvaluationError } from '../../values/value.ts';
import { WORD } from './characters.ts';
import type { Assertion } from './node.ts';
import { parseRegex } from './parse.ts';
import type { Program } from './program.ts';
import { compileRegex } from './program.ts';

/** One match: start and end of the whole and of each group, in code points; -1 where a group took no part. */
export type Slots = readonly number[];

export interface Regex {
  readonly groups: readonly (string | undefined)[];
  /** Prepares a text (as code points) for a search from any position in it for the leftmost match. */
  matcher(text: readonly number[]): (from: number) => Slots | undefined;
}

/** Steps times characters that may be visited: far more than any pattern in a configuration needs. */
const MOST_CELLS = 20_000_000;
/** Visits of all searches in one text: many matches could each look at all of it. */
const MOST_VISITS = 50_000_000;

/**
 * A pattern in Go's dialect, matched exactly as Go does it: leftmost, and of those the one that a
 * backtracking search finds first. No step is tried twice at one place, so time is linear in the text,
 * whatever the pattern.
 */
export function createRegex(pattern: string): Regex {
  const program = compileRegex(parseRegex(pattern));
  return { groups: program.groups, matcher: (text) => matcherFor(program, text) };
}

function matcherFor(program: Program, text: readonly number[]): (from: number) => Slots | undefined {
  const width = text.length + 1;
  if (program.instructions.length * width > MOST_CELLS) {
    throw new EvaluationError('the text is too long for this pattern', 'limit');
  }
  // A cell holds the number of the search that visited it last: nothing needs clearing between searches.
  const visits = new Uint32Array(program.instructions.length * width);
  let search = 0;
  let left = MOST_VISITS;
  const spend = (): void => {
    left -= 1;
    if (left < 0) throw new EvaluationError('matching this pattern takes too long', 'limit');
  };
  return (from) => {
    search += 1;
    for (let start = from; start <= text.length; start += 1) {
      const slots = run(program, { text, start, visits, search, spend });
      if (slots) return slots;
    }
    return undefined;
  };
}

interface Attempt {
  readonly text: readonly number[];
  readonly start: number;
  readonly visits: Uint32Array;
  readonly search: number;
  /** Counts a cell that is visited. */
  readonly spend: () => void;
}

type Job =
  | { readonly at: number; readonly position: number }
  | { readonly slot: number; readonly value: number };

/** One start. What failed from an earlier start of the same search fails again, so it is not tried. */
function run(program: Program, { text, start, visits, search, spend }: Attempt): Slots | undefined {
  const slots = Array.from({ length: (program.groups.length + 1) * 2 }, () => -1);
  const jobs: Job[] = [{ at: program.start, position: start }];
  for (let job = jobs.pop(); job !== undefined; job = jobs.pop()) {
    if ('slot' in job) {
      slots[job.slot] = job.value;
      continue;
    }
    let { at, position } = job;
    for (;;) {
      const cell = at * (text.length + 1) + position;
      if (visits[cell] === search) break;
      visits[cell] = search;
      spend();
      const instruction = program.instructions[at];
      if (instruction === undefined || instruction.kind === 'match') return slots;
      if (instruction.kind === 'split') {
        jobs.push({ at: instruction.second, position });
        at = instruction.first;
        continue;
      }
      if (instruction.kind === 'save') {
        // Put back when everything after this step has failed.
        jobs.push({ slot: instruction.slot, value: slots[instruction.slot] ?? -1 });
        slots[instruction.slot] = position;
      } else if (instruction.kind === 'character') {
        const codePoint = text[position];
        if (codePoint === undefined || !instruction.set(codePoint)) break;
        position += 1;
      } else if (!holds(instruction.assertion, text, position)) break;
      at = instruction.next;
    }
  }
  return undefined;
}

function holds(assertion: Assertion, text: readonly number[], position: number): boolean {
  switch (assertion) {
    case 'text-start':
      return position === 0;
    case 'text-end':
      return position === text.length;
    case 'line-start':
      return position === 0 || text[position - 1] === 10;
    case 'line-end':
      return position === text.length || text[position] === 10;
    case 'word-boundary':
      return isWordAt(text, position - 1) !== isWordAt(text, position);
    case 'no-word-boundary':
      return isWordAt(text, position - 1) === isWordAt(text, position);
  }
}

function isWordAt(text: readonly number[], position: number): boolean {
  const codePoint = text[position];
  return codePoint !== undefined && WORD(codePoint);
}
