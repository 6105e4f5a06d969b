import type { Stated } from '../../../core/component.ts';
import type { Scaler } from '../../../core/facts/compute.ts';
import type { Resource } from '../../../core/resource.ts';
import { scalarText, Unknown } from '../../../core/value.ts';
import type { Value } from '../../../core/value.ts';
import { anywhere, spreadOverZones } from '../../azure/places.ts';
import type { GraphDraft } from '../../graph-draft.ts';
import type { LinkPass } from '../../link-pass.ts';
import { at, blocksAt, dataAt, readNumber } from '../../read.ts';
import { connect } from '../compute/connect.ts';
import { gather } from '../gather.ts';
import { findAzure } from './find-azure.ts';
import { FUNCTION_APPS, SLOTS, WEB_APPS } from '../../azure/web/types.ts';
import { SCALE_SETS } from './types.ts';

const PLANS = ['azurerm_service_plan', 'azurerm_app_service_plan'];
const ENVIRONMENT = ['azurerm_container_app_environment'];
const BALANCING =
  'https://learn.microsoft.com/azure/reliability/reliability-app-service#availability-zone-support';

/** Says on which workers and in which environment apps run, how many there are, and what changes that. */
export const plans: LinkPass = {
  name: 'azure-plans',
  after: [],
  run(draft) {
    for (const resource of draft.ofType(...PLANS)) unscaled(draft, resource);
    for (const resource of draft.ofType('azurerm_monitor_autoscale_setting')) scale(draft, resource);
    for (const resource of draft.ofType(...WEB_APPS, ...FUNCTION_APPS)) onPlan(draft, resource);
    for (const resource of draft.ofType(...SLOTS)) slot(draft, resource);
    for (const resource of draft.ofType('azurerm_container_app')) inEnvironment(draft, resource);
    for (const resource of draft.ofType('azurerm_subnet_nat_gateway_association')) serve(draft, resource);
  },
};

// Workers of these tiers come and go with the requests, and nobody counts them.
const ELASTIC = /^(Y|EP|FC|WS|ElasticPremium|Dynamic)/i;

function unscaled(draft: GraphDraft, resource: Resource): void {
  const plan = draft.componentOf(resource.id);
  if (!plan) return;
  const tier = plan.facts.instanceClass?.value;
  if (typeof tier === 'string' && ELASTIC.test(tier)) {
    plan.facts.desiredSize = undefined;
    return;
  }
  const scalers: Scaler[] =
    dataAt(resource, 'premium_plan_auto_scale_enabled') === true
      ? [{ kind: 'policy', name: 'automatic scaling', at: at(resource, 'premium_plan_auto_scale_enabled') }]
      : [];
  plan.facts.scalers = { value: scalers, at: [at(resource)], origin: 'written' };
}

/** An autoscale setting bounds the number of workers by each of its profiles. */
function scale(draft: GraphDraft, resource: Resource): void {
  const place = at(resource, 'target_resource_id');
  const targets = findAzure(draft, dataAt(resource, 'target_resource_id'), resource, [
    ...PLANS,
    ...SCALE_SETS,
  ]);
  for (const component of targets) {
    if (dataAt(resource, 'enabled') === false) continue;
    const known = component.facts.scalers?.value;
    const before = known && !Unknown.is(known) ? known : [];
    const isScheduled = gather(resource, 'profile.rule').length === 0;
    const scaler: Scaler = {
      kind: isScheduled ? 'schedule' : 'policy',
      name: scalerName(resource),
      at: place,
    };
    component.facts.scalers = { value: [...before, scaler], at: [place], origin: 'written' };
    const minimum = bound(resource, 'minimum', Math.min);
    const maximum = bound(resource, 'maximum', Math.max);
    // A number that nobody wrote is not set back by an apply.
    if (component.facts.desiredSize?.origin === 'default') component.facts.desiredSize = undefined;
    if (minimum) component.facts.minimumSize = minimum;
    if (maximum) component.facts.maximumSize = maximum;
    if (component.stack?.id === resource.stack) draft.absorb(resource, component);
  }
}

function scalerName(resource: Resource): string {
  const name = dataAt(resource, 'name');
  return typeof name === 'string' ? name : resource.name;
}

function bound(
  resource: Resource,
  attribute: string,
  choose: (...values: number[]) => number,
): Stated<number> | undefined {
  const profiles = blocksAt(resource, 'profile');
  if (Unknown.is(profiles)) return { value: profiles, at: [at(resource, 'profile')], origin: 'written' };
  const facts = profiles.flatMap(
    (_, index) => readNumber(resource, ['profile', index, 'capacity', 0, attribute]) ?? [],
  );
  const values = facts.map(({ value }) => value);
  const known = values.filter((value) => typeof value === 'number');
  const unknown = values.find((value) => Unknown.is(value));
  const [first] = facts;
  if (!first) return undefined;
  if (Unknown.is(unknown)) return { ...first, value: unknown };
  const value = choose(...known);
  return facts.find((fact) => fact.value === value);
}

function onPlan(draft: GraphDraft, resource: Resource): void {
  const app = draft.componentOf(resource.id);
  const attribute =
    dataAt(resource, 'service_plan_id') === undefined ? 'app_service_plan_id' : 'service_plan_id';
  for (const plan of findAzure(draft, dataAt(resource, attribute), resource, PLANS)) {
    if (!app) continue;
    const says = `${app.name} runs on the workers of ${plan.name}`;
    connect(draft, {
      from: app,
      to: plan,
      kind: 'runs-on',
      strength: 'hard',
      says,
      at: at(resource, attribute),
    });
    app.facts.region ??= plan.facts.region;
    if (app.kind === 'function') continue;
    const { desiredSize, minimumSize, maximumSize, scalers, claimsSeveralZones } = plan.facts;
    Object.assign(app.facts, { desiredSize, minimumSize, maximumSize, scalers, claimsSeveralZones });
    if (claimsSeveralZones?.value === true && plan.main) {
      app.facts.zones = spreadOverZones(plan.main, ['zone_balancing_enabled'], BALANCING);
    } else if (claimsSeveralZones?.value === false && plan.main) {
      app.facts.zones = anywhere(plan.main, 'zone_balancing_enabled', BALANCING);
    }
  }
}

/** A slot runs on the workers of its app, and answers under the names of both. */
function slot(draft: GraphDraft, resource: Resource): void {
  const from = draft.componentOf(resource.id);
  const attribute = ['app_service_id', 'function_app_id', 'app_service_name', 'function_app_name'].find(
    (one) => dataAt(resource, one) !== undefined,
  );
  if (!from || attribute === undefined) return;
  const place = at(resource, attribute);
  for (const app of findAzure(draft, dataAt(resource, attribute), resource, [
    ...WEB_APPS,
    ...FUNCTION_APPS,
  ])) {
    const own = scalarText(dataAt(resource, 'name') ?? null);
    if (own !== undefined) from.name = `${app.name}-${own}`;
    from.facts.region ??= app.facts.region;
    from.facts.answersTo = (app.facts.answersTo ?? []).map(({ host, at: where }) => ({
      host: withSlot(host, own),
      at: where,
    }));
    const says = `${from.name} is a slot of ${app.name}`;
    connect(draft, { from, to: app, kind: 'runs-on', strength: 'control-only', says, at: place });
  }
}

function withSlot(host: Value<string>, slotName: string | undefined): Value<string> {
  if (Unknown.is(host) || slotName === undefined) return Unknown.is(host) ? host : '';
  return host.replace('.', `-${slotName}.`);
}

function inEnvironment(draft: GraphDraft, resource: Resource): void {
  const app = draft.componentOf(resource.id);
  const attribute = 'container_app_environment_id';
  for (const environment of findAzure(draft, dataAt(resource, attribute), resource, ENVIRONMENT)) {
    if (!app) continue;
    const says = `${app.name} runs in ${environment.name}`;
    connect(draft, {
      from: app,
      to: environment,
      kind: 'runs-on',
      strength: 'hard',
      says,
      at: at(resource, attribute),
    });
    app.facts.region ??= environment.facts.region;
    const claims = environment.facts.claimsSeveralZones;
    app.facts.claimsSeveralZones = claims;
    if (claims?.value === true && environment.main) {
      app.facts.zones = spreadOverZones(environment.main, ['zone_redundancy_enabled'], BALANCING);
    }
  }
}

/** Subnets leave through a gateway that is tied to them; no table of routes says so. */
function serve(draft: GraphDraft, resource: Resource): void {
  const [nat] = findAzure(draft, dataAt(resource, 'nat_gateway_id'), resource, ['azurerm_nat_gateway']);
  const subnets = findAzure(draft, dataAt(resource, 'subnet_id'), resource, ['azurerm_subnet']);
  if (!nat) return;
  const served = [...(nat.facts.knownServedSubnets ?? []), ...subnets.map(({ id }) => id)];
  nat.facts.knownServedSubnets = served;
  nat.facts.servedSubnets = { value: served, at: [at(resource, 'subnet_id')], origin: 'written' };
}
