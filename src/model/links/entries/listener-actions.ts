import type { PlainHttp } from '../../../core/facts/network.ts';
import type { Resource } from '../../../core/resource.ts';
import { isDataList, isDataObject, Unknown } from '../../../core/value.ts';
import type { Data, DataObject, Value } from '../../../core/value.ts';
import { blocksAt } from '../../read.ts';
import { gather } from '../gather.ts';

/** What a listener or one of its rules does with a request. */
type Action = PlainHttp;

// Certificate authorities ask for these over plain HTTP: RFC 8555, section 8.3.
const CHALLENGE = /^\/\.well-known\//;

/** What happens to requests that are not encrypted: the default action and every rule of the listener. */
export function plainHttpOf(listener: Resource, rules: readonly Resource[]): Value<PlainHttp> {
  const acting = rules.filter((rule) => !isChallenge(rule));
  const fromRules = acting.map((rule) => actionOf(rule, 'action'));
  const catchesAll = acting.some((rule, index) => fromRules[index] === 'redirected' && matchesAll(rule));
  const actions = catchesAll ? fromRules : [actionOf(listener, 'default_action'), ...fromRules];
  if (actions.includes('served')) return 'served';
  const unknown = actions.find((action) => Unknown.is(action));
  if (unknown) return unknown;
  return actions.includes('redirected') ? 'redirected' : 'refused';
}

function actionOf(resource: Resource, name: 'action' | 'default_action'): Value<Action> {
  const blocks = blocksAt(resource, name);
  if (Unknown.is(blocks)) return blocks;
  let unknown: Unknown | undefined;
  let refused = false;
  for (const block of blocks) {
    const action = Unknown.is(block) ? block : actionOfBlock(block);
    if (action === 'served' || action === 'redirected') return action;
    if (Unknown.is(action)) unknown ??= action;
    refused ||= action === 'refused';
  }
  return unknown ?? (refused ? 'refused' : 'served');
}

/** Undefined for steps that only come before the final one: logging in. */
function actionOfBlock(block: DataObject): Value<Action> | undefined {
  const type = block['type'];
  if (Unknown.is(type)) return type;
  if (type === 'fixed-response') return 'refused';
  if (type === 'redirect') return redirectOf(block['redirect']);
  if (typeof type === 'string' && type.startsWith('authenticate')) return undefined;
  return 'served';
}

function redirectOf(data: Data | undefined): Value<Action> {
  if (Unknown.is(data)) return data;
  const block = isDataList(data) ? data[0] : data;
  if (Unknown.is(block)) return block;
  const protocol = isDataObject(block) ? block['protocol'] : undefined;
  if (Unknown.is(protocol)) return protocol;
  return protocol === 'HTTPS' ? 'redirected' : 'served';
}

function isChallenge(rule: Resource): boolean {
  const paths = gather(rule, 'condition.path_pattern.values[]');
  return paths.length > 0 && paths.every(({ data }) => typeof data === 'string' && CHALLENGE.test(data));
}

function matchesAll(rule: Resource): boolean {
  const conditions = blocksAt(rule, 'condition');
  if (Unknown.is(conditions)) return false;
  const wide = [
    ...gather(rule, 'condition.path_pattern.values[]'),
    ...gather(rule, 'condition.host_header.values[]'),
  ].filter(({ data }) => data === '*' || data === '/*');
  return wide.length >= conditions.length;
}
