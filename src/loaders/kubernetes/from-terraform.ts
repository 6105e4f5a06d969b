import { resourceId, stackId } from '../../core/id.ts';
import type { StackId } from '../../core/id.ts';
import { byKey } from '../../core/order.ts';
import type { NotRead, Resource, Stack } from '../../core/resource.ts';
import type { Origin } from '../../core/location.ts';
import type { DataObject } from '../../core/value.ts';
import { emptyCode } from '../empty-code.ts';
import type { Deployment } from '../objects/deployment.ts';
import { opaqueRelease } from '../gitops/opaque-release.ts';
import type { Tree } from '../gitops/tree.ts';
import { manifestData } from '../objects/to-data.ts';
import type { Converted } from './terraform/convert.ts';
import { attributeOf } from './terraform/convert.ts';
import { objectsOf } from './terraform/objects.ts';
import { releaseOf } from './terraform/release.ts';

/** What Terraform puts on clusters. */
export interface TerraformObjects {
  /** One stack `kubernetes:<root>` for each Terraform stack that manages objects. */
  readonly stacks: readonly Stack[];
  /** Releases of charts in this tree. */
  readonly deployments: readonly Deployment[];
  readonly notRead: readonly NotRead[];
}

/** Objects and releases that evaluated Terraform resources stand for. */
export function fromTerraform(stacks: readonly Stack[], tree: Tree): TerraformObjects {
  const made: Stack[] = [];
  const deployments: Deployment[] = [];
  const notRead: NotRead[] = [];
  for (const stack of stacks) {
    if (stack.kind !== 'terraform') continue;
    const id = stackId(stack.id.replace(/^terraform:/, 'kubernetes:'));
    const found: Made[] = [];
    for (const resource of stack.resources) {
      if (resource.mode !== 'managed' || !DEPLOYS.test(resource.type)) continue;
      found.push(...objectsOf(resource).map((one) => ({ ...one, resource })));
      if (resource.type !== 'helm_release') continue;
      const deployment = releaseOf(resource, stack, tree);
      const { source, says } = deployment;
      if (source.kind !== 'chart') continue;
      if (source.folder !== undefined) deployments.push(deployment);
      else {
        found.push({ ...opaque(deployment, source), resource });
        const why = `the chart ${source.chart} of ${says} is not in this tree`;
        notRead.push({ file: resource.declaredAt.file, kind: 'helm', why });
      }
    }
    if (found.some(({ kind }) => !isContent(kind))) made.push(stackOf(id, stack, found));
  }
  return { stacks: made, deployments, notRead };
}

const DEPLOYS = /^(kubernetes_|kubectl_manifest$|helm_release$)/;

/** Where a root writes Secrets and ConfigMaps only, nothing runs: they are judged as Terraform resources. */
function isContent(kind: string): boolean {
  return kind === 'Secret' || kind === 'ConfigMap';
}

/** One object with the resource that it is, or is a part of. */
interface Made {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string | undefined;
  readonly attributes: DataObject;
  /** Where each field comes from; undefined: from the resource as a whole. */
  readonly converted: Converted | undefined;
  readonly resource: Resource;
}

function opaque(
  deployment: Deployment,
  source: Extract<Deployment['source'], { kind: 'chart' }>,
): Omit<Made, 'resource'> {
  const manifest = opaqueRelease(deployment, source);
  return { ...manifest, attributes: manifestData(manifest), converted: undefined };
}

function stackOf(id: StackId, stack: Stack, found: readonly Made[]): Stack {
  const byId = new Map<string, Made>();
  const resources: Resource[] = [];
  for (const one of found) {
    const address = `${one.kind}/${one.namespace ?? 'default'}/${one.name}`;
    let unique = resourceId(id, address);
    for (let copy = 2; byId.has(unique); copy += 1) unique = resourceId(id, `${address}~${copy}`);
    byId.set(unique, one);
    resources.push({
      ...one.resource,
      id: unique,
      address,
      type: `${one.apiVersion}/${one.kind}`,
      name: one.name,
      mode: 'object',
      stack: id,
      module: '',
      attributes: one.attributes,
      dependsOn: [],
    });
  }
  return {
    id,
    kind: 'manifests',
    root: stack.root,
    workspace: stack.workspace,
    variableFiles: stack.variableFiles,
    environments: stack.environments,
    resources: resources.sort(byKey((resource) => resource.id)),
    moduleCalls: [],
    outputs: {},
    code: { ...emptyCode, role: stack.code.role, roleBecause: stack.code.roleBecause },
    partOf: [],
    family: `kubernetes:${stack.root}`,
    ofStack: stack.id,
    deployers: [],
    diagnostics: [],
    trace: ({ resource, path }): Origin => {
      const one = byId.get(resource);
      if (!one) throw new Error(`no object ${resource}`);
      if (!one.converted) return stack.trace({ resource: one.resource.id, path: [] });
      const { from, missing } = attributeOf(one.converted, path);
      return stack.trace({ resource: one.resource.id, path: [...from, ...missing] });
    },
  };
}
