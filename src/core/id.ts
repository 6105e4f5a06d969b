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

/** The one place where a text becomes a stack's id. */
export function stackId(text: string): StackId {
  if (text === '') throw new Error('a stack id is empty');
  return text as StackId;
}

/** The id of a resource, from its stack and address. */
export function resourceId(stack: StackId, address: string): ResourceId {
  if (address === '') throw new Error(`a resource of ${stack} has no address`);
  return `${stack}#${address}` as ResourceId;
}

/** The one place where a text becomes a component's id. */
export function componentId(text: string): ComponentId {
  if (text === '') throw new Error('a component id is empty');
  return text as ComponentId;
}

/** Checks the shape of a rule's id: `area/noun-phrase`. */
export function ruleId(text: string): RuleId {
  if (!RULE_ID.test(text)) throw new Error(`not a rule id: ${text}`);
  return text as RuleId;
}

/** Checks the shape of a finding's id: twelve hexadecimal digits. */
export function findingId(text: string): FindingId {
  if (!/^[0-9a-f]{12}$/.test(text)) throw new Error(`not a finding id: ${text}`);
  return text as FindingId;
}
