import type { Admission, Assumer } from '../../../core/facts/policy.ts';
import type { ResourceId } from '../../../core/id.ts';
import type { Location } from '../../../core/location.ts';
import { readableText, symbolicText, UNKNOWN_PIECE } from '../../../core/partial-text.ts';
import type { Resource } from '../../../core/resource.ts';
import { Unknown } from '../../../core/value.ts';
import type { Value } from '../../../core/value.ts';
import type { GraphDraft } from '../../graph-draft.ts';
import type { LinkPass } from '../../link-pass.ts';
import { at, dataAt } from '../../read.ts';
import { iamEntries } from './iam-entries.ts';
import { findAccounts } from './identities.ts';

const BECOMING = /^roles\/iam\.(workloadIdentityUser|serviceAccountTokenCreator)$/;

/** CI systems that give their runs tokens, and that everybody can use. */
const ISSUERS: readonly (readonly [host: RegExp, name: string])[] = [
  [/^https:\/\/token\.actions\.githubusercontent\.com\/?$/, 'GitHub Actions'],
  [/^https:\/\/gitlab\.com\/?$/, 'GitLab'],
];

/** Says which runs of CI systems may become a service account, by pool, provider and grant. */
export const federation: LinkPass = {
  name: 'google-federation',
  after: ['google-identities'],
  run(draft) {
    const providers = providersByPool(draft);
    for (const form of ['member', 'binding']) {
      for (const resource of draft.ofType(`google_service_account_iam_${form}`))
        trust(draft, resource, providers);
    }
  },
};

type Providers = ReadonlyMap<ResourceId, readonly Resource[]>;

const POOL = {
  types: ['google_iam_workload_identity_pool'],
  by: ['workload_identity_pool_id', 'name', 'id'],
};

function providersByPool(draft: GraphDraft): Providers {
  const found = new Map<ResourceId, Resource[]>();
  for (const provider of draft.ofType('google_iam_workload_identity_pool_provider')) {
    const pools = draft.follow(dataAt(provider, 'workload_identity_pool_id'), provider, POOL).targets;
    for (const { id } of pools) found.set(id, [...(found.get(id) ?? []), provider]);
  }
  return found;
}

function trust(draft: GraphDraft, resource: Resource, providers: Providers): void {
  const [account] = findAccounts(draft, dataAt(resource, 'service_account_id'), resource);
  if (!account) return;
  for (const { role, member, at: place } of iamEntries(draft, resource)) {
    if (typeof role !== 'string' || !BECOMING.test(role)) continue;
    if (typeof member !== 'string' && !Unknown.is(member)) continue;
    const text = symbolicText(member);
    if (!/^principal(Set)?:\/\//.test(text)) continue;
    const pools = Unknown.is(member) ? member.refs.map(({ resource: id }) => id) : [];
    for (const provider of pools.flatMap((id) => providers.get(id) ?? [])) {
      const assumer = assumerOf(provider, member, place);
      if (!assumer) continue;
      account.facts.assumers = [...(account.facts.assumers ?? []), assumer];
      const policy = { statements: [], unread: [], at: place };
      account.facts.trust ??= { value: policy, at: [place], origin: 'written' };
    }
  }
}

function assumerOf(provider: Resource, member: Value<string>, place: Location): Assumer | undefined {
  const issuer = dataAt(provider, 'oidc', 0, 'issuer_uri');
  const says = ISSUERS.find(([host]) => typeof issuer === 'string' && host.test(issuer))?.[1];
  if (says === undefined) return undefined;
  const condition = dataAt(provider, 'attribute_condition');
  const asked = typeof condition === 'string' ? condition : Unknown.is(condition) ? condition : '';
  const who =
    /\/(\*|(?:attribute\.[\w.-]+|subject|group)\/.*)$/.exec(symbolicText(member))?.[1] ?? UNKNOWN_PIECE;
  const words = who === '*' ? [] : [who.replace('/', ' = ').replaceAll(UNKNOWN_PIECE, '…')];
  return {
    kind: 'pipeline',
    says,
    at: place,
    principal: { kind: 'federation', id: readableText(member), account: undefined, component: undefined },
    limited: true,
    admits: narrower(admittedBy(who), asked, at(provider, 'attribute_condition')),
    conditions: [...words, ...(asked === '' ? [] : [readableText(asked)])],
  };
}

/** Who gets in by the grant itself; Unknown for attributes that the provider maps in a way of its own. */
function admittedBy(who: string): Value<Admission> {
  if (who === '*') return 'anyone';
  const [name = '', ...rest] = who.split('/');
  const value = rest.join('/');
  if (name === 'subject') return value.includes('pull_request') ? 'pull-requests' : 'bound';
  if (/^attribute\.(repository|repository_id|project_path)$/.test(name)) return 'repository';
  if (/^attribute\.(repository_owner|repository_owner_id|namespace_path)$/.test(name)) return 'organization';
  if (/^attribute\.(ref|environment|workflow|workflow_ref|job_workflow_ref|sub)$/.test(name)) return 'bound';
  return new Unknown({
    reason: 'rule-question',
    detail: `which runs have ${who.replaceAll(UNKNOWN_PIECE, '…')} is a matter of the provider's mapping`,
    settledBy: 'an attribute of a known claim: repository, ref, environment',
  });
}

const ORDER: readonly Admission[] = ['bound', 'repository', 'organization', 'pull-requests', 'anyone'];

/** The provider's own condition holds for everybody who comes through it. */
function narrower(granted: Value<Admission>, condition: Value<string>, place: Location): Value<Admission> {
  if (condition === '' || granted === 'bound') return granted;
  const asked = conditionAdmits(condition, place);
  if (Unknown.is(granted) || Unknown.is(asked)) return Unknown.is(granted) ? granted : asked;
  return ORDER.indexOf(asked) < ORDER.indexOf(granted) ? asked : granted;
}

function conditionAdmits(condition: Value<string>, place: Location): Value<Admission> {
  const text = symbolicText(condition);
  if (/(assertion|attribute)\.(ref|environment|workflow|workflow_ref|job_workflow_ref|sub)\b/.test(text))
    return 'bound';
  if (/(assertion|attribute)\.(repository|repository_id|project_path|project_id)\b/.test(text))
    return 'repository';
  if (
    /(assertion|attribute)\.(repository_owner|repository_owner_id|namespace_path|namespace_id)\b/.test(text)
  ) {
    return 'organization';
  }
  if (Unknown.is(condition)) return condition;
  const provider = place.resource.slice(place.resource.indexOf('#') + 1);
  return new Unknown({
    reason: 'rule-question',
    detail: `whom the condition of ${provider} admits cannot be told`,
    settledBy: 'a condition on assertion.repository or assertion.ref',
  });
}
