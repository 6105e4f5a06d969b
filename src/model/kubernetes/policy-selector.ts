import type { Resource } from '../../core/resource.ts';
import type { Value } from '../../core/value.ts';
import { isDataObject, Unknown } from '../../core/value.ts';
import { dataAt } from '../read.ts';
import type { LabelSelector } from './labels.ts';
import { readSelector } from './labels.ts';

/** What a network policy selects, whoever's kind it is. */
export interface PolicySelector {
  readonly path: readonly string[];
  readonly selector: LabelSelector;
  readonly selectsAll: Value<boolean>;
}

/** Reads the selector of a network policy of Kubernetes, Cilium or Calico. */
export function policySelector(resource: Resource): PolicySelector {
  if (resource.type.includes('calico')) return calicoSelector(resource);
  const path = ['spec', resource.type.startsWith('cilium.io/') ? 'endpointSelector' : 'podSelector'];
  const selector = readSelector(resource, path) ?? { requirements: [], more: undefined };
  const isEmpty = selector.requirements.length === 0;
  return { path, selector: plainKeys(selector), selectsAll: isEmpty ? (selector.more ?? true) : false };
}

/** Cilium writes the source of a label in front of its key. */
function plainKeys({ requirements, more }: LabelSelector): LabelSelector {
  return {
    requirements: requirements
      .map((one) => ({ ...one, key: one.key.replace(/^(k8s|any)[:.]/, '') }))
      .filter(({ key }) => key !== 'io.kubernetes.pod.namespace'),
    more,
  };
}

/** Calico writes one expression: `app == 'orders' && tier in { 'web' }`. */
function calicoSelector(resource: Resource): PolicySelector {
  const path = ['spec', 'selector'];
  const text = dataAt(resource, ...path);
  if (text === undefined || text === '' || text === 'all()') {
    return { path, selector: { requirements: [], more: undefined }, selectsAll: true };
  }
  if (Unknown.is(text) || isDataObject(text) || typeof text !== 'string') {
    const more = Unknown.is(text) ? text : UNREAD;
    return { path, selector: { requirements: [], more }, selectsAll: more };
  }
  const terms = text.split('&&').map((term) => /^\s*([\w./-]+)\s*==\s*['"]([^'"]*)['"]\s*$/.exec(term));
  const requirements = terms.flatMap((term) =>
    term ? [{ key: term[1] ?? '', operator: 'in' as const, values: [term[2] ?? ''] }] : [],
  );
  const more = requirements.length < terms.length ? UNREAD : undefined;
  return { path, selector: { requirements, more }, selectsAll: false };
}

const UNREAD = new Unknown({
  reason: 'evaluation-error',
  detail: 'the selector of the policy is an expression that was not read',
  settledBy: 'a selector of the form key == "value"',
});
