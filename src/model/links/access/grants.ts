import type { Grant } from '../../../core/facts/policy.ts';
import type { Location } from '../../../core/location.ts';
import { readableText, symbolicText } from '../../../core/partial-text.ts';
import type { Resource } from '../../../core/resource.ts';
import type { Data, Value } from '../../../core/value.ts';
import { Unknown } from '../../../core/value.ts';
import { awsPolicyName, isAdministrator, wholeServiceOf } from '../../aws/access/managed-policies.ts';
import { powerOf, powerOfAwsPolicy } from '../../aws/access/power.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import { findNamed } from '../find-named.ts';
import type { PolicyReader } from './policy-reader.ts';

/** Adds a policy to what an identity holds. */
export function give(component: ComponentDraft, grant: Grant): void {
  component.facts.grants = [...(component.facts.grants ?? []), grant];
}

/** Notes that an identity may hold more than is known. */
export function giveUnknown(component: ComponentDraft, unknown: Unknown): void {
  component.facts.grantsUnknown = [...(component.facts.grantsUnknown ?? []), unknown];
}

/** What a written policy gives; undefined where nothing is written. */
export function grantOfDocument(
  policies: PolicyReader,
  data: Data | undefined,
  place: { readonly policy: string; readonly at: Location },
): Grant | undefined {
  const document = policies.read(data, place.at);
  return document === undefined ? undefined : { ...place, document, ...powerOf(document, place.at) };
}

/** What attaching a policy gives, by the policy's ARN. */
export type Attached =
  | { readonly kind: 'written'; readonly policies: readonly ComponentDraft[] }
  | { readonly kind: 'aws'; readonly grant: Grant }
  | { readonly kind: 'unknown'; readonly unknown: Unknown };

/** Finds the policy that an ARN names: one of the inputs, one that AWS wrote, or none that is known. */
export function attachedPolicy(
  draft: GraphDraft,
  arn: Value<string>,
  from: Resource,
  at: Location,
): Attached {
  const name = awsPolicyName(symbolicText(arn)) ?? awsPolicyRead(draft, arn);
  if (name !== undefined) {
    return { kind: 'aws', grant: { policy: name, at, document: undefined, ...powerOfAwsPolicy(name, at) } };
  }
  const { components: policies } = findNamed(draft, arn, from, { types: ['aws_iam_policy'], name: 'name' });
  return policies.length > 0 ? { kind: 'written', policies } : { kind: 'unknown', unknown: outside(arn) };
}

// data "aws_iam_policy" { name = "AdministratorAccess" }: a name that AWS gave is AWS's policy.
function awsPolicyRead(draft: GraphDraft, arn: Value<string>): string | undefined {
  if (!Unknown.is(arn)) return undefined;
  for (const { resource } of arn.refs) {
    const read = draft.resource(resource);
    if (read?.type !== 'aws_iam_policy' || read.mode !== 'data') continue;
    const { arn: written, name } = read.attributes;
    if (typeof written === 'string') return awsPolicyName(written);
    if (typeof name === 'string' && soundsLikeAws(name)) return name;
  }
  return undefined;
}

function soundsLikeAws(name: string): boolean {
  return (
    isAdministrator(name) ||
    wholeServiceOf(name) !== undefined ||
    /^(AWS|Amazon|CloudWatch|ReadOnlyAccess$)/.test(name)
  );
}

function outside(arn: Value<string>): Unknown {
  if (Unknown.is(arn)) return arn;
  return new Unknown({
    reason: 'not-in-inputs',
    detail: `the policy ${readableText(arn)} is not declared in the inputs`,
    settledBy: 'the code that declares the policy',
  });
}

/** The grant as it stands when its attachment may not exist: whatever was certain is a question. */
export function uncertain(grant: Grant, unknown: Unknown): Grant {
  const { everything, broadWrites, canWrite } = grant;
  return {
    ...grant,
    everything: everything.value === true ? { ...everything, value: unknown } : everything,
    broadWrites: [],
    canWrite: canWrite === true ? unknown : canWrite,
    undecided: broadWrites.length > 0 ? [...grant.undecided, unknown] : grant.undecided,
  };
}
