import { joinPath, normalPath } from '../core/path.ts';
import type { StackId } from '../core/id.ts';
import { byCodeUnit, sortedUnique } from '../core/order.ts';
import type { Stack } from '../core/resource.ts';
import { DESCRIBING_KINDS } from '../core/resource.ts';
import { sampleFolder } from '../core/sample-names.ts';
import { localDescriptions } from './local-descriptions.ts';
import { coveringStacks, sameSystems } from './same-system.ts';

/** Whether a stack is part of the view, and what else describes the same root. */
export interface Choice {
  readonly chosen: boolean;
  /** One clause: why it is part of the view, or why not. */
  readonly because: string;
  readonly alternatives: readonly StackId[];
  /** The line of configuration that corrects the choice. */
  readonly correctWith: string;
}

/**
 * Selects the stacks of an environment. A stack that evaluated values or the configuration place elsewhere is
 * left out; one that only a name places elsewhere stays (its findings are lowered). Of several variable sets
 * of one root, those of the environment count, else the base. Of several descriptions of one system, the one
 * that is deployed. Examples and tests count only where nothing else is there.
 */
export function chooseStacks(
  stacks: readonly Stack[],
  environment: string,
  superseded: ReadonlySet<StackId> = new Set(),
): ReadonlyMap<StackId, Choice> {
  const families = byFamily(stacks.filter(({ ofStack }) => ofStack === undefined));
  const hasRoots = hasSystem(stacks);
  const against = new Map<StackId, string>();
  for (const siblings of families.values()) {
    const able = siblings.filter((stack) => deployedElsewhere(stack) === undefined);
    const wanted = new Set(environment === 'all' ? able : wantedOf(able, environment));
    for (const stack of siblings) {
      const why = whyNot(stack, { wanted, siblings: able, environment, superseded, hasRoots });
      if (why !== undefined) against.set(stack.id, why);
    }
  }
  const others =
    environment === 'all'
      ? new Map<StackId, readonly StackId[]>()
      : chooseDescriptions(stacks, against, environment);
  const choices = new Map<StackId, Choice>();
  for (const siblings of families.values()) {
    for (const stack of siblings) {
      const why = against.get(stack.id);
      choices.set(stack.id, {
        chosen: why === undefined,
        because: why ?? whyChosen(stack, environment),
        alternatives: [
          ...siblings.filter((other) => other !== stack).map((other) => other.id),
          ...(stack.partOf ?? []).filter((id) => !siblings.some((other) => other.id === id)),
          ...(others.get(stack.id) ?? []),
        ],
        correctWith: correction(stack),
      });
    }
  }
  followOwners(stacks, choices);
  return choices;
}

/** What the objects of a stack ask for is chosen when that stack is. */
function followOwners(stacks: readonly Stack[], choices: Map<StackId, Choice>): void {
  const byId = new Map(stacks.map((stack) => [stack.id, stack]));
  for (const stack of stacks) {
    if (stack.ofStack === undefined) continue;
    let owner = stack.ofStack;
    // A chart that Terraform deploys may ask for another one.
    for (let above = byId.get(owner)?.ofStack; above !== undefined; above = byId.get(owner)?.ofStack)
      owner = above;
    // Where only this one was asked for, its owner is not there to decide.
    const chosen = choices.get(owner)?.chosen ?? true;
    const because = chosen ? `${owner} deploys it` : `${owner} deploys it, and is not chosen itself`;
    choices.set(stack.id, { chosen, because, alternatives: [], correctWith: correction(stack) });
  }
}

function byFamily(stacks: readonly Stack[]): ReadonlyMap<string, readonly Stack[]> {
  const families = new Map<string, Stack[]>();
  for (const stack of stacks) {
    const key = stack.family ?? `${stack.kind} ${stack.root}`;
    const known = families.get(key);
    if (known) known.push(stack);
    else families.set(key, [stack]);
  }
  return families;
}

/** Why nobody deploys a description as it stands, whatever the environment. */
function deployedElsewhere(stack: Stack): string | undefined {
  if (stack.notDeployed !== undefined) return stack.notDeployed;
  const [overlay] = stack.partOf ?? [];
  if (overlay === undefined || (stack.deployers ?? []).length > 0) return undefined;
  const isSameRoot = overlay.slice(overlay.indexOf(':') + 1).split('@')[0] === stack.root;
  if (!isSameRoot) return `${overlay} builds on it`;
  return stack.kind === 'manifests'
    ? `${overlay} leaves these files out`
    : `${overlay} is the same with what is passed to it`;
}

interface Surroundings {
  readonly wanted: ReadonlySet<Stack>;
  readonly siblings: readonly Stack[];
  readonly environment: string;
  readonly superseded: ReadonlySet<StackId>;
  readonly hasRoots: boolean;
}

function whyNot(stack: Stack, around: Surroundings): string | undefined {
  if (around.superseded.has(stack.id)) return 'a plan or state that was given describes it';
  const elsewhere = deployedElsewhere(stack);
  if (elsewhere !== undefined) return elsewhere;
  if (around.hasRoots && isSample(stack))
    return `${stack.code.roleBecause}: examples and tests deploy nothing`;
  if (around.wanted.has(stack)) return undefined;
  const names = stack.environments.map(({ name }) => name).join(' and ');
  const chosen = around.siblings.find((one) => around.wanted.has(one));
  const instead = chosen ? `${chosen.id} is chosen` : `it is not ${around.environment}`;
  return names === '' ? instead : `it is for ${names}; ${instead}`;
}

function whyChosen({ environments, deployers = [], kind }: Stack, environment: string): string {
  const [deployer] = deployers;
  const deployed = deployer ? `${deployer.says} deploys it` : undefined;
  if (environment === 'all') return deployed ?? 'all environments are wanted';
  if (environments.some(({ name }) => name === environment)) {
    return deployed === undefined ? `it is for ${environment}` : `${deployed}, for ${environment}`;
  }
  if (deployed !== undefined) return deployed;
  if (environments.length > 0) return `nothing else here is for ${environment}`;
  return isObjects({ kind }) ? 'nothing here says that it is not deployed' : 'no environment is told';
}

/** Of several descriptions of one system one is kept; the others get the reason. Returns what is alike. */
function chooseDescriptions(
  stacks: readonly Stack[],
  against: Map<StackId, string>,
  environment: string,
): ReadonlyMap<StackId, readonly StackId[]> {
  const candidates = stacks.filter(({ id, ofStack }) => !against.has(id) && ofStack === undefined);
  const others = new Map<StackId, readonly StackId[]>();
  for (const group of sameSystems(candidates)) {
    const ranked = [...group].sort(byDeployment);
    const deployed = ranked.filter(({ deployers = [] }) => deployers.length > 0);
    const kept = new Set(deployed.length > 0 ? deployed : ranked.slice(0, 1));
    const [first] = ranked;
    for (const stack of group) {
      others.set(
        stack.id,
        group.filter((other) => other !== stack).map((other) => other.id),
      );
      if (kept.has(stack) || !first) continue;
      against.set(stack.id, `${first.id} describes the same workloads${whyFirst(first)}`);
    }
  }
  leaveCovered(stacks, against);
  leaveLocal(stacks, { against, environment, others });
  return others;
}

/** What only runs on a developer's machine is left out where something else is deployed. */
function leaveLocal(
  stacks: readonly Stack[],
  {
    against,
    environment,
    others,
  }: {
    readonly against: Map<StackId, string>;
    readonly environment: string;
    readonly others: Map<StackId, readonly StackId[]>;
  },
): void {
  const chosen = stacks.filter(({ id, ofStack }) => !against.has(ofStack ?? id));
  for (const [id, local] of localDescriptions(chosen, environment)) {
    against.set(id, local.why);
    others.set(id, local.others);
  }
}

/** What nobody deploys is left out where several stacks that are deployed describe it together. */
function leaveCovered(stacks: readonly Stack[], against: Map<StackId, string>): void {
  const isAgainst = ({ id, ofStack }: Stack): boolean => against.has(ofStack ?? id);
  const deployed = stacks.filter(
    (stack) => isObjects(stack) && (stack.deployers ?? []).length > 0 && !isAgainst(stack),
  );
  if (deployed.length < 2) return;
  for (const stack of stacks) {
    const isOpen = isObjects(stack) && stack.ofStack === undefined && !isAgainst(stack);
    if (!isOpen || (stack.deployers ?? []).length > 0) continue;
    const [first, ...others] = coveringStacks(stack, deployed);
    if (!first || others.length === 0) continue;
    against.set(stack.id, `${first.id} and ${others.length} more describe the same, and are deployed`);
  }
}

function whyFirst({ deployers: [deployer] = [] }: Stack): string {
  return deployer ? `, and ${deployer.says} deploys it` : '; say in whatfails.yaml if this one is deployed';
}

const RANK: Readonly<Record<string, number>> = { kustomization: 0, helm: 1, manifests: 2 };

/** Who is deployed first, then who names production, then overlays before charts before plain files. */
function byDeployment(a: Stack, b: Stack): number {
  const rank = ({ deployers = [], environments, kind, variableFiles }: Stack): number =>
    (deployers.length > 0 ? 0 : 100) +
    (environments.some(({ name }) => name === 'production') ? 0 : 10) +
    (kind === 'helm' && variableFiles.length === 0 ? 3 : (RANK[kind] ?? 0));
  return rank(a) - rank(b) || b.resources.length - a.resources.length || byCodeUnit(a.id, b.id);
}

/** True where something beside examples and tests is there, so that nothing of them counts. */
export function hasSystem(stacks: readonly Stack[]): boolean {
  return stacks.some((stack) => !isSample(stack) && managesSomething(stack));
}

/** True for an example or a test: it shows how something is used, and nobody deploys it as it stands. */
export function isSample({ code }: Stack): boolean {
  return code.role === 'example' || code.role === 'test';
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
      const called = normalPath(joinPath(folder, source));
      return called !== undefined && sampleFolder(called) === undefined;
    })
  );
}

/** A folder that nobody calls and that makes nothing by itself is a module for other repositories. */
function managesSomething({ kind, code, resources }: Stack): boolean {
  // A compose file beside a module starts it for a try.
  if (DESCRIBING_KINDS.has(kind) || kind === 'compose') return false;
  return code.role === 'root' || resources.length > 0;
}

function isObjects({ kind }: Pick<Stack, 'kind'>): boolean {
  return kind === 'manifests' || kind === 'kustomization' || kind === 'helm';
}

function wantedOf(siblings: readonly Stack[], environment: string): readonly Stack[] {
  const [only] = siblings;
  if (siblings.length === 1 && only) return isToldElsewhere(only, environment) ? [] : [only];
  const named = siblings.filter((stack) => stack.environments.some(({ name }) => name === environment));
  const untold = siblings.filter((stack) => stack.environments.length === 0);
  // Overlays and releases that no word places are deployed beside each other, one for each region or tenant.
  if (only && isObjects(only) && untold.length > 0) return [...named, ...untold];
  if (named.length > 0) return named;
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
  const isFolder = stack.kind.startsWith('terraform') || isObjects(stack);
  const folder = isFolder ? `root: "${stack.root || '.'}"` : `stack: "${stack.id}"`;
  const where = variables === undefined ? folder : `variables: "${variables}"`;
  const isProduction = stack.environments.some(({ name }) => name === 'production');
  return `environments: [{ ${where}, name: ${isProduction ? 'staging' : 'production'} }]`;
}

/** The environments that stacks name, sorted. */
export function environmentNames(stacks: readonly Stack[]): readonly string[] {
  return sortedUnique(stacks.flatMap((stack) => stack.environments.map(({ name }) => name)));
}
