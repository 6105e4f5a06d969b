import type { EnvironmentCorrection } from '../core/accept.ts';
import type { Diagnostic } from '../core/diagnostic.ts';
import type { FileChange } from '../core/edit.ts';
import { environmentIn } from '../core/environment-names.ts';
import { matchesPattern } from '../core/pattern.ts';
import type { EnvironmentClaim, Stack } from '../core/resource.ts';

/** Puts the user's word in the place of what was inferred. A correction that meets no stack is told. */
export function correctEnvironments(
  stacks: readonly Stack[],
  corrections: readonly EnvironmentCorrection[],
): { readonly stacks: readonly Stack[]; readonly diagnostics: readonly Diagnostic[] } {
  if (corrections.length === 0) return { stacks, diagnostics: [] };
  const used = new Set<EnvironmentCorrection>();
  const corrected = stacks.map((stack) => {
    const own = corrections.filter((correction) => matches(correction, stack));
    for (const correction of own) used.add(correction);
    return own.length === 0 ? stack : withEnvironments(stack, own.map(claimOf));
  });
  const unused = corrections.filter((correction) => !used.has(correction));
  return { stacks: corrected, diagnostics: unused.map(unusedMessage) };
}

function matches({ root, variables, stack: id }: EnvironmentCorrection, stack: Stack): boolean {
  if (root !== undefined && !matchesPattern(withoutSlash(root), stack.root)) return false;
  if (variables !== undefined && !stack.variableFiles.some((file) => matchesPattern(variables, file)))
    return false;
  return id === undefined || matchesPattern(id, stack.id);
}

function withoutSlash(folder: string): string {
  return folder.replace(/^\.\/|^\.$|\/$/g, '');
}

/** `prod` as `production`; a word that is no environment's stays the user's own. */
export function environmentNamed(word: string): string {
  return /^[a-z]+$/i.test(word) ? (environmentIn(word) ?? word) : word;
}

function claimOf({ name: word, place }: EnvironmentCorrection): EnvironmentClaim {
  const name = environmentNamed(word);
  const says = `environments: line ${place.line} says ${name}`;
  return { name, grade: 'A', because: [{ at: undefined, file: place.file, says }] };
}

function withEnvironments(stack: Stack, environments: readonly EnvironmentClaim[]): Stack {
  const reload = (changes: readonly FileChange[]): Stack | undefined => {
    const again = stack.reload?.(changes);
    return again && withEnvironments(again, environments);
  };
  return {
    ...stack,
    environments,
    trace: (location) => stack.trace(location),
    ...(stack.reload ? { reload } : {}),
  };
}

function unusedMessage({ name, root, variables, stack, place }: EnvironmentCorrection): Diagnostic {
  const what = [root, variables, stack].filter((pattern) => pattern !== undefined).join(', ');
  const message =
    `${place.file}:${place.line} says that ${what} is ${name}, but no stack that was read matches.` +
    ' `whatfails stacks` lists them.';
  return { severity: 'warning', code: 'unused-environment', message };
}
