import type { Principal } from '../../../core/facts/policy.ts';
import { OWN_ACCOUNT } from '../../../core/facts/policy.ts';
import { symbolicText, UNKNOWN_PIECE } from '../../../core/partial-text.ts';
import type { Resource } from '../../../core/resource.ts';
import type { Value } from '../../../core/value.ts';
import { Unknown } from '../../../core/value.ts';
import type { GraphDraft } from '../../graph-draft.ts';

/** Tells who a principal of a policy is. */
export interface PrincipalReader {
  read(type: string, id: Value<string>): Principal;
}

const IDENTITY_TYPES = ['aws_iam_role', 'aws_iam_user'];
const CDN_TYPES = ['aws_cloudfront_origin_access_identity'];
const ARN = /^arn:([^:]*):(iam|sts):[^:]*:([^:]*):(.+)$/;

/** A reader for principals; it knows the accounts that the inputs name as their own. */
export function principalReader(draft: GraphDraft): PrincipalReader {
  const own = ownAccounts(draft);
  return { read: (type, id) => principalOf(type, id, draft, own) };
}

function principalOf(
  type: string,
  id: Value<string>,
  draft: GraphDraft,
  own: ReadonlySet<string>,
): Principal {
  const base = { id, account: undefined, component: undefined };
  if (id === '*') return { ...base, kind: 'everyone' };
  if (type === 'Service') return { ...base, kind: 'service' };
  if (type === 'Federated') return { ...base, kind: 'federation', component: federationOf(id, draft) };
  if (type === 'CanonicalUser') return { ...base, kind: isCdn(id, draft) ? 'cdn' : 'other' };
  if (isCdn(id, draft)) return { ...base, kind: 'cdn' };
  return accountPrincipal(id, draft, own);
}

function isCdn(id: Value<string>, draft: GraphDraft): boolean {
  if (!Unknown.is(id)) return id.includes(':iam::cloudfront:user/');
  return symbolicText(id).includes(':iam::cloudfront:user/') || draftTargets(id, draft, CDN_TYPES).length > 0;
}

function federationOf(id: Value<string>, draft: GraphDraft): Principal['component'] {
  const [target] = Unknown.is(id) ? draftTargets(id, draft, ['aws_iam_openid_connect_provider']) : [];
  return target && draft.componentOf(target.id)?.id;
}

function accountPrincipal(id: Value<string>, draft: GraphDraft, own: ReadonlySet<string>): Principal {
  const [named] = Unknown.is(id) ? draftTargets(id, draft, IDENTITY_TYPES) : [];
  if (named)
    return { kind: 'identity', id, account: OWN_ACCOUNT, component: draft.componentOf(named.id)?.id };
  const text = symbolicText(id);
  const arn = ARN.exec(text);
  if (!arn) {
    const whole = /^\d{12}$/.test(text) || isOwnAccountNumber(id, draft);
    return {
      kind: whole ? 'account' : 'other',
      id,
      account: whole ? accountOf(text, id, draft, own) : undefined,
      component: undefined,
    };
  }
  const [, , , account = '', name = ''] = arn;
  const kind = name === 'root' ? 'account' : 'identity';
  return { kind, id, account: accountOf(account, id, draft, own), component: undefined };
}

function accountOf(
  text: string,
  id: Value<string>,
  draft: GraphDraft,
  own: ReadonlySet<string>,
): Value<string> | undefined {
  if (!text.includes(UNKNOWN_PIECE)) return own.has(text) ? OWN_ACCOUNT : text;
  if (!Unknown.is(id)) return undefined;
  return isOwnAccountNumber(id, draft) ? OWN_ACCOUNT : id;
}

// The account in which terraform itself runs, asked for by a data source.
function isOwnAccountNumber(id: Value<string>, draft: GraphDraft): boolean {
  return Unknown.is(id) && draftTargets(id, draft, ['aws_caller_identity']).length > 0;
}

function draftTargets(id: Unknown, draft: GraphDraft, types: readonly string[]): readonly Resource[] {
  return id.refs.flatMap(({ resource }) => {
    const target = draft.resource(resource);
    return target && types.includes(target.type) ? [target] : [];
  });
}

/** Account numbers that a provider configuration, or the running identity, states. */
function ownAccounts(draft: GraphDraft): ReadonlySet<string> {
  const accounts = new Set<string>();
  for (const stack of draft.stacks) {
    for (const resource of stack.resources) {
      const account = resource.provider?.account;
      if (typeof account === 'string') accounts.add(account);
    }
  }
  for (const identity of draft.dataOfType('aws_caller_identity')) {
    const account = identity.attributes['account_id'];
    if (typeof account === 'string') accounts.add(account);
  }
  return accounts;
}
