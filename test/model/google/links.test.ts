import { describe, expect, it } from 'vitest';
import type { Dependency } from '../../../src/core/dependency.ts';
import { Unknown } from '../../../src/core/value.ts';
import { buildGraph } from '../../../src/model/build-graph.ts';
import { addressOf } from '../../support/component-lines.ts';
import { loadText } from '../../support/load-text.ts';

/** What depends on what, as `from kind to (strength)`; what only a permission says has `maybe` in front. */
function check(text: string, expected: readonly string[]): void {
  const { estate } = buildGraph(loadText(text).stacks);
  const line = ({ from, to, kind, strength, candidate }: Dependency): string =>
    `${candidate === true ? 'maybe ' : ''}${short(from)} ${kind} ${short(to)} ` +
    `(${Unknown.is(strength) ? '?' : strength})`;
  const found = [...estate.dependencies, ...estate.candidates].map(line);
  expect(found.sort()).toEqual([...expected].sort());
}

/** `google_cloud_run_v2_service.orders` as `run orders`, so that a line fits. */
function short(id: string): string {
  return addressOf(id).replace(/^google_/, '');
}

const ORDERS = `
resource "google_cloud_run_v2_service" "orders" {
  name     = "orders"
  location = "europe-west1"

  template {
    service_account = google_service_account.orders.email
    containers {
      image = "orders:1.4.2"
    }
  }
}

resource "google_service_account" "orders" {
  account_id = "orders"
}
`;

const ACTS = 'cloud_run_v2_service.orders assumes service_account.orders (control-only)';

describe('load balancers', () => {
  it('lead through proxy, map, backend and endpoint group to a service, and only redirect on port 80', () => {
    check(
      `${ORDERS}
resource "google_compute_global_address" "shop" {
  name = "shop"
}
resource "google_compute_region_network_endpoint_group" "orders" {
  name   = "orders"
  region = "europe-west1"
  cloud_run { service = google_cloud_run_v2_service.orders.name }
}
resource "google_compute_security_policy" "shop" {
  name = "shop"
}
resource "google_compute_backend_service" "orders" {
  name            = "orders"
  security_policy = google_compute_security_policy.shop.id
  backend { group = google_compute_region_network_endpoint_group.orders.id }
}
resource "google_storage_bucket" "pictures" {
  name     = "shop-pictures"
  location = "EU"
}
resource "google_compute_backend_bucket" "pictures" {
  name        = "pictures"
  bucket_name = google_storage_bucket.pictures.name
}
resource "google_compute_url_map" "shop" {
  name            = "shop"
  default_service = google_compute_backend_service.orders.id
  path_matcher {
    name            = "pictures"
    default_service = google_compute_backend_bucket.pictures.id
  }
}
resource "google_compute_url_map" "redirect" {
  name = "redirect"
  default_url_redirect {
    https_redirect = true
    strip_query    = false
  }
}
resource "google_compute_target_https_proxy" "shop" {
  name    = "shop"
  url_map = google_compute_url_map.shop.id
}
resource "google_compute_target_http_proxy" "shop" {
  name    = "shop"
  url_map = google_compute_url_map.redirect.id
}
resource "google_compute_global_forwarding_rule" "https" {
  name       = "https"
  port_range = "443"
  ip_address = google_compute_global_address.shop.address
  target     = google_compute_target_https_proxy.shop.id
}
resource "google_compute_global_forwarding_rule" "http" {
  name       = "http"
  port_range = "80"
  target     = google_compute_target_http_proxy.shop.id
}
resource "google_dns_record_set" "shop" {
  name         = "shop.example.com."
  type         = "A"
  managed_zone = "shop"
  rrdatas      = [google_compute_global_address.shop.address]
}
`,
      [
        ACTS,
        'compute_backend_bucket.pictures routes-to storage_bucket.pictures (hard)',
        'compute_backend_service.orders protects compute_security_policy.shop (control-only)',
        'compute_backend_service.orders routes-to cloud_run_v2_service.orders (hard)',
        'compute_global_forwarding_rule.https routes-to compute_backend_bucket.pictures (hard)',
        'compute_global_forwarding_rule.https routes-to compute_backend_service.orders (hard)',
        'dns_record_set.shop routes-to compute_global_forwarding_rule.https (hard)',
      ],
    );
  });
});

describe('what calls', () => {
  it('is a clock by the address of a service, in another text too', () => {
    check(
      `${ORDERS}
locals {
  address = "\${google_cloud_run_v2_service.orders.uri}/close-day"
}
resource "google_cloud_scheduler_job" "close" {
  name = "close-day"
  http_target {
    uri = local.address
    oidc_token { service_account_email = google_service_account.clock.email }
  }
}
resource "google_service_account" "clock" {
  account_id = "clock"
}
resource "google_cloud_run_v2_service_iam_member" "clock" {
  name   = google_cloud_run_v2_service.orders.name
  role   = "roles/run.invoker"
  member = "serviceAccount:\${google_service_account.clock.email}"
}
`,
      [
        ACTS,
        'cloud_scheduler_job.close assumes service_account.clock (control-only)',
        'cloud_scheduler_job.close calls cloud_run_v2_service.orders (async)',
      ],
    );
  });

  it('is a topic through the subscription that pushes', () => {
    check(
      `${ORDERS}
resource "google_pubsub_topic" "paid" {
  name = "paid"
}
resource "google_pubsub_topic" "failed" {
  name = "failed"
}
resource "google_pubsub_subscription" "orders" {
  name  = "orders"
  topic = google_pubsub_topic.paid.id
  push_config { push_endpoint = "\${google_cloud_run_v2_service.orders.uri}/paid" }
  dead_letter_policy { dead_letter_topic = google_pubsub_topic.failed.id }
}
`,
      [
        ACTS,
        'cloud_run_v2_service.orders consumes pubsub_subscription.orders (async)',
        'pubsub_subscription.orders publishes pubsub_topic.failed (async)',
        'pubsub_topic.paid publishes pubsub_subscription.orders (async)',
      ],
    );
  });
});

describe('what a service works with', () => {
  it('is a database by a socket, with its users and databases as parts, and a secret that is made of it', () => {
    check(
      `
resource "google_sql_database_instance" "orders" {
  name             = "orders"
  database_version = "POSTGRES_16"
}
resource "google_sql_user" "orders" {
  name     = "orders"
  instance = google_sql_database_instance.orders.name
}
resource "google_secret_manager_secret" "password" {
  secret_id = "orders-password"
}
resource "google_secret_manager_secret_version" "password" {
  secret      = google_secret_manager_secret.password.id
  secret_data = google_sql_user.orders.password
}
resource "google_cloud_run_v2_service" "orders" {
  name     = "orders"
  location = "europe-west1"
  template {
    volumes {
      name = "cloudsql"
      cloud_sql_instance { instances = [google_sql_database_instance.orders.connection_name] }
    }
    containers {
      image = "orders:1.4.2"
      env {
        name = "DB_PASSWORD"
        value_source {
          secret_key_ref {
            secret  = google_secret_manager_secret.password.secret_id
            version = "latest"
          }
        }
      }
    }
  }
}
`,
      [
        'cloud_run_v2_service.orders reads-secret secret_manager_secret.password (startup-only)',
        'cloud_run_v2_service.orders stores sql_database_instance.orders (hard)',
      ],
    );
  });

  it('is a bucket by a name that is only partly known, never another with other parts', () => {
    check(
      `
variable "project" {
  type = string
}
variable "team" {
  type = string
}
resource "google_storage_bucket" "invoices" {
  name     = "\${var.project}-invoices"
  location = "EU"
}
resource "google_storage_bucket" "others" {
  name     = "\${var.team}-invoices"
  location = "EU"
}
resource "google_cloud_run_service" "orders" {
  name     = "orders"
  location = "europe-west1"
  template {
    spec {
      containers {
        image = "orders:1.4.2"
        env {
          name  = "INVOICES"
          value = "\${var.project}-invoices"
        }
      }
    }
  }
}
`,
      ['cloud_run_service.orders stores storage_bucket.invoices (?)'],
    );
  });

  it('is only a candidate where a permission alone says so', () => {
    check(
      `${ORDERS}
resource "google_kms_key_ring" "shop" {
  name     = "shop"
  location = "europe-west1"
}
resource "google_kms_crypto_key" "receipts" {
  name     = "receipts"
  key_ring = google_kms_key_ring.shop.id
}
resource "google_kms_key_ring_iam_member" "orders" {
  key_ring_id = google_kms_key_ring.shop.id
  role        = "roles/cloudkms.signerVerifier"
  member      = "serviceAccount:\${google_service_account.orders.email}"
}
resource "google_storage_bucket" "invoices" {
  name     = "shop-invoices"
  location = "EU"
}
resource "google_storage_bucket_iam_member" "orders" {
  bucket = google_storage_bucket.invoices.name
  role   = "roles/storage.objectAdmin"
  member = "serviceAccount:orders@shop.iam.gserviceaccount.com"
}
`,
      [
        ACTS,
        'maybe cloud_run_v2_service.orders encrypts kms_crypto_key.receipts (?)',
        'maybe cloud_run_v2_service.orders stores storage_bucket.invoices (?)',
      ],
    );
  });
});
