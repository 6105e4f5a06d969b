import type { Diagnostic } from '../../core/diagnostic.ts';
import type { Written } from '../../core/edit.ts';
import { resourceId } from '../../core/id.ts';
import type { ResourceId, StackId } from '../../core/id.ts';
import { byKey } from '../../core/order.ts';
import type { Intent } from '../../core/remedy.ts';
import type { Deployer, EnvironmentClaim, Resource, Stack } from '../../core/resource.ts';
import type { StackCode } from '../../core/stack-code.ts';
import { isClusterScoped } from './cluster-scoped.ts';
import { emptyCode } from '../empty-code.ts';
import type { Manifest } from './manifest.ts';
import { addressOf } from './manifest.ts';
import { manifestData } from './to-data.ts';
import { secretsOf } from './secrets.ts';
import type { NamePlace } from './trace.ts';
import { traceObjects } from './trace.ts';

export interface ObjectStackInput {
  readonly id: StackId;
  readonly kind: 'manifests' | 'kustomization' | 'helm';
  readonly root: string;
  /** Values files or other inputs that were chosen for it, in order. */
  readonly variableFiles?: readonly string[] | undefined;
  readonly manifests: readonly Manifest[];
  /** The namespace that the deployer gives to objects without one. */
  readonly namespace?: string | undefined;
  readonly environments: readonly EnvironmentClaim[];
  readonly role?: Pick<StackCode, 'role' | 'roleBecause'> | undefined;
  readonly partOf?: readonly StackId[] | undefined;
  readonly family?: string | undefined;
  readonly notDeployed?: string | undefined;
  readonly ofStack?: StackId | undefined;
  readonly deployers?: readonly Deployer[] | undefined;
  readonly diagnostics: readonly Diagnostic[];
  readonly namePlace: NamePlace;
  /** Writes intents; it is told the address of each resource. */
  readonly write?:
    | ((intents: readonly Intent[], addressOf: (id: ResourceId) => string | undefined) => Written)
    | undefined;
}

/** A stack of Kubernetes objects, whoever rendered them. */
export function objectStack(input: ObjectStackInput): Stack {
  const byId = new Map<ResourceId, Manifest>();
  const copies = new Map<ResourceId, number>();
  const resources: Resource[] = [];
  for (const manifest of input.manifests) {
    const isOutside = isClusterScoped(manifest.apiVersion, manifest.kind);
    const placed = {
      ...manifest,
      namespace: manifest.namespace ?? (isOutside ? undefined : input.namespace),
    };
    const resource = resourceOf(placed, input.id, { taken: byId, copies });
    byId.set(resource.id, placed);
    resources.push(resource);
  }
  const { write } = input;
  const addressOfResource = (id: ResourceId): string | undefined =>
    byId.has(id) ? id.slice(`${input.id}#`.length) : undefined;
  return {
    id: input.id,
    kind: input.kind,
    root: input.root,
    workspace: 'default',
    variableFiles: input.variableFiles ?? [],
    environments: input.environments,
    resources: resources.sort(byKey(({ id }) => id)),
    moduleCalls: [],
    outputs: {},
    code: { ...emptyCode, ...input.role, secrets: secretsOfStack(input) },
    partOf: input.partOf ?? [],
    family: input.family,
    notDeployed: input.notDeployed,
    ofStack: input.ofStack,
    deployers: input.deployers ?? [],
    diagnostics: input.diagnostics,
    trace: traceObjects(byId, input.namePlace),
    ...(write ? { write: (intents) => write(intents, addressOfResource) } : {}),
  };
}

/** Text that only unused descriptions read is in force nowhere; what Terraform deploys is read with it. */
function secretsOfStack({
  manifests,
  ofStack,
  notDeployed,
  partOf = [],
  deployers = [],
}: ObjectStackInput): StackCode['secrets'] {
  if (ofStack !== undefined) return [];
  const isOnlyPart = partOf.length > 0 && deployers.length === 0;
  return secretsOf(manifests, { effective: notDeployed === undefined && !isOnlyPart });
}

function resourceOf(
  manifest: Manifest,
  stack: StackId,
  {
    taken,
    copies,
  }: { readonly taken: ReadonlyMap<ResourceId, Manifest>; readonly copies: Map<ResourceId, number> },
): Resource {
  const address = addressOf(manifest);
  const first = resourceId(stack, address);
  let id = first;
  // The same object written twice: both are kept, and the second is told apart by its number. A file may hold
  // thousands of them, so each goes on counting where the one before stopped.
  for (let copy = (copies.get(first) ?? 1) + 1; taken.has(id); copy += 1) {
    id = resourceId(stack, `${address}~${copy}`);
    copies.set(first, copy);
  }
  const { file, start, end } = manifest.root;
  return {
    id,
    address,
    type: `${manifest.apiVersion}/${manifest.kind}`,
    name: manifest.name,
    mode: 'object',
    stack,
    module: '',
    attributes: manifestData(manifest),
    declaredAt: { file, start, end },
    provider: undefined,
    lifecycle: undefined,
    dependsOn: [],
    unknownCount: manifest.maybe !== undefined,
    via: 'source',
  };
}
