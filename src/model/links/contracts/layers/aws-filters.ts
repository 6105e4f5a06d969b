import type { Stated } from '../../../../core/component.ts';
import type { OwnLayer } from '../../../../core/facts/contract.ts';
import type { Location } from '../../../../core/location.ts';
import type { Resource, Stack } from '../../../../core/resource.ts';
import type { Data } from '../../../../core/value.ts';
import { isDataList, isDataObject, Unknown } from '../../../../core/value.ts';
import type { ComponentDraft, GraphDraft } from '../../../graph-draft.ts';
import { at, blocksAt, dataAt, inherent } from '../../../read.ts';
import { addLayer, says } from './own-layers.ts';

const ACL = {
  types: ['aws_wafv2_web_acl', 'aws_waf_web_acl', 'aws_wafregional_web_acl'],
  by: ['arn', 'id', 'name'],
};
const GUARDED = {
  types: [
    'aws_lb',
    'aws_alb',
    'aws_api_gateway_stage',
    'aws_api_gateway_rest_api',
    'aws_cloudfront_distribution',
    'aws_apprunner_service',
    'aws_appsync_graphql_api',
    'aws_eip',
  ],
  by: ['arn', 'id'],
};

/** Web filters of AWS: which entry each is attached to, and whether it counts requests. */
export function awsFilters(draft: GraphDraft): void {
  const associations = [
    ...draft.ofType('aws_wafv2_web_acl_association'),
    ...draft.ofType('aws_wafregional_web_acl_association'),
  ];
  for (const resource of associations) {
    const guarded = draft.follow(dataAt(resource, 'resource_arn'), resource, GUARDED).targets;
    const acl = dataAt(resource, 'web_acl_arn') ?? dataAt(resource, 'web_acl_id');
    for (const one of guarded) guard(draft, draft.componentOf(one.id), { acl, from: resource });
  }
  for (const resource of draft.ofType('aws_cloudfront_distribution')) {
    const component = draft.componentOf(resource.id);
    if (component) addLayer(component, { absorbs: inherent(resource, 'a content network', NETWORK) });
    if (component && hasFileOrigins(resource)) {
      component.facts.servesFiles = { value: true, at: [at(resource, 'origin')], origin: 'written' };
    }
    const acl = dataAt(resource, 'web_acl_id');
    if (acl !== undefined && acl !== '')
      guard(draft, component, { acl, from: resource, path: ['web_acl_id'] });
  }
  switchedOff(draft);
  for (const resource of draft.ofType('aws_shield_protection')) {
    const guarded = draft.follow(dataAt(resource, 'resource_arn'), resource, GUARDED).targets;
    for (const one of guarded) {
      const component = draft.componentOf(one.id);
      if (component) addLayer(component, { absorbs: says('AWS Shield Advanced', at(resource)) });
    }
  }
}

/** Origins without settings for HTTP servers are buckets. */
function hasFileOrigins(distribution: Resource): boolean {
  const origins = blocksAt(distribution, 'origin');
  if (Unknown.is(origins) || origins.length === 0) return false;
  return origins.every(
    (_, index) =>
      dataAt(distribution, 'origin', index, 'custom_origin_config', 0) === undefined &&
      dataAt(distribution, 'origin', index, 'vpc_origin_config', 0) === undefined,
  );
}

const ASSOCIATION = 'aws_wafv2_web_acl_association';

/** A filter that is written for these entries and attached to none of them here: a count that is zero. */
function switchedOff(draft: GraphDraft): void {
  const attached = new Set(draft.ofType(ASSOCIATION).map(({ stack }) => stack));
  const off = new Set(
    draft.stacks.flatMap((stack) => (isWritten(stack) && !attached.has(stack.id) ? [stack.id] : [])),
  );
  if (off.size === 0) return;
  for (const resource of draft.ofType(...GUARDED.types)) {
    const component = off.has(resource.stack) ? draft.componentOf(resource.id) : undefined;
    if (component) addLayer(component, { maybe: toggled });
  }
}

/** In the root itself, or in a module where the workspace decides, which was taken to be the default one. */
function isWritten({ code, environments }: Stack): boolean {
  const isSaid = environments.some(
    ({ name, grade }) => name === 'production' && (grade === 'A' || grade === 'B'),
  );
  if (isSaid) return false;
  if (code.resourceTypes.some(({ type }) => type === ASSOCIATION)) return true;
  return code.workspaceUses.length > 0 && (code.moduleTypes ?? []).includes(ASSOCIATION);
}

const toggled = new Unknown({
  reason: 'rule-question',
  detail: 'a web filter is written for this stack and switched off with these values',
  settledBy: 'the workspace and the variable values that production uses',
});

const NETWORK = 'https://docs.aws.amazon.com/waf/latest/developerguide/ddos-standard-summary.html';

interface Guard {
  readonly acl: Data | undefined;
  readonly from: Resource;
  readonly path?: readonly string[];
}

function guard(
  draft: GraphDraft,
  component: ComponentDraft | undefined,
  { acl, from, path = [] }: Guard,
): void {
  if (!component) return;
  const [found] = draft.follow(acl, from, ACL).targets;
  addLayer(component, filterOf(draft, found, { acl, place: at(from, ...path) }));
  // Who is admitted at all, where everything else is blocked.
  if (found && found.mode !== 'data' && blocksByDefault(found)) {
    component.facts.admitsOnly ??= says(
      `what the web filter ${nameOf(found)} lets in`,
      at(found, 'default_action'),
    );
  }
}

/** What a web ACL does, as far as it is in the inputs. */
export function filterOf(
  draft: GraphDraft,
  acl: Resource | undefined,
  { acl: named, place }: { readonly acl: Data | undefined; readonly place: Location },
): OwnLayer {
  if (!acl || acl.mode === 'data') {
    const isNamed = typeof named === 'string' || acl !== undefined;
    const limit = elsewhere(place);
    // A name that is written is a filter; whether it counts requests is written where it is declared.
    return isNamed
      ? { filter: says('a web filter that is declared elsewhere', place), rateLimit: undefined, maybe: limit }
      : { filter: undefined, rateLimit: undefined, maybe: Unknown.is(named) ? named : limit };
  }
  const counted = countsRequests(draft, acl, 0);
  const filter = says(`web filter ${nameOf(acl)}`, place);
  if (Unknown.is(counted)) return { filter, rateLimit: undefined, maybe: counted };
  const rateLimit: Stated<string> | undefined =
    counted === undefined ? undefined : says(`a rate rule of ${nameOf(acl)}`, counted);
  return { filter, rateLimit, maybe: undefined };
}

function elsewhere({ resource }: Location): Unknown {
  const address = resource.slice(resource.indexOf('#') + 1);
  return new Unknown({
    reason: 'not-in-inputs',
    detail: `the rules of the web filter that ${address} names are not in the inputs`,
    settledBy: 'the code that declares the web filter',
  });
}

function nameOf(acl: Resource): string {
  const name = dataAt(acl, 'name');
  return typeof name === 'string' ? name : acl.name;
}

function blocksByDefault(acl: Resource): boolean {
  const block = dataAt(acl, 'default_action', 0, 'block');
  return block !== undefined && !(isDataList(block) && block.length === 0);
}

const GROUP = { types: ['aws_wafv2_rule_group'], by: ['arn', 'id'] };

/** Where a rule that limits clients stands; undefined where there is none. */
function countsRequests(draft: GraphDraft, acl: Resource, depth: number): Location | Unknown | undefined {
  if (acl.type !== 'aws_wafv2_web_acl' && acl.type !== 'aws_wafv2_rule_group') return classic(acl);
  let unknown: Unknown | undefined;
  for (const attribute of ['rule', 'rules', 'rule_json']) {
    const rules = dataAt(acl, attribute);
    if (Unknown.is(rules)) unknown ??= rules;
    const text = typeof rules === 'string' ? rules : '';
    if (/RateBasedStatement/.test(text)) return at(acl, attribute);
    for (const [index, rule] of (isDataList(rules) ? rules : []).entries()) {
      const found = inRule(rule);
      if (found === true) return at(acl, attribute, index);
      if (Unknown.is(found)) unknown ??= found;
      const group = isDataObject(rule) ? deepGroup(rule['statement'] ?? null) : undefined;
      const [target] = depth < 2 ? draft.follow(group, acl, GROUP).targets : [];
      const inGroup = target && countsRequests(draft, target, depth + 1);
      if (inGroup && !Unknown.is(inGroup)) return inGroup;
      unknown ??= inGroup ?? (group !== undefined && !target ? elsewhere(at(acl)) : undefined);
    }
  }
  return unknown;
}

/** Whether a rule limits the rate, and not only counts how often it would. */
function inRule(rule: Data): boolean | Unknown {
  if (Unknown.is(rule)) return rule;
  if (!isDataObject(rule)) return false;
  const statement = rule['statement'] ?? null;
  if (Unknown.is(statement)) return statement;
  const action = rule['action'];
  const only = isDataList(action) && isDataObject(action[0]) ? action[0]['count'] : undefined;
  const isOnlyCounted = isDataList(only) ? only.length > 0 : only !== undefined && only !== null;
  return !isOnlyCounted && isDataList(deep(statement, 'rate_based_statement') ?? null);
}

function deepGroup(statement: Data): Data | undefined {
  const reference = deep(statement, 'rule_group_reference_statement');
  const first = isDataList(reference) ? reference[0] : reference;
  return isDataObject(first) ? first['arn'] : undefined;
}

/** A non-empty value of a name, however deep it stands. */
function deep(data: Data, name: string): Data | undefined {
  if (isDataList(data)) {
    for (const item of data) {
      const found = deep(item, name);
      if (found !== undefined) return found;
    }
  } else if (isDataObject(data)) {
    const own = data[name];
    if (own !== undefined && own !== null && !(isDataList(own) && own.length === 0)) return own;
    for (const value of Object.values(data)) {
      const found = deep(value, name);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

function classic(acl: Resource): Location | undefined {
  const rules = dataAt(acl, 'rules') ?? dataAt(acl, 'rule');
  const list = isDataList(rules) ? rules : [];
  const index = list.findIndex((rule) => isDataObject(rule) && rule['type'] === 'RATE_BASED');
  return index < 0 ? undefined : at(acl, 'rules', index);
}
