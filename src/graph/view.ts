import type { StackId } from '../core/id.ts';
import { sortedUnique } from '../core/order.ts';
import type { Stack } from '../core/resource.ts';
import { sampleFolder } from '../core/sample-names.ts';

/** Whether a stack is part of the view, and what else describes the same root. */
export interface Choice {
  readonly chosen: boolean;
  readonly alternatives: readonly StackId[];
  /** The line of configuration that corrects the choice. */
  readonly correctWith: string;
}

/**
 * Selects the stacks of an environment. A stack that evaluated values or the configuration place elsewhere is
 * left out; one that only a name places elsewhere stays (its findings are lowered). Of several variable sets
 * of one root, those of the environment count, else the base. Examples and tests count only where nothing
 * else is there.
 */
export function chooseStacks(
  stacks: readonly Stack[],
  environment: string,
  superseded: ReadonlySet<StackId> = new Set(),
): ReadonlyMap<StackId, Choice> {
  const variants = new Map<string, Stack[]>();
  for (const stack of stacks) {
    const key = stack.family ?? `${stack.kind} ${stack.root}`;
    const known = variants.get(key);
    if (known) known.push(stack);
    else variants.set(key, [stack]);
  }
  const hasRoots = stacks.some((stack) => !isSample(stack) && managesSomething(stack));
  const choices = new Map<StackId, Choice>();
  for (const siblings of variants.values()) {
    const wanted = new Set(environment === 'all' ? siblings : wantedOf(siblings, environment));
    for (const stack of siblings) {
      choices.set(stack.id, {
        chosen:
          wanted.has(stack) &&
          !superseded.has(stack.id) &&
          !isOnlyPart(stack) &&
          (!hasRoots || !isSample(stack)),
        alternatives: [
          ...siblings.filter((other) => other !== stack).map((other) => other.id),
          ...(stack.partOf ?? []),
        ],
        correctWith: correction(stack),
      });
    }
  }
  return choices;
}

/** True for an example or a test: it shows how something is used, and nobody deploys it as it stands. */
export function isSample({ code }: Stack): boolean {
  return code.role === 'example' || code.role === 'test';
}

/** A base that overlays build on, and that nobody deploys by itself. */
function isOnlyPart({ partOf = [], deployers = [] }: Stack): boolean {
  return partOf.length > 0 && deployers.length === 0;
}

/**
 * True for an example or test of a module in the same tree (`source = "../.."`): its defects, as far as they
 * matter, are the module's.
 */
export function showsOwnModule(stack: Stack): boolean {
  return (
    isSample(stack) &&
    stack.code.moduleCalls.some(({ folder, source, pin }) => {
      if (folder !== stack.root || pin.kind !== 'local' || typeof source !== 'string') return false;
      const called = sourceFolder(folder, source);
      return called !== undefined && sampleFolder(called) === undefined;
    })
  );
}

/** The folder that a local source leads to; undefined when it leaves the tree. */
function sourceFolder(folder: string, source: string): string | undefined {
  const segments = folder.split('/').filter((segment) => segment !== '');
  for (const segment of source.split('/')) {
    if (segment === '..' && segments.pop() === undefined) return undefined;
    if (segment !== '..' && segment !== '.' && segment !== '') segments.push(segment);
  }
  return segments.join('/');
}

/** A folder that nobody calls and that makes nothing by itself is a module for other repositories. */
function managesSomething({ code, resources }: Stack): boolean {
  return code.role === 'root' || resources.length > 0;
}

function wantedOf(siblings: readonly Stack[], environment: string): readonly Stack[] {
  const [only] = siblings;
  if (siblings.length === 1 && only) return isToldElsewhere(only, environment) ? [] : [only];
  const named = siblings.filter((stack) => stack.environments.some(({ name }) => name === environment));
  if (named.length > 0) return named;
  const untold = siblings.filter((stack) => stack.environments.length === 0);
  return untold.length > 0 ? untold.slice(0, 1) : closest(siblings);
}

/** Where no variable set is production's, the one that rehearses it. */
function closest(siblings: readonly Stack[]): readonly Stack[] {
  for (const rehearsal of ['staging', 'test', 'development', 'preview']) {
    const found = siblings.filter((stack) => stack.environments.some(({ name }) => name === rehearsal));
    if (found.length > 0) return found.slice(0, 1);
  }
  return siblings.slice(0, 1);
}

function isToldElsewhere(stack: Stack, environment: string): boolean {
  const told = stack.environments.filter(({ grade }) => grade === 'A' || grade === 'B');
  return told.length > 0 && told.every(({ name }) => name !== environment && name !== 'shared');
}

function correction(stack: Stack): string {
  const variables = stack.id.includes('@') ? stack.variableFiles.at(-1) : undefined;
  const where = variables === undefined ? `root: "${stack.root || '.'}"` : `variables: "${variables}"`;
  const isProduction = stack.environments.some(({ name }) => name === 'production');
  return `environments: [{ ${where}, name: ${isProduction ? 'staging' : 'production'} }]`;
}

/** The environments that stacks name, sorted. */
export function environmentNames(stacks: readonly Stack[]): readonly string[] {
  return sortedUnique(stacks.flatMap((stack) => stack.environments.map(({ name }) => name)));
}
