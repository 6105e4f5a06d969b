import type { Diagnostic } from './core/diagnostic.ts';
import type { StackId } from './core/id.ts';
import type { Stack } from './core/resource.ts';
import { loadPlan } from './loaders/terraform-plan/load.ts';
import { compare } from './loaders/terraform-state/drift.ts';
import { loadState } from './loaders/terraform-state/load.ts';

/** A plan or a state that the user named, with its text. */
export interface GivenDocument {
  readonly kind: 'plan' | 'state';
  /** Its path relative to the boundary, or as the user gave it where it lies outside. */
  readonly file: string;
  readonly text: string;
}

export interface WithGiven {
  readonly stacks: readonly Stack[];
  /** Code whose resources a plan or state states better: kept for reading, not judged twice. */
  readonly superseded: ReadonlySet<StackId>;
  readonly diagnostics: readonly Diagnostic[];
}

// A plan or state belongs to the code with which it shares at least this part of its addresses.
const MATCHING_SHARE = 0.5;

/**
 * Adds plans and states to the stacks read from code. A plan takes the place of its code. A state whose code
 * is there is compared with it: drift becomes diagnostics; a state without code is a stack of its own.
 */
export function withGiven(code: readonly Stack[], given: readonly GivenDocument[]): WithGiven {
  const stacks = [...code];
  const superseded = new Set<StackId>();
  const diagnostics: Diagnostic[] = [];
  for (const { kind, file, text } of given) {
    const loaded = kind === 'plan' ? loadPlan(text, { file }) : loadState(text, { file });
    diagnostics.push(...loaded.diagnostics);
    for (const stack of loaded.stacks) {
      const twin = closestCode(code, stack);
      if (kind === 'state' && twin) {
        diagnostics.push(...compare(twin, stack));
        continue;
      }
      stacks.push(stack);
      for (const variant of code) if (twin && variant.root === twin.root) superseded.add(variant.id);
    }
  }
  return { stacks, superseded, diagnostics };
}

/** The code that shares most addresses with a plan or state, if it shares enough. */
function closestCode(code: readonly Stack[], stack: Stack): Stack | undefined {
  const addresses = stack.resources.filter(({ mode }) => mode === 'managed').map(({ address }) => address);
  let best: Stack | undefined;
  let most = addresses.length * MATCHING_SHARE;
  for (const candidate of code) {
    const own = new Set(candidate.resources.map(({ address }) => address));
    const shared = addresses.filter((address) => own.has(address)).length;
    if (shared > 0 && shared >= most && (!best || shared > most)) {
      best = candidate;
      most = shared;
    }
  }
  return best;
}
