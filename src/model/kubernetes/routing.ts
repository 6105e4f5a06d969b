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
}

/** A backend before the links say whether it exists. */
export function unresolved({ kind = 'Service', name, namespace, port, at }: NamedBackend): Backend {
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
  };
}

/** The facts of a public entry, unless class or annotations keep it inside. */
export function publicUnless(isInternal: Stated<boolean>): Pick<Facts, 'hasPublicAddress' | 'isPublicEntry'> {
  const { value } = isInternal;
  const isPublic = { ...isInternal, value: Unknown.is(value) ? value : !value };
  return { hasPublicAddress: isPublic, isPublicEntry: isPublic };
}
