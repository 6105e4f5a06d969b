import { isClusterScoped } from '../objects/cluster-scoped.ts';

/** Group, version and kind of an object; empty texts in a selection mean any. */
export interface Gvk {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

/** What Kustomize tells objects apart by. The namespace is empty where none is written. */
export interface ResourceId extends Gvk {
  readonly name: string;
  readonly namespace: string;
}

const CLUSTER_WIDE = '_cluster-wide_';

/** `apps/v1` as group and version; the core group is the empty text. */
export function splitApiVersion(apiVersion: string): { readonly group: string; readonly version: string } {
  const slash = apiVersion.indexOf('/');
  if (slash < 0) return { group: '', version: apiVersion };
  return { group: apiVersion.slice(0, slash), version: apiVersion.slice(slash + 1) };
}

/** `apps/v1`, or `v1` for the core group. */
export function apiVersionOf({ group, version }: Gvk): string {
  return group === '' ? version : `${group}/${version}`;
}

/** The namespace that counts: none for what is certainly cluster-wide, else the written one or `default`. */
export function effectiveNamespace(id: ResourceId): string {
  if (isCertainlyClusterWide(id)) return CLUSTER_WIDE;
  return id.namespace === '' ? 'default' : id.namespace;
}

/** Whether the kind is known to live outside namespaces. */
export function isCertainlyClusterWide(gvk: Gvk): boolean {
  return isClusterScoped(apiVersionOf(gvk), gvk.kind);
}

/** The id as a key: equal ids, equal texts. */
export function idKey(id: ResourceId): string {
  return `${id.group}|${id.version}|${id.kind}|${effectiveNamespace(id)}|${id.name}`;
}

/** Whether an id is among those that a selection without patterns means; empty parts mean any. */
export function isSelectedByGvk(id: Gvk, wanted: Gvk): boolean {
  return (
    (wanted.group === '' || wanted.group === id.group) &&
    (wanted.version === '' || wanted.version === id.version) &&
    (wanted.kind === '' || wanted.kind === id.kind)
  );
}

/** The same with name and namespace. */
export function isSelectedBy(id: ResourceId, wanted: ResourceId): boolean {
  return (
    (wanted.name === '' || wanted.name === id.name) &&
    (wanted.namespace === '' || wanted.namespace === effectiveNamespace(id)) &&
    isSelectedByGvk(id, wanted)
  );
}

/** `Deployment orders in shop`, for messages. */
export function nameId({ kind, name, namespace }: ResourceId): string {
  return namespace === '' ? `${kind} ${name}` : `${kind} ${name} in namespace ${namespace}`;
}
