import type { Diagnostic } from '../../core/diagnostic.ts';
import type { Files } from '../../core/files.ts';
import type { StackId } from '../../core/id.ts';
import { resourceId, stackId } from '../../core/id.ts';
import { byCodeUnit, byKey, sortedUnique } from '../../core/order.ts';
import type { Deployer, NotRead, Stack } from '../../core/resource.ts';
import { sampleFolder } from '../../core/sample-names.ts';
import { Unknown } from '../../core/value.ts';
import type { Deployment } from '../objects/deployment.ts';
import type { Followed } from '../gitops/follow.ts';
import type { Description } from '../objects/description.ts';
import type { Manifest } from '../objects/manifest.ts';
import { addressOf } from '../objects/manifest.ts';
import { placeNames } from '../objects/name-place.ts';
import type { ObjectFiles } from '../objects/object-files.ts';
import { objectStack } from '../objects/object-stack.ts';
import { isClusterScoped } from '../objects/cluster-scoped.ts';
import { Activity } from './activity.ts';
import { Environments } from './environments.ts';
import { familiesOf } from './families.ts';
import { plainFolders } from './plain-folders.ts';
import { readAgain, writerOf } from './write.ts';

export interface StacksInput {
  /** Files that may hold plain manifests. */
  readonly plain: readonly string[];
  readonly objects: ObjectFiles;
  readonly files: Files;
  readonly found: Followed;
  /** Kustomizations and charts as they stand. */
  readonly described: readonly Description[];
  readonly selected: readonly string[];
}

export interface StacksOutput {
  readonly stacks: readonly Stack[];
  readonly left: { readonly notRead: readonly NotRead[]; readonly diagnostics: readonly Diagnostic[] };
}

/** Stacks of all that counts, with who deploys them, what they are part of, and their environments. */
export function stacksOf(input: StacksInput): StacksOutput {
  const { found, files, objects } = input;
  const activity = new Activity(input.described, found.deployed);
  const deployed = joined(activity.deployed(), activity);
  const rest = plainFolders(input, deployed);
  const same = new Set(
    deployed
      .filter((one) => isUnchanged(one) && !placesObjects(one))
      .map(({ kind, root }) => `${kind} ${root}`),
  );
  const described = input.described.filter(
    ({ kind, root, variant }) => variant !== undefined || !same.has(`${kind} ${root}`),
  );
  const all = [...described, ...deployed, ...rest];
  const opaque = opaqueReleases(all, found, activity);
  const ids = idsOf(all);
  const environments = new Environments(activity);
  const families = familiesOf(all);
  const namePlace = placeNames(files);
  const where = placesOf(all, ids);
  const stacks = all.map((one) => {
    const same = {
      id: ids.get(one) ?? stackId(one.root),
      kind: one.kind,
      root: one.root,
      variableFiles: one.valuesFiles,
      namespace: one.namespace,
      environments: environments.of(one),
      role: roleOf(one, activity, input.selected),
      partOf: sortedUnique(activity.overlaysOf(one).flatMap((other) => ids.get(other) ?? [])).map(stackId),
      family: families.get(one),
      notDeployed: one.notDeployed,
      ofStack: one.deployments[0]?.ofStack,
      deployers: activity.deployersOf(one).map((deployment) => deployerOf(deployment, where)),
      namePlace,
    };
    return stackOf(one, files, same);
  });
  const releases = [...opaque].map(([holder, manifests]) => {
    const owner = ids.get(holder) ?? stackId(holder.root);
    return objectStack({
      id: stackId(owner.replace(/^[a-z]+:/, 'releases:')),
      kind: 'helm',
      root: holder.root,
      manifests,
      environments: environments.of(holder),
      role: roleOf(holder, activity, input.selected),
      ofStack: owner,
      diagnostics: [],
      namePlace,
    });
  });
  // Of files with objects the stack tells; an example with mistakes in it concerns nobody.
  const unreadable = input.plain
    .filter((path) => objects.objects(path).length === 0 && sampleFolder(path) === undefined)
    .flatMap((path) => objects.diagnostics(path));
  const notRead = [
    ...all.flatMap((one) => one.notRead),
    ...found.notRead
      .filter(({ parent }) => !parent.description || activity.isActive(parent.description))
      .map((one) => one.notRead),
  ];
  const sorted = [...stacks, ...releases].sort(byKey(({ id }) => id));
  return { stacks: sorted, left: { notRead, diagnostics: unreadable } };
}

/** The stack of a description, which can be made anew from changed files; who deploys it stays as it is. */
function stackOf(
  one: Description,
  files: Files,
  same: Omit<Parameters<typeof objectStack>[0], 'manifests' | 'diagnostics' | 'write'>,
): Stack {
  return {
    ...objectStack({
      ...same,
      manifests: one.manifests,
      diagnostics: one.diagnostics,
      write: writerOf(one, files),
    }),
    mayMiss: missedBy(one),
    reload: (changes) => {
      const again = readAgain(one, files, changes);
      return again && stackOf(again.description, again.files, same);
    },
  };
}

/** Why a description may lack objects that its tool would make. */
function missedBy({ notRead, diagnostics }: Description): Unknown | undefined {
  const [first] = notRead;
  if (first) {
    const detail = `objects of ${first.file} may be missing: ${first.why}`;
    return new Unknown({ reason: 'not-in-inputs', detail, settledBy: 'what was not read, in the tree' });
  }
  const failure = diagnostics.find(({ severity }) => severity === 'error');
  if (!failure) return undefined;
  const detail = `objects may be missing: ${failure.message}`;
  return new Unknown({ reason: 'evaluation-error', detail, settledBy: 'a description that can be rendered' });
}

/** The same folder deployed unchanged by several objects is one description with several deployers. */
function joined(deployed: readonly Description[], activity: Activity): readonly Description[] {
  const kept: Description[] = [];
  const unchanged = new Map<string, Description>();
  for (const one of deployed) {
    const key = `${one.kind} ${one.root} ${one.namespace ?? ''}`;
    const known = isUnchanged(one) ? unchanged.get(key) : undefined;
    if (known) known.deployments.push(...activity.deployersOf(one));
    else {
      kept.push(one);
      if (isUnchanged(one)) unchanged.set(key, one);
    }
  }
  return kept;
}

/** True when the deployer takes the folder as it is. */
function isUnchanged({ kind, deployments }: Description): boolean {
  if (kind === 'helm' || deployments.length === 0) return false;
  return deployments.every(({ source }) => {
    if (source.kind !== 'path' || source.substitutions || source.kustomize.length > 0) return false;
    const { recurse, include, exclude } = source.directory;
    return source.tool === 'flux' || (!recurse && include === undefined && exclude === undefined);
  });
}

/** True when the deployer puts objects into a namespace that their tool does not know of. */
function placesObjects({ manifests, namespace }: Description): boolean {
  if (namespace === undefined || namespace === 'default') return false;
  return manifests.some((one) => one.namespace === undefined && !isClusterScoped(one.apiVersion, one.kind));
}

/** Releases of charts that are elsewhere, by the description that holds the object that asks for them. */
function opaqueReleases(
  all: readonly Description[],
  { opaque }: Followed,
  activity: Activity,
): ReadonlyMap<Description, readonly Manifest[]> {
  const byFile = plainByFile(all);
  const found = new Map<Description, Manifest[]>();
  for (const { deployment, manifest } of opaque) {
    const { description: rendered, manifest: object } = deployment.parent;
    if (rendered && !activity.isActive(rendered)) continue;
    const holder = rendered ? stackedAs(rendered, all) : byFile.get(object.root.file);
    if (!holder) continue;
    const known = found.get(holder);
    if (known) known.push(manifest);
    else found.set(holder, [manifest]);
  }
  return found;
}

/** The description whose stack holds what was rendered: of several alike, one is kept. */
function stackedAs(one: Description, all: readonly Description[]): Description | undefined {
  if (all.includes(one)) return one;
  return all.find(
    ({ kind, root, variant }) => kind === one.kind && root === one.root && variant !== undefined,
  );
}

function plainByFile(all: readonly Description[]): ReadonlyMap<string, Description> {
  const byFile = new Map<string, Description>();
  for (const one of all) {
    if (one.kind === 'manifests') for (const file of one.files) byFile.set(file, one);
  }
  return byFile;
}

const PREFIX = { manifests: 'manifests', kustomization: 'kustomize', helm: 'helm' } as const;

function idsOf(all: readonly Description[]): ReadonlyMap<Description, StackId> {
  const counts = new Map<string, number>();
  for (const one of all) counts.set(baseId(one), (counts.get(baseId(one)) ?? 0) + 1);
  const ids = new Map<Description, StackId>();
  const taken = new Set<string>();
  for (const one of all) {
    const base = baseId(one);
    const isAlone = counts.get(base) === 1 && one.kind !== 'helm';
    const id = one.variant === undefined || isAlone ? base : `${base}@${one.variant}`;
    let free = id;
    for (let copy = 2; taken.has(free); copy += 1) free = `${id}~${copy}`;
    taken.add(free);
    ids.set(one, stackId(free));
  }
  return ids;
}

function baseId({ kind, root }: Description): string {
  return `${PREFIX[kind]}:${root === '' ? '.' : root}`;
}

/** The stack and address of each GitOps object, by its place and name. */
function placesOf(
  all: readonly Description[],
  ids: ReadonlyMap<Description, StackId>,
): (deployment: Deployment) => ReturnType<typeof resourceId> | undefined {
  const plain = plainByFile(all);
  return ({ parent: { description: holder, manifest } }) => {
    const one = holder ? stackedAs(holder, all) : plain.get(manifest.root.file);
    const id = one && ids.get(one);
    return id && resourceId(id, addressOf({ ...manifest, namespace: manifest.namespace ?? one.namespace }));
  };
}

function deployerOf(deployment: Deployment, where: ReturnType<typeof placesOf>): Deployer {
  const { says, parent, cluster, ignores, selfHeals } = deployment;
  const { file, start, end } = parent.manifest.root;
  const resource = deployment.resource ?? where(deployment);
  const { repository } = deployment.source;
  return { says, at: { file, start, end }, cluster, resource, repository, ignores, selfHeals };
}

/** `${JOB}` or `{{ .Name }}` as a name, which no cluster accepts. */
function isNamedLater({ name }: { readonly name: string }): boolean {
  return /\$\{|\{\{/.test(name);
}

/** An example or a test by its folder, unless something deploys it. */
function roleOf(
  one: Description,
  activity: Activity,
  selected: readonly string[],
): Parameters<typeof objectStack>[0]['role'] {
  const deployers = activity.deployersOf(one);
  if (deployers.length === 0 && one.kind === 'manifests' && one.manifests.every(isNamedLater)) {
    return { role: 'example', roleBecause: 'its objects are templates that something else fills in' };
  }
  if (deployers.some(({ parent }) => sampleFolder(parent.manifest.root.file) === undefined)) return undefined;
  // Whoever names an example wants to see it: only what is one below the named folder counts.
  const named = [...selected]
    .sort(byCodeUnit)
    .find((folder) => one.root === folder || one.root.startsWith(`${folder}/`));
  const sample = sampleFolder(named === undefined ? one.root : one.root.slice(named.length));
  return sample && { role: sample.role, roleBecause: `it is under ${sample.name}/` };
}
