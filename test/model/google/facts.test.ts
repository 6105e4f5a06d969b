import { describe, expect, it } from 'vitest';
import type { Component } from '../../../src/core/component.ts';
import { readableText } from '../../../src/core/partial-text.ts';
import { Unknown } from '../../../src/core/value.ts';
import { componentLines } from '../../support/component-lines.ts';

/** Whether a service of Cloud Run is a public entry, given what else is declared. */
function checkEntry(further: string, expected: string, ingress = ''): void {
  const text = `
variable "member" {
  type = string
}
resource "google_cloud_run_v2_service" "orders" {
  name     = "orders"
  location = "europe-west1"
  ${ingress}
  template {
    containers { image = "orders:1.4.2" }
  }
}
${further}`;
  const found = componentLines(text, ({ kind, facts }) =>
    kind === 'workload' && facts.isPublicEntry
      ? Unknown.is(facts.isPublicEntry.value)
        ? 'unknown'
        : String(facts.isPublicEntry.value)
      : undefined,
  );
  expect(found).toEqual([`google_cloud_run_v2_service.orders: ${expected}`]);
}

const everybody = `
resource "google_cloud_run_v2_service_iam_member" "everybody" {
  name   = google_cloud_run_v2_service.orders.name
  role   = "roles/run.invoker"
  member = "allUsers"
}`;

describe('a service is a public entry', () => {
  it('by a grant to everybody', () => checkEntry(everybody, 'true'));

  it('by a policy in a data source', () =>
    checkEntry(
      `
data "google_iam_policy" "everybody" {
  binding {
    role    = "roles/run.invoker"
    members = ["allUsers"]
  }
}
resource "google_cloud_run_v2_service_iam_policy" "orders" {
  name        = google_cloud_run_v2_service.orders.name
  policy_data = data.google_iam_policy.everybody.policy_data
}`,
      'true',
    ));

  it('when the check of callers is switched off', () =>
    checkEntry('', 'true', 'invoker_iam_disabled = true'));

  it('but not without a grant', () => checkEntry('', 'false'));

  it('but not behind a load balancer alone', () =>
    checkEntry(everybody, 'false', 'ingress = "INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER"'));

  it('but not by a role that only looks', () =>
    checkEntry(everybody.replace('run.invoker', 'run.viewer'), 'false'));
});

describe('zones', () => {
  const zones = ({ kind, facts }: Component): string | undefined => {
    if (kind !== 'node-pool' || !facts.zones) return undefined;
    const { value } = facts.zones;
    if (Unknown.is(value)) return 'unknown';
    return `${value.atLeast} to ${Unknown.is(value.atMost) ? '?' : value.atMost}`;
  };
  const check = (location: string, pool: string, expected: string): void => {
    const text = `
variable "place" {
  type = string
}
resource "google_container_cluster" "shop" {
  name     = "shop"
  location = ${location}
}
resource "google_container_node_pool" "orders" {
  cluster = google_container_cluster.shop.name
  ${pool}
}`;
    expect(componentLines(text, zones)).toEqual([`google_container_node_pool.orders: ${expected}`]);
  };

  it('of a zonal cluster are one', () => check('"europe-west1-b"', '', '1 to 1'));
  it('of a regional cluster are several, without their names', () => check('"europe-west1"', '', '2 to ?'));
  it('are those that the pool lists', () =>
    check('"europe-west1"', 'node_locations = ["europe-west1-b"]', '1 to 1'));
  it('of a place that is not known are not known', () => check('var.place', '', 'unknown'));
});

describe('settings', () => {
  it('of secrets lead to what the secrets are made of, and never tell what they say', () => {
    const text = `
resource "google_redis_instance" "carts" {
  name           = "carts"
  memory_size_gb = 1
}
resource "google_secret_manager_secret" "carts" {
  secret_id = "carts"
}
resource "google_secret_manager_secret_version" "carts" {
  secret      = google_secret_manager_secret.carts.id
  secret_data = google_redis_instance.carts.auth_string
}
resource "google_secret_manager_secret" "fixed" {
  secret_id = "fixed"
}
resource "google_secret_manager_secret_version" "fixed" {
  secret      = google_secret_manager_secret.fixed.id
  secret_data = "not-a-real-credential"
}
resource "google_cloud_run_service" "orders" {
  name     = "orders"
  location = "europe-west1"
  template {
    spec {
      containers {
        image = "orders:1.4.2"
        args  = ["--stage=live"]
        env {
          name = "CARTS_AUTH"
          value_from {
            secret_key_ref {
              name = google_secret_manager_secret.carts.secret_id
              key  = "latest"
            }
          }
        }
        env {
          name = "FIXED"
          value_from {
            secret_key_ref {
              name = google_secret_manager_secret.fixed.secret_id
              key  = "latest"
            }
          }
        }
      }
    }
  }
}`;
    const found = componentLines(text, ({ facts }) =>
      facts.settings
        ?.map(({ name, value, through }) => {
          const shown = value === undefined ? '-' : readableText(value);
          return [`${name}=${shown}`, ...through.map(({ says }) => says)].join(' through ');
        })
        .join('; '),
    );
    expect(found).toEqual([
      'google_cloud_run_service.orders: ' +
        'CARTS_AUTH=google_redis_instance.carts.auth_string through secret carts; ' +
        'FIXED=- through secret fixed; --stage=live',
    ]);
  });
});
