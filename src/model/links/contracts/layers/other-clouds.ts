import type { Resource } from '../../../../core/resource.ts';
import { Unknown } from '../../../../core/value.ts';
import type { ComponentDraft, GraphDraft } from '../../../graph-draft.ts';
import { at, blocksAt, dataAt, inherent } from '../../../read.ts';
import { gather } from '../../gather.ts';
import { addLayer, says } from './own-layers.ts';

const CDN = 'https://cloud.google.com/cdn/docs/overview';
const FRONT_DOOR = 'https://learn.microsoft.com/azure/frontdoor/front-door-ddos';
const ARMOR = { types: ['google_compute_security_policy'], by: ['name', 'id', 'self_link'] };

/** Cloud Armor and Cloud CDN on backends of Google, web filters of Azure. */
export function otherClouds(draft: GraphDraft): void {
  google(draft);
  azure(draft);
}

function google(draft: GraphDraft): void {
  for (const resource of draft.ofType('google_compute_backend_service', 'google_compute_backend_bucket')) {
    const component = draft.componentOf(resource.id);
    if (!component) continue;
    if (dataAt(resource, 'enable_cdn') === true) {
      addLayer(component, { absorbs: inherent(resource, 'Cloud CDN', CDN) });
    }
    if (dataAt(resource, 'iap', 0) !== undefined && dataAt(resource, 'iap', 0, 'enabled') !== false) {
      component.facts.admitsOnly ??= says(
        'who passes the login of Identity-Aware Proxy',
        at(resource, 'iap'),
      );
    }
    const attribute = ['security_policy', 'edge_security_policy'].find(
      (one) => dataAt(resource, one) !== undefined,
    );
    if (attribute === undefined) continue;
    const place = at(resource, attribute);
    const named = dataAt(resource, attribute);
    const [policy] = draft.follow(named, resource, ARMOR).targets;
    if (!policy && Unknown.is(named)) addLayer(component, { maybe: named });
    else if (!policy || refusesAnything(policy))
      addLayer(component, { filter: says('a policy of Cloud Armor', place) });
    const limits = policy
      ? ['rule.rate_limit_options', 'advanced_options_config.auto_deploy'].flatMap((path) =>
          gather(policy, path),
        )
      : [];
    const [limit] = limits;
    if (limit) addLayer(component, { rateLimit: says('a rate rule of Cloud Armor', limit.at) });
    const rules = policy ? blocksAt(policy, 'rule') : [];
    if (policy && Unknown.is(rules)) addLayer(component, { maybe: rules });
  }
}

/** A rule in preview only writes down what it would have refused. */
function refusesAnything(policy: Resource): boolean {
  const rules = blocksAt(policy, 'rule');
  if (Unknown.is(rules)) return true;
  return rules.some((rule) => Unknown.is(rule) || (rule['preview'] !== true && rule['action'] !== 'allow'));
}

function azure(draft: GraphDraft): void {
  for (const resource of draft.ofType('azurerm_application_gateway')) {
    const component = draft.componentOf(resource.id);
    const path = ['firewall_policy_id', 'waf_configuration'].find(
      (one) => dataAt(resource, one) !== undefined,
    );
    if (!component || path === undefined) continue;
    addLayer(component, { filter: says('a web filter', at(resource, path)) });
    if (path === 'firewall_policy_id') addRateRule(draft, component, { resource, path });
  }
  for (const resource of draft.ofType('azurerm_frontdoor', 'azurerm_cdn_frontdoor_profile')) {
    const component = draft.componentOf(resource.id);
    if (component) addLayer(component, { absorbs: inherent(resource, 'Azure Front Door', FRONT_DOOR) });
  }
  const profile = { types: ['azurerm_cdn_frontdoor_profile'], by: ['id', 'name'] };
  for (const resource of draft.ofType('azurerm_cdn_frontdoor_security_policy')) {
    const { targets } = draft.follow(dataAt(resource, 'cdn_frontdoor_profile_id'), resource, profile);
    for (const { id } of targets) {
      const component = draft.componentOf(id);
      if (!component) continue;
      addLayer(component, { filter: says('a web filter', at(resource)) });
      addRateRule(draft, component, { resource, path: 'security_policies' });
    }
  }
}

const FILTERS = {
  types: ['azurerm_web_application_firewall_policy', 'azurerm_cdn_frontdoor_firewall_policy'],
  by: ['id', 'name'],
};

interface NamesPolicy {
  readonly resource: Resource;
  readonly path: string;
}

/** A rule of the filter that counts requests; a filter outside the inputs may have one. */
function addRateRule(draft: GraphDraft, component: ComponentDraft, { resource, path }: NamesPolicy): void {
  const named =
    path === 'firewall_policy_id'
      ? dataAt(resource, path)
      : dataAt(resource, path, 0, 'firewall', 0, 'cdn_frontdoor_firewall_policy_id');
  const policy = draft.follow(named, resource, FILTERS).targets.find(({ mode }) => mode !== 'data');
  if (!policy) {
    if (Unknown.is(named)) addLayer(component, { maybe: named });
    return;
  }
  for (const sort of ['custom_rules.rule_type', 'custom_rule.type']) {
    for (const { data, at: place } of gather(policy, sort)) {
      if (Unknown.is(data)) addLayer(component, { maybe: data });
      else if (data === 'RateLimitRule')
        addLayer(component, { rateLimit: says('a rate rule of the web filter', place) });
    }
  }
}
