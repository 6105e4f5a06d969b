import type { Diagnostic } from '../core/diagnostic.ts';
import { resourceId, stackId } from '../core/id.ts';
import type { ResourceId, StackId } from '../core/id.ts';
import type { Location, Origin, SourceRange } from '../core/location.ts';
import { byKey } from '../core/order.ts';
import { folderOf } from '../core/path.ts';
import type { EnvironmentClaim, Resource, Stack, StackKind } from '../core/resource.ts';
import type { SampleFolder } from '../core/sample-names.ts';
import { sampleBelow } from '../core/sample-names.ts';
import type { DataObject } from '../core/value.ts';
import type { YamlNode } from '../syntax/yaml/ast.ts';
import { concealAttributes } from './credentials/conceal-attributes.ts';
import { emptyCode } from './empty-code.ts';
import type { Selection } from './loaded.ts';
import { originAt } from './objects/trace.ts';

/** One thing that a file states, as a resource of a stack. */
export interface FileResource {
  /** Unique in its stack: `.github/workflows/deploy.yml`, `service/orders`. */
  readonly address: string;
  /** kebab-case, without a slash: `github-workflow`. */
  readonly type: string;
  readonly name: string;
  readonly attributes: DataObject;
  readonly declaredAt: SourceRange;
  /** Where the text of an attribute stands. */
  origin(path: Location['path']): Origin;
}

export interface FileStackInput {
  readonly id: StackId;
  readonly kind: StackKind;
  readonly root: string;
  readonly resources: readonly FileResource[];
  readonly variableFiles?: readonly string[] | undefined;
  readonly environments?: readonly EnvironmentClaim[] | undefined;
  /** Set for copies for another environment: the stack that they stand in for. */
  readonly family?: string | undefined;
  /** Set for files of examples or tests. */
  readonly sample?: SampleFolder | undefined;
  /** Why the files count, for the list of stacks: `images are made from it`. */
  readonly because: string;
  readonly diagnostics?: readonly Diagnostic[] | undefined;
}

/** A stack of what plain files state, whatever their format. */
export function fileStack(input: FileStackInput): Stack {
  const { id, sample } = input;
  const byId = new Map<ResourceId, FileResource>();
  for (const one of input.resources) byId.set(resourceId(id, one.address), one);
  return {
    id,
    kind: input.kind,
    root: input.root,
    workspace: 'default',
    variableFiles: input.variableFiles ?? [],
    environments: input.environments ?? [],
    resources: [...byId]
      .map(([resource, one]) => resourceOf(one, id, resource))
      .sort(byKey((resource) => resource.id)),
    moduleCalls: [],
    outputs: {},
    code: {
      ...emptyCode,
      role: sample?.role ?? 'root',
      roleBecause: sample ? `it stands with ${sample.role}s` : input.because,
    },
    family: input.family ?? id,
    diagnostics: input.diagnostics ?? [],
    conceal: concealAttributes,
    trace: ({ resource, path }) => {
      const one = byId.get(resource);
      if (!one) throw new Error(`nothing in ${id} is called ${resource}`);
      return one.origin(path);
    },
  };
}

interface ByRole extends Omit<FileStackInput, 'id' | 'root' | 'sample' | 'family' | 'environments'> {
  /** The environment of a resource that repeats another one for it. */
  readonly copyOf?: ((resource: FileResource) => EnvironmentClaim | undefined) | undefined;
}

interface Role {
  readonly sample: SampleFolder | undefined;
  readonly copy: EnvironmentClaim | undefined;
  readonly resources: FileResource[];
}

/**
 * One stack for everything that is found in a repository, and others for what stands with examples and with
 * tests, or repeats it for another environment: `codeowners:.`, `codeowners:.@examples`.
 */
export function stacksByRole(input: ByRole & Partial<Selection>): readonly Stack[] {
  const all = `${input.kind}:.`;
  const byRole = new Map<string, Role>();
  for (const resource of input.resources) {
    const sample = sampleBelow(folderOf(resource.declaredAt.file), input.selected ?? []);
    const copy = sample ? undefined : input.copyOf?.(resource);
    const key = sample ? `${all}@${sample.role}s` : copy ? `${all}@${copy.name}` : all;
    const known = byRole.get(key);
    if (known) known.resources.push(resource);
    else byRole.set(key, { sample, copy, resources: [resource] });
  }
  return [...byRole]
    .map(([id, { sample, copy, resources }]) => {
      const place = copy ? { family: all, environments: [copy] } : {};
      return fileStack({ ...input, ...place, id: stackId(id), root: '', sample, resources });
    })
    .sort(byKey(({ id }) => id));
}

/**
 * Where attributes stand that have the shape of a YAML tree. `address` names the resource without offsets:
 * `.github/workflows/deploy.yml`.
 */
export function originInTree(root: YamlNode, address: string): FileResource['origin'] {
  return (path) => originAt(root, path, address);
}

function resourceOf(one: FileResource, stack: StackId, id: ResourceId): Resource {
  return {
    id,
    address: one.address,
    type: one.type,
    name: one.name,
    mode: 'object',
    stack,
    module: '',
    attributes: one.attributes,
    declaredAt: one.declaredAt,
    provider: undefined,
    lifecycle: undefined,
    dependsOn: [],
    unknownCount: false,
    via: 'source',
  };
}
