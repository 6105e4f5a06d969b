import type { Declared } from '../core/declared.ts';
import { nothingDeclared } from '../core/declared.ts';
import type { Diagnostic } from '../core/diagnostic.ts';
import type { Facts } from '../core/facts.ts';
import type { Resource, Stack } from '../core/resource.ts';
import { makeEstate } from '../graph/estate.ts';
import type { Estate } from '../graph/estate.ts';
import { dataAt } from './read.ts';
import { GraphDraft } from './graph-draft.ts';
import { linkPasses } from './links/order.ts';
import { models } from './registry.generated.ts';
import type { ResourceModel } from './resource-model.ts';
import { typeKey } from './type-key.ts';

const modelOfType: ReadonlyMap<string, ResourceModel> = new Map(
  models.flatMap((model) => model.types.map((type): [string, ResourceModel] => [type, model])),
);

/** Turns resources into components with facts, joins them, and returns the one graph. */
export function buildGraph(
  stacks: readonly Stack[],
  declared: Declared = nothingDeclared,
): { estate: Estate; diagnostics: readonly Diagnostic[] } {
  const draft = new GraphDraft(stacks, declared);
  for (const stack of stacks) {
    for (const resource of stack.resources) if (resource.mode !== 'data') describe(draft, resource, stack);
  }
  for (const pass of linkPasses) pass.run(draft);
  const { components, dependencies } = draft.finish();
  const { journeys, diagnostics } = draft;
  return { estate: makeEstate({ stacks, components, dependencies, journeys }), diagnostics };
}

function describe(draft: GraphDraft, resource: Resource, stack: Stack): void {
  const model = modelOfType.get(typeKey(resource));
  if (!model) {
    const other = draft.add(resource, stack, 'other', nameOf(resource));
    Object.assign(other.facts, apiFacts(resource));
    return;
  }
  const description = model.describe(resource);
  const component = draft.add(resource, stack, description.kind, description.name ?? nameOf(resource));
  Object.assign(component.facts, apiFacts(resource), description.facts);
  Object.assign(component.remedies, description.remedies ?? {});
}

/** The API version of an object of a cluster. */
function apiFacts({ id, type, mode }: Resource): Pick<Facts, 'apiObject'> {
  if (mode !== 'object') return {};
  const slash = type.lastIndexOf('/');
  if (slash < 0) return {};
  const at = { resource: id, path: ['apiVersion'] };
  return { apiObject: { apiVersion: type.slice(0, slash), kind: type.slice(slash + 1), at } };
}

const NAMING_ATTRIBUTES = [
  'name',
  'identifier',
  'cluster_identifier',
  'replication_group_id',
  'bucket',
  'function_name',
];

function nameOf(resource: Resource): string {
  if (resource.mode === 'object') return resource.name;
  for (const attribute of NAMING_ATTRIBUTES) {
    const value = dataAt(resource, attribute);
    if (typeof value === 'string' && value !== '') return value;
  }
  return resource.address;
}
