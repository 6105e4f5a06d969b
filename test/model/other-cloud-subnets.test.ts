import { expect, it } from 'vitest';
import { buildGraph } from '../../src/model/build-graph.ts';
import { loadText } from '../support/load-text.ts';

it('subnets of a cloud without route tables are read, and say nothing of routes', () => {
  const { estate } = buildGraph(
    loadText(`
resource "google_compute_network" "shop" {
  name = "shop"
}

resource "google_compute_subnetwork" "shop" {
  name          = "shop"
  network       = google_compute_network.shop.id
  ip_cidr_range = "10.0.0.0/24"
  region        = "europe-west1"
}
`).stacks,
  );
  const [subnet] = estate.ofKind('subnet');
  expect(subnet?.name).toBe('shop');
  expect(subnet?.facts.routes).toBeUndefined();
});
