import type { Stated } from '../../core/component.ts';
import type { Resource } from '../../core/resource.ts';
import { Unknown } from '../../core/value.ts';
import { readText } from '../read.ts';
import type { Path } from '../read.ts';

// https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
const SUFFIXES: { readonly [suffix: string]: number } = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

/** `250m` is 0.25, `1Gi` is 1073741824; undefined for what is no quantity. */
export function parseQuantity(text: string): number | undefined {
  const parts = /^([+-]?(?:\d+\.?\d*|\.\d+))(?:([eE][+-]?\d+)|([numkMGTPE]|[KMGTPE]i)?)$/.exec(text.trim());
  if (!parts) return undefined;
  const [, digits = '', exponent = '', suffix = ''] = parts;
  // Twelve digits hide what binary fractions add: 102m is 0.102.
  return Number((Number(`${digits}${exponent}`) * (SUFFIXES[suffix] ?? 1)).toPrecision(12));
}

/** A quantity of cores or bytes, or undefined where nobody wrote one. */
export function readQuantity(resource: Resource, path: Path): Stated<number> | undefined {
  const text = readText(resource, path);
  if (!text) return undefined;
  if (Unknown.is(text.value)) return { ...text, value: text.value };
  const value = parseQuantity(text.value);
  const detail = `${path.join('.')} of ${resource.address} is no quantity: ${text.value}`;
  return { ...text, value: value ?? new Unknown({ reason: 'evaluation-error', detail }) };
}
