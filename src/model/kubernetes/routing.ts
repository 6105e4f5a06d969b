import type { Stated } from '../../core/component.ts';
import type { Facts } from '../../core/facts.ts';
import type { Backend } from '../../core/facts/traffic.ts';
import type { Location } from '../../core/location.ts';
import type { Value } from '../../core/value.ts';
import { Unknown } from '../../core/value.ts';

export interface NamedBackend {
  /** `Service` unless the route says otherwise. */
  readonly kind?: Value<string> | undefined;
  readonly name: Value<string>;
  readonly namespace: Value<string>;
  readonly port?: Value<number | string> | undefined;
  readonly at: Location;
  /** Keys of name and port below `at`; `name` and `port` unless the API calls them otherwise. */
  readonly nameKey?: string | undefined;
  readonly portKeys?: readonly string[] | undefined;
}

/** A backend before the links say whether it exists. */
export function unresolved(named: NamedBackend): Backend {
  const { kind = 'Service', name, namespace, port, at, nameKey = 'name', portKeys = ['port'] } = named;
  const detail = 'the backend was not looked up';
  return {
    kind,
    name,
    namespace,
    port,
    component: undefined,
    exists: new Unknown({ reason: 'rule-question', detail }),
    mismatch: undefined,
    at,
    nameAt: { ...at, path: [...at.path, nameKey] },
    portAt: { ...at, path: [...at.path, ...portKeys] },
  };
}

/** The facts of a public entry, unless class or annotations keep it inside. */
export function publicUnless(isInternal: Stated<boolean>): Pick<Facts, 'hasPublicAddress' | 'isPublicEntry'> {
  const { value } = isInternal;
  const isPublic = { ...isInternal, value: Unknown.is(value) ? value : !value };
  return { hasPublicAddress: isPublic, isPublicEntry: isPublic };
}
