import { describe, it } from 'vitest';
import { checkGoogleLinks } from '../../support/google-links.ts';

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

describe('what calls', () => {
  it('is a clock by the address of a service, in another text too', () => {
    checkGoogleLinks(
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
    checkGoogleLinks(
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
  it('is a database by a socket, with users as its parts, and a secret that is made of it', () => {
    checkGoogleLinks(
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
    checkGoogleLinks(
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
    checkGoogleLinks(
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

  it('is not a secret that its account may not read, nor the database that the secret opens', () => {
    const service = (name: string): string => `
resource "google_service_account" "${name}" {
  account_id = "${name}"
}
resource "google_cloud_run_service" "${name}" {
  name     = "${name}"
  location = "europe-west1"
  template {
    spec {
      service_account_name = google_service_account.${name}.email
      containers {
        image = "${name}:1.4.2"
        env {
          name  = "DB_HOST"
          value = google_sql_database_instance.orders.private_ip_address
        }
        env {
          name  = "DB_PASSWORD"
          value = "secret://\${google_secret_manager_secret.password.id}"
        }
      }
    }
  }
}
`;
    checkGoogleLinks(
      `${service('orders')}${service('exporter')}
resource "google_sql_database_instance" "orders" {
  name = "orders"
}
resource "google_sql_ssl_cert" "orders" {
  common_name = "orders"
  instance    = google_sql_database_instance.orders.name
}
resource "google_secret_manager_secret" "password" {
  secret_id = "orders-key"
}
resource "google_secret_manager_secret_version" "password" {
  secret      = google_secret_manager_secret.password.id
  secret_data = google_sql_ssl_cert.orders.private_key
}
resource "google_secret_manager_secret_iam_member" "orders" {
  secret_id = google_secret_manager_secret.password.id
  role      = "roles/secretmanager.secretAccessor"
  member    = "serviceAccount:\${google_service_account.orders.email}"
}
`,
      [
        'cloud_run_service.exporter assumes service_account.exporter (control-only)',
        'cloud_run_service.orders assumes service_account.orders (control-only)',
        'cloud_run_service.orders reads-secret secret_manager_secret.password (control-only)',
        'cloud_run_service.orders stores sql_database_instance.orders (?)',
        'maybe cloud_run_service.exporter reads-secret secret_manager_secret.password (control-only)',
        'maybe cloud_run_service.exporter stores sql_database_instance.orders (?)',
      ],
    );
  });
});
