import type { Stated } from '../../core/component.ts';
import type { Condition, Policy, Statement } from '../../core/facts/policy.ts';
import type { Resource } from '../../core/resource.ts';
import { Unknown } from '../../core/value.ts';
import type { Value } from '../../core/value.ts';
import { parsePolicy } from '../aws/access/parse-policy.ts';
import { principalReader } from '../aws/access/principals.ts';
import type { PrincipalReader } from '../aws/access/principals.ts';
import { allOf, anyOf } from '../logic.ts';
import type { GraphDraft } from '../graph-draft.ts';
import type { LinkPass } from '../link-pass.ts';
import { at, dataAt, readBool } from '../read.ts';

const DOMAINS = ['aws_opensearch_domain', 'aws_elasticsearch_domain'];
const POLICIES = ['aws_opensearch_domain_policy', 'aws_elasticsearch_domain_policy'];
const SIGN_IN = 'https://docs.aws.amazon.com/opensearch-service/latest/developerguide/fgac.html';
const POLICY = 'https://docs.aws.amazon.com/opensearch-service/latest/developerguide/ac.html';

/** Tells whether a search domain's access policy lets in callers that prove nothing. */
export const searchAccess: LinkPass = {
  name: 'search-access',
  after: [],
  run(draft) {
    const policies = policiesOf(draft);
    const principals = principalReader(draft);
    for (const domain of draft.ofType(...DOMAINS)) {
      const component = draft.componentOf(domain.id);
      if (!component) continue;
      const separate = policies.get(domain);
      if (separate) draft.absorb(separate, component);
      component.facts.admitsAnyone = admitsAnyone(domain, separate ?? domain, principals);
    }
  },
};

function policiesOf(draft: GraphDraft): ReadonlyMap<Resource, Resource> {
  const found = new Map<Resource, Resource>();
  for (const policy of draft.ofType(...POLICIES)) {
    const options = { types: DOMAINS, by: ['domain_name'] };
    const { targets } = draft.follow(dataAt(policy, 'domain_name'), policy, options);
    for (const domain of targets) found.set(domain, policy);
  }
  return found;
}

function admitsAnyone(domain: Resource, holder: Resource, principals: PrincipalReader): Stated<boolean> {
  const place = at(holder, 'access_policies');
  const signIn = requiresSignIn(domain);
  if (signIn === true) {
    const where = at(domain, 'advanced_security_options', 0, 'enabled');
    return { value: false, at: [where], origin: 'written', source: SIGN_IN };
  }
  const written = dataAt(holder, 'access_policies');
  const policy = parsePolicy(written, { at: place, statementAt: () => place, principals });
  // Without a policy only identities of the account come in, by their own policies.
  if (policy === undefined) return { value: false, at: [place], origin: 'default', source: POLICY };
  const open = isOpen(policy);
  return { value: Unknown.is(signIn) ? allOf(open, signIn) : open, at: [place], origin: 'written' };
}

// With fine-grained access control every request needs a user, unless anonymous ones are let in.
function requiresSignIn(domain: Resource): Value<boolean> {
  const options = ['advanced_security_options', 0];
  const isOn = readBool(domain, [...options, 'enabled'])?.value ?? false;
  const anonymous = readBool(domain, [...options, 'anonymous_auth_enabled'])?.value ?? false;
  if (isOn === false || anonymous === true) return false;
  return Unknown.is(isOn) ? isOn : Unknown.is(anonymous) ? anonymous : true;
}

function isOpen(policy: Value<Policy>): Value<boolean> {
  if (Unknown.is(policy)) return policy;
  return anyOf(...policy.statements.map(opens), ...policy.unread);
}

function opens(statement: Statement): Value<boolean> {
  const allows = Unknown.is(statement.effect) ? statement.effect : statement.effect === 'allow';
  return allOf(allows, namesEveryone(statement), isUnconditional(statement.conditions));
}

function namesEveryone({ principals }: Statement): Value<boolean> {
  if (!principals || principals.inverted) return principals !== undefined;
  const { items } = principals;
  if (Unknown.is(items)) return items;
  return anyOf(
    ...items.map(({ kind, id }): Value<boolean> => {
      if (kind === 'everyone') return true;
      return kind === 'other' && Unknown.is(id) ? id : false;
    }),
  );
}

const ALL_ADDRESSES = /^(?:0\.0\.0\.0|::)\/0$/;

/** A condition narrows the statement, unless it names every address. */
function isUnconditional(conditions: Value<readonly Condition[]>): Value<boolean> {
  if (Unknown.is(conditions)) return conditions;
  return allOf(
    ...conditions.map(({ values }): Value<boolean> => {
      if (Unknown.is(values)) return false;
      return values.some((value) => !Unknown.is(value) && ALL_ADDRESSES.test(value));
    }),
  );
}
