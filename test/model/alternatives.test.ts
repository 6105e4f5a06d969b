import { expect, it } from 'vitest';
import { findJourneys } from '../../src/graph/journeys.ts';
import { estateOf } from '../support/estate-of.ts';

/** `ways, which is used, whether a failing one is left out` of every component that has a choice. */
function choicesIn(terraform: string): readonly string[] {
  const estate = estateOf({ 'main.tf': terraform });
  return estate.components.flatMap(({ name, facts }) =>
    (facts.alternatives ?? []).map(({ ways, used, leavesOutFailing }) => {
      const names = ways.map((id) => estate.component(id).name);
      return `${name}: ${names.join(', ')} (${used}, ${String(leavesOutFailing.value)})`;
    }),
  );
}

const BALANCERS = `
resource "aws_lb" "ireland" { name = "ireland" }
resource "aws_lb" "frankfurt" { name = "frankfurt" }
resource "aws_route53_zone" "shop" { name = "shop.example" }
`;

function record(label: string, balancer: string, policy: string, isChecked: boolean): string {
  return `
resource "aws_route53_record" "${label}" {
  zone_id        = aws_route53_zone.shop.zone_id
  name           = "orders.shop.example"
  type           = "A"
  set_identifier = "${label}"
  ${policy}
  alias {
    name                   = aws_lb.${balancer}.dns_name
    zone_id                = aws_lb.${balancer}.zone_id
    evaluate_target_health = ${String(isChecked)}
  }
}
`;
}

const failover = (type: string): string => `failover_routing_policy { type = "${type}" }`;
const weight = (part: number): string => `weighted_routing_policy { weight = ${part} }`;

it.each([
  [true, 'orders.shop.example: ireland, frankfurt (first, true)'],
  [false, 'orders.shop.example: ireland, frankfurt (first, false)'],
])('a record that fails over needs a health check: %s', (isChecked, expected) => {
  const text =
    BALANCERS +
    record('b', 'frankfurt', failover('SECONDARY'), false) +
    record('a', 'ireland', failover('PRIMARY'), isChecked);
  expect(choicesIn(text)).toEqual([expected]);
  const estate = estateOf({ 'main.tf': text });
  // The two load balancers are one way in, by one name.
  expect(findJourneys(estate, () => true).map(({ name }) => name)).toEqual(['orders.shop.example']);
});

it('records with weights share; one of weight 0 stands by', () => {
  const shared = record('a', 'ireland', weight(70), true) + record('b', 'frankfurt', weight(30), false);
  expect(choicesIn(BALANCERS + shared)).toEqual(['orders.shop.example: ireland, frankfurt (all, false)']);
  const unused = record('a', 'ireland', weight(100), true) + record('b', 'frankfurt', weight(0), true);
  expect(choicesIn(BALANCERS + unused)).toEqual(['orders.shop.example: ireland, frankfurt (first, true)']);
});

it('a content network asks the second origin of a group when the first fails', () => {
  const text = `${BALANCERS}
resource "aws_cloudfront_distribution" "shop" {
  enabled = true
  comment = "shop"
  origin {
    domain_name = aws_lb.frankfurt.dns_name
    origin_id   = "spare"
  }
  origin {
    domain_name = aws_lb.ireland.dns_name
    origin_id   = "main"
  }
  origin_group {
    origin_id = "both"
    failover_criteria { status_codes = [502, 503] }
    member { origin_id = "main" }
    member { origin_id = "spare" }
  }
  default_cache_behavior { target_origin_id = "both" }
}
`;
  expect(choicesIn(text)).toEqual(['shop: ireland, frankfurt (first, true)']);
  const estate = estateOf({ 'main.tf': text });
  const strengths = estate.components.flatMap(({ id, kind }) =>
    kind === 'cdn' ? estate.dependenciesFrom(id).map(({ strength }) => strength) : [],
  );
  expect(strengths).toEqual(['hard', 'hard']);
});

it('an accelerator sends requests to the regions whose endpoints are healthy, and whose dial is open', () => {
  const group = (balancer: string, dial: number): string => `
resource "aws_globalaccelerator_endpoint_group" "${balancer}" {
  listener_arn            = aws_globalaccelerator_listener.shop.id
  traffic_dial_percentage = ${dial}
  endpoint_configuration { endpoint_id = aws_lb.${balancer}.arn }
}
`;
  const base = `${BALANCERS}
resource "aws_globalaccelerator_listener" "shop" { accelerator_arn = "arn" }
`;
  const both = choicesIn(base + group('ireland', 100) + group('frankfurt', 50));
  expect(both.map((line) => line.replace(/^[^:]+: /, ''))).toEqual(['ireland, frankfurt (all, true)']);
  expect(choicesIn(base + group('ireland', 100) + group('frankfurt', 0))).toEqual([]);
});

it.each([
  ['health_probe { interval_in_seconds = 30 }', 'true'],
  ['', 'false'],
])('origins of Front Door stand in for each other where they are probed: %s', (probe, isLeftOut) => {
  const app = (name: string, priority: number): string => `
resource "azurerm_linux_web_app" "${name}" { name = "${name}" }
resource "azurerm_cdn_frontdoor_origin" "${name}" {
  cdn_frontdoor_origin_group_id = azurerm_cdn_frontdoor_origin_group.orders.id
  host_name                     = azurerm_linux_web_app.${name}.default_hostname
  priority                      = ${priority}
}
`;
  const text = `
resource "azurerm_cdn_frontdoor_profile" "shop" { name = "shop" }
resource "azurerm_cdn_frontdoor_origin_group" "orders" {
  cdn_frontdoor_profile_id = azurerm_cdn_frontdoor_profile.shop.id
  ${probe}
}
${app('north', 2)}${app('west', 1)}`;
  expect(choicesIn(text)).toEqual([`shop: west, north (first, ${isLeftOut})`]);
});

it('services of Cloud Run in two regions are left out only where outliers are detected', () => {
  const region = (name: string): string => `
resource "google_cloud_run_v2_service" "${name}" {
  name     = "orders-${name}"
  location = "${name}"
}
resource "google_compute_region_network_endpoint_group" "${name}" {
  name   = "${name}"
  region = "${name}"
  cloud_run { service = google_cloud_run_v2_service.${name}.name }
}
`;
  const text = (detection: string): string => `
${region('europe-west1')}${region('europe-west4')}
resource "google_compute_backend_service" "orders" {
  name = "orders"
  backend { group = google_compute_region_network_endpoint_group.europe-west1.id }
  backend { group = google_compute_region_network_endpoint_group.europe-west4.id }
  ${detection}
}
`;
  const ways = 'orders-europe-west1, orders-europe-west4';
  expect(choicesIn(text('')).map((line) => line.slice(line.indexOf(':') + 2))).toEqual([
    `${ways} (all, false)`,
  ]);
  expect(choicesIn(text('outlier_detection { consecutive_errors = 5 }'))[0]).toContain(`${ways} (all, true)`);
});

it.each([
  ['Priority', 'first'],
  ['Performance', 'all'],
])('Traffic Manager leaves out endpoints that fail, by %s', (method, used) => {
  const endpoint = (name: string, priority: number): string => `
resource "azurerm_public_ip" "${name}" { name = "${name}" }
resource "azurerm_traffic_manager_azure_endpoint" "${name}" {
  profile_id         = azurerm_traffic_manager_profile.shop.id
  target_resource_id = azurerm_public_ip.${name}.id
  priority           = ${priority}
}
`;
  const text = `
resource "azurerm_traffic_manager_profile" "shop" {
  name                   = "shop"
  traffic_routing_method = "${method}"
}
${endpoint('west', 1)}${endpoint('north', 2)}`;
  expect(choicesIn(text)).toEqual([`shop: west, north (${used}, true)`]);
});

it('roots of two regions speak of one name, if it is written in full', () => {
  const root = (label: string, type: string, zone: string): string => `
variable "zone" {}
resource "aws_lb" "${label}" { name = "${label}" }
${record(label, label, failover(type), true).replace('aws_route53_zone.shop.zone_id', zone)}`;
  const estate = (zone: string): readonly string[] => {
    const files = {
      'ireland/main.tf': root('ireland', 'PRIMARY', zone),
      'frankfurt/main.tf': root('frankfurt', 'SECONDARY', zone),
    };
    return estateOf(files).components.flatMap(({ facts }) =>
      (facts.alternatives ?? []).map(({ ways, used }) => `${ways.length} ${used}`),
    );
  };
  expect(estate('"Z123"')).toEqual(['2 first']);
  expect(estate('var.zone')).toEqual([]);
});
