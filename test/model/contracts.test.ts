import { describe, expect, it } from 'vitest';
import type { Component } from '../../src/core/component.ts';
import type { Estate } from '../../src/graph/estate.ts';
import { estateOf } from '../support/estate-of.ts';

function named(estate: Estate, end: string): Component | undefined {
  return estate.components.find(({ id }) => id.endsWith(end));
}

function workload(name: string): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}, namespace: shop}
spec:
  selector: {matchLabels: {app: ${name}}}
  template:
    metadata: {labels: {app: ${name}}}
    spec:
      containers: [{name: ${name}, image: registry.shop.test/${name}:1, ports: [{containerPort: 8080}]}]
---
apiVersion: v1
kind: Service
metadata: {name: ${name}, namespace: shop}
spec:
  selector: {app: ${name}}
  ports: [{port: 80, targetPort: 8080}]
`;
}

function contract(server: string): string {
  return `openapi: 3.1.0
info: {title: Orders, version: "1"}
servers: [{url: "${server}"}]
paths:
  /orders: {get: {responses: {}}}
`;
}

const SKAFFOLD = `apiVersion: skaffold/v4beta6
kind: Config
build: {artifacts: [{image: registry.shop.test/orders, context: src/orders}]}
`;

describe('what serves a contract', () => {
  const served = (texts: Readonly<Record<string, string>>): readonly string[] =>
    named(estateOf(texts), 'openapi.yaml')?.facts.contract?.servedBy.map(String) ?? [];

  it('is what answers to the host of a server', () => {
    const ingress = `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: orders, namespace: shop}
spec:
  rules:
    - host: orders.shop.test
      http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: orders, port: {number: 80}}}}]}
`;
    const texts = { 'deploy/a.yaml': workload('orders'), 'deploy/b.yaml': ingress };
    expect(served({ ...texts, 'docs/openapi.yaml': contract('https://orders.shop.test/v1') })).toEqual([
      'manifests:deploy#Ingress/shop/orders',
    ]);
    expect(served({ ...texts, 'docs/openapi.yaml': contract('https://api.payments.com') })).toEqual([]);
  });

  it('is the workload whose image is built in its folder', () => {
    const texts = {
      'skaffold.yaml': SKAFFOLD,
      'src/orders/Dockerfile': 'FROM node:22\n',
      'deploy/a.yaml': workload('orders'),
      'deploy/b.yaml': workload('carts'),
    };
    expect(served({ ...texts, 'src/orders/docs/openapi.yaml': contract('/') })).toEqual([
      'manifests:deploy#Deployment/shop/orders',
    ]);
  });

  it('is a question where two may be meant', () => {
    const texts = { 'deploy/a.yaml': workload('orders'), 'deploy/b.yaml': workload('carts') };
    const found = named(estateOf({ ...texts, 'deploy/openapi.yaml': contract('/') }), 'openapi.yaml');
    expect(found?.facts.contract?.servedBy).toEqual([]);
    expect(found?.facts.contract?.maybeServedBy?.detail).toBe(
      'the contract Orders may be served by workload carts, workload orders',
    );
  });

  it('is the gateway that has the same routes', () => {
    const main = `
resource "aws_apigatewayv2_api" "shop" {
  name          = "shop"
  protocol_type = "HTTP"
}
resource "aws_apigatewayv2_route" "orders" {
  api_id    = aws_apigatewayv2_api.shop.id
  route_key = "GET /orders"
}
`;
    expect(served({ 'infra/main.tf': main, 'openapi.yaml': contract('/') })).toEqual([
      'terraform:infra#aws_apigatewayv2_api.shop',
    ]);
  });
});

describe('layers of an entry', () => {
  it('stand in the order in which a request passes them', () => {
    const main = `
resource "aws_apigatewayv2_api" "shop" {
  name          = "shop"
  protocol_type = "HTTP"
}
resource "aws_apigatewayv2_stage" "live" {
  api_id = aws_apigatewayv2_api.shop.id
  name   = "live"
  default_route_settings { throttling_rate_limit = 50 }
}
resource "aws_apigatewayv2_domain_name" "shop" {
  domain_name = "api.shop.test"
  domain_name_configuration {
    certificate_arn = "arn:aws:acm:eu-west-1:111122223333:certificate/shop"
    endpoint_type   = "REGIONAL"
    security_policy = "TLS_1_2"
  }
}
resource "aws_apigatewayv2_api_mapping" "shop" {
  api_id      = aws_apigatewayv2_api.shop.id
  domain_name = aws_apigatewayv2_domain_name.shop.id
  stage       = aws_apigatewayv2_stage.live.id
}
`;
    const layers = named(estateOf({ 'main.tf': main }), 'aws_apigatewayv2_api.shop')?.facts.entryLayers;
    expect(layers?.map(({ component, rateLimit }) => `${component} ${String(rateLimit?.value)}`)).toEqual([
      'terraform:.#aws_apigatewayv2_domain_name.shop undefined',
      'terraform:.#aws_apigatewayv2_api.shop 50 requests a second in all',
      'terraform:.#aws_apigatewayv2_stage.live undefined',
    ]);
  });

  it('know the limits that plugins, policies and filters of a mesh set', () => {
    const gateway = (kind: string, name: string): string =>
      `apiVersion: networking.istio.io/v1\nkind: ${kind}\nmetadata: {name: ${name}, namespace: shop}\n`;
    const texts = {
      'mesh/gateway.yaml': `${gateway('Gateway', 'entry')}spec:
  servers: [{port: {number: 443, name: https, protocol: HTTPS}, hosts: ["*"], tls: {mode: SIMPLE}}]
`,
      'mesh/filter.yaml': `${gateway('EnvoyFilter', 'limit').replace('/v1', '/v1alpha3')}spec:
  configPatches:
    - applyTo: HTTP_FILTER
      patch: {operation: INSERT_BEFORE, value: {name: envoy.filters.http.local_ratelimit}}
`,
    };
    const [layer] = named(estateOf(texts), 'Gateway/shop/entry')?.facts.entryLayers ?? [];
    expect(layer?.rateLimit?.value).toBe('Envoy filter limit');
  });
});
