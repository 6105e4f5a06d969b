import { Unknown } from '../../../core/value.ts';
import type { TfValue } from '../values/value.ts';
import { unknownOf } from '../values/value.ts';

/** The result of a function of a provider, which only the provider's program can compute. */
export function providerFunction(name: string): TfValue {
  const cause = new Unknown({ reason: 'provider-function', detail: `${name}() is computed by the provider` });
  return unknownOf('dynamic', cause);
}
