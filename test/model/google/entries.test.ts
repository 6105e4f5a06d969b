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

describe('load balancers', () => {
  it('lead through proxy, map, backend and endpoint group to a service, and only redirect on port 80', () => {
    checkGoogleLinks(
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
