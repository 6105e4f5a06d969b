declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

/** `<stack id>#<address>`, for example `terraform:infra/network#module.db.aws_db_instance.main[0]`. */
export type ResourceId = Branded<'ResourceId'>;
/** `terraform:<root folder>`, plus `@<variable set>` where a root has several. */
export type StackId = Branded<'StackId'>;
/** The resource id of the resource a component was made of, or `<kind>:<name>` where there is none. */
export type ComponentId = Branded<'ComponentId'>;
/** `area/noun-phrase-of-the-problem`. */
export type RuleId = Branded<'RuleId'>;
/** Twelve hexadecimal digits: a hash of rule, key and origin address. */
export type FindingId = Branded<'FindingId'>;

const RULE_ID = /^[a-z]+\/[a-z0-9]+(-[a-z0-9]+)*$/;

export function stackId(text: string): StackId {
  if (text === '') throw new Error('a stack id is empty');
  return text as StackId;
}

export function resourceId(stack: StackId, address: string): ResourceId {
  if (address === '') throw new Error(`a resource of ${stack} has no address`);
  return `${stack}#${address}` as ResourceId;
}

export function componentId(text: string): ComponentId {
  if (text === '') throw new Error('a component id is empty');
  return text as ComponentId;
}

export function ruleId(text: string): RuleId {
  if (!RULE_ID.test(text)) throw new Error(`not a rule id: ${text}`);
  return text as RuleId;
}

export function findingId(text: string): FindingId {
  if (!/^[0-9a-f]{12}$/.test(text)) throw new Error(`not a finding id: ${text}`);
  return text as FindingId;
}
