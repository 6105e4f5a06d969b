import { describe, expect, it } from 'vitest';
import { loadStacks } from '../../../src/load-stacks.ts';
import { loadOpenapi } from '../../../src/loaders/openapi/load.ts';
import { defaultLoadOptions } from '../../../src/loaders/terraform/load-options.ts';
import { isDataList, isDataObject, scalarText, Unknown } from '../../../src/core/value.ts';
import type { Data } from '../../../src/core/value.ts';
import { memoryFiles } from '../../support/memory-files.ts';

function load(texts: Readonly<Record<string, string>>) {
  const { stacks, diagnostics, notRead } = loadOpenapi(memoryFiles(texts), { selected: [] });
  return { stacks, diagnostics, notRead, resources: stacks.flatMap(({ resources }) => resources) };
}

function shown(data: Data | undefined): string {
  if (Unknown.is(data)) return 'unknown';
  if (!isDataList(data)) return scalarText(data) ?? 'null';
  if (data.length === 0) return '[]';
  return data.map((item) => (isDataList(item) ? `(${item.map(idOf).join('+')})` : idOf(item))).join(' or ');
}

function idOf(data: Data): string {
  return scalarText(isDataObject(data) ? data['id'] : data) ?? 'null';
}

/** `METHOD path: requirement` of each operation. */
function operations(text: string, others: Readonly<Record<string, string>> = {}): readonly string[] {
  const [resource] = load({ 'openapi.yaml': text, ...others }).resources;
  const list = resource?.attributes['operations'];
  return (isDataList(list) ? list : []).filter(isDataObject).map((one) => {
    return `${scalarText(one['method']) ?? ''} ${shown(one['path'])}: ${shown(one['security'])}`;
  });
}

const HEAD = 'openapi: 3.0.3\ninfo: {title: Orders, version: "1"}\n';

describe('openapi', () => {
  it('reads operations with the requirement that holds for each', () => {
    const text = `${HEAD}security: [{token: []}]
components: {securitySchemes: {token: {type: http, scheme: bearer}, key: {type: apiKey, in: query, name: k}}}
paths:
  /orders:
    get: {responses: {"200": {}, "429": {}}}
    post: {security: [], responses: {}}
    put: {security: [{}, {token: []}], responses: {}}
    delete: {security: [{token: [], key: []}], responses: {}}
  x-note: nothing
`;
    expect(operations(text)).toEqual([
      'GET /orders: (token)',
      'POST /orders: []',
      'PUT /orders: () or (token)',
      'DELETE /orders: (token+key)',
    ]);
  });

  it('tells a contract by what it says, not by its name', () => {
    const text = `${HEAD}paths: {}\n`;
    const json = '{"info": {}, "swagger": "2.0", "host": "shop.example.com", "basePath": "/v1", "paths": {}}';
    const { resources } = load({
      'api/shop.yml': text,
      'deploy.json': json,
      'package.json': '{"dependencies": {"openapi": "3.1.0"}}',
      'values.yaml': 'docs:\n  openapi: 3.0.0\n',
      'node_modules/pay/openapi.yaml': text,
    });
    expect(resources.map(({ address }) => address)).toEqual(['api/shop.yml', 'deploy.json', 'package.json']);
  });

  it('takes host and base path of Swagger for a server', () => {
    const json = '{"swagger": "2.0", "host": "shop.example.com", "basePath": "/v1", "paths": {}}';
    const [resource] = load({ 'shop.json': json }).resources;
    expect(resource?.attributes['servers']).toEqual([{ url: 'https://shop.example.com/v1' }]);
  });

  it('follows references to other files, and stops where they go in circles or out of the tree', () => {
    const text = `${HEAD}paths:
  /orders: {$ref: paths/orders.yaml}
  /carts: {$ref: '#/x-carts'}
  /pay: {$ref: 'https://pay.example.com/openapi.yaml#/paths/~1pay'}
x-carts: {$ref: '#/x-carts'}
`;
    const others = {
      'paths/orders.yaml': 'get: {$ref: "more.yaml#/a~1b"}\n',
      'paths/more.yaml': 'a/b: {}\n',
    };
    expect(operations(text, others)).toEqual(['GET /orders: null']);
    const [resource] = load({ 'openapi.yaml': text, ...others }).resources;
    expect(Unknown.is(resource?.attributes['more'])).toBe(true);
  });

  it('reads templates as far as they parse', () => {
    const text = `openapi: "3.0.1"
info:
  title: \${name}
paths:
%{ if with_refunds }
  /refunds:
    post: {responses: {}}
%{ endif }
  /orders/\${version}:
    get:
      x-amazon-apigateway-integration:
        type: aws_proxy
        uri: "\${lambda_arn}"
        timeoutInMillis: \${timeout}
`;
    const [resource] = load({ 'api.yaml.tftpl': text }).resources;
    expect(operations(text)).toEqual(['POST /refunds: null', 'GET unknown: null']);
    expect(Unknown.is(resource?.attributes['title'])).toBe(true);
    expect(Unknown.is(resource?.attributes['more'])).toBe(true);
    const list = resource?.attributes['operations'];
    const integration = isDataList(list) && isDataObject(list[1]) ? list[1]['integration'] : undefined;
    expect(isDataObject(integration) && Unknown.is(integration['uri'])).toBe(true);
    expect(isDataObject(integration) && Unknown.is(integration['timeoutMs'])).toBe(true);
  });

  it('keeps samples apart', () => {
    const text = `${HEAD}paths: {}\n`;
    const { stacks } = load({ 'examples/a.yaml': text, 'tests/b.yaml': text, 'c.yaml': text });
    expect(stacks.map(({ id, code }) => `${id} ${code.role}`)).toEqual([
      'openapi:. root',
      'openapi:.@examples example',
      'openapi:.@tests test',
    ]);
  });

  it('names what is too long or broken instead of hanging on it', () => {
    const long = `${HEAD}paths: {}\n# ${'x'.repeat(5_000_000)}`;
    const { diagnostics, notRead, resources } = load({ 'long.yaml': long, 'broken.yaml': `${HEAD}paths: [` });
    expect(resources).toEqual([]);
    expect(diagnostics.map(({ code }) => code)).toContain('openapi-too-long');
    expect(notRead.map(({ file }) => file)).toEqual(['broken.yaml', 'long.yaml']);
  });

  it('points to the line of an operation', () => {
    const text = `${HEAD}paths:\n  /orders:\n    get: {responses: {}}\n`;
    const { stacks } = load({ 'openapi.yaml': text });
    const [stack] = stacks;
    const [resource] = stack?.resources ?? [];
    const origin = resource && stack?.trace({ resource: resource.id, path: ['operations', 0] });
    expect(origin).toEqual({
      kind: 'literal',
      at: { file: 'openapi.yaml', start: text.indexOf('{responses'), end: text.length - 1 },
      address: 'openapi.yaml GET /orders',
    });
  });
});

describe('contracts inside Terraform', () => {
  it('are read from texts, encoded values with unknown parts, and rendered templates', () => {
    const main = `
variable "arn" {}
resource "aws_apigatewayv2_api" "text" {
  name = "text"
  body = "{\\"openapi\\": \\"3.0.1\\", \\"paths\\": {\\"/a\\": {\\"get\\": {}}}}"
}
resource "aws_api_gateway_rest_api" "encoded" {
  name = "encoded"
  body = jsonencode({
    openapi = "3.0.1"
    paths = { "/b" = { post = { x-amazon-apigateway-integration = { type = "mock", uri = var.arn } } } }
  })
}
resource "aws_api_gateway_rest_api" "template" {
  name = "template"
  body = templatefile("api.yaml", { arn = var.arn })
}
`;
    const api =
      'openapi: 3.0.1\npaths:\n  /c:\n    get:\n      x-amazon-apigateway-integration: {uri: "${arn}"}\n';
    const { stacks } = loadStacks(memoryFiles({ 'main.tf': main, 'api.yaml': api }), defaultLoadOptions);
    const made = stacks.find(({ id }) => id.startsWith('contracts:'));
    expect(
      made?.resources.map(({ address, attributes: { operations: list } }) => {
        const [one] = isDataList(list) ? list : [];
        return `${address} ${isDataObject(one) ? `${shown(one['method'])} ${shown(one['path'])}` : ''}`;
      }),
    ).toEqual([
      'aws_api_gateway_rest_api.encoded POST /b',
      'aws_api_gateway_rest_api.template GET /c',
      'aws_apigatewayv2_api.text GET /a',
    ]);
  });
});
