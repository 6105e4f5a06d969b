import type { Stated } from '../../../core/component.ts';
import type { Facts } from '../../../core/facts.ts';
import type { Resource } from '../../../core/resource.ts';
import { Unknown } from '../../../core/value.ts';
import { at, readText } from '../../read.ts';
import { isIgnored } from '../../ignored-changes.ts';

/** Products of the support table by engine; an engine without an entry has no dates in the table. */
export type Products = Readonly<Record<string, string>>;

/** Engine, version and the product whose support dates apply. */
export function engineFacts(
  resource: Resource,
  engine: Stated<string> | undefined,
  versionAttribute: string,
  products: Products,
): Pick<Facts, 'engine' | 'version' | 'supportProduct'> {
  const name = engine === undefined || Unknown.is(engine.value) ? undefined : engine.value.toLowerCase();
  return {
    engine,
    version: readVersion(resource, versionAttribute),
    supportProduct: name === undefined ? undefined : products[name],
  };
}

/** The written version; unknown when Terraform leaves it alone, because then it was upgraded elsewhere. */
export function readVersion(resource: Resource, attribute: string): Stated<string> | undefined {
  const fact = readText(resource, [attribute]);
  if (fact === undefined || !isIgnored(resource, attribute)) return fact;
  const value = new Unknown({
    reason: 'not-in-inputs',
    detail: `${attribute} of ${resource.address} is in ignore_changes, so only the running system knows it`,
    settledBy: `a state file, or ${attribute} taken out of ignore_changes`,
  });
  return { value, at: [at(resource, attribute)], origin: 'written' };
}
