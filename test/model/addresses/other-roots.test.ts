import { describe, expect, it } from 'vitest';
import { needs, serviceWith } from './needs.ts';

describe('names of a cloud', () => {
  it('lead through a registry whose namespace another root makes, looked up by its name', () => {
    const registry = `
data "aws_service_discovery_dns_namespace" "shop" {
  name = "shop.internal"
  type = "DNS_PRIVATE"
}

resource "aws_service_discovery_service" "stock" {
  name = "stock"
  dns_config {
    namespace_id = data.aws_service_discovery_dns_namespace.shop.id
  }
}
`;
    const registered = 'service_registries {\n registry_arn = aws_service_discovery_service.stock.arn\n }';
    const ui = serviceWith('ui', { STOCK_URL: '"http://stock.shop.internal:8080"' });
    expect(needs(registry + serviceWith('stock', {}, registered) + ui)).toEqual(['ui calls stock ? B']);
  });
});
