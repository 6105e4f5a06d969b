import { expect, test } from 'vitest';
import { Unknown } from '../../../src/core/value.ts';
import { componentsOf, workload } from '../../support/alerting-shop.ts';

const LAMBDA = `resource "aws_lambda_function" "orders" {
  function_name = "orders"
  role          = "arn:aws:iam::123456789012:role/orders"
`;

test('switches, layers and settings say whether traces are sent', () => {
  expect(traced({ 'main.tf': `${LAMBDA} filename = "orders.zip"\n}` })).toBe('false');
  expect(traced({ 'main.tf': `${LAMBDA} tracing_config { mode = "Active" }\n}` })).toBe('true');
  expect(
    traced({ 'main.tf': `${LAMBDA} layers = ["arn:aws:lambda:eu-west-1:1:layer:aws-otel-nodejs:1"]\n}` }),
  ).toBe('true');
  expect(
    traced({ 'main.tf': `${LAMBDA} environment { variables = { OTEL_SDK_DISABLED = "true" } }\n}` }),
  ).toBe('false');
});

test('what an image holds is not known', () => {
  expect(traced({ 'main.tf': `${LAMBDA} package_type = "Image"\n image_uri = "shop/orders:1"\n}` })).toBe(
    'unknown',
  );
  expect(traced({ 'orders.yaml': workload('orders') })).toBe('unknown');
});

const INJECTS = 'instrumentation.opentelemetry.io/inject-java';

test('an annotation has an agent put in', () => {
  const asked = workload('orders').replace(
    '      labels: {app: orders}\n    spec',
    `      labels: {app: orders}\n      annotations: {${INJECTS}: 'true'}\n    spec`,
  );
  expect(traced({ 'orders.yaml': asked })).toBe('true');
  expect(traced({ 'orders.yaml': asked.replace("'true'", "'false'") })).toBe('unknown');
});

function traced(texts: Readonly<Record<string, string>>): string {
  const value = componentsOf(texts).find(({ name }) => name === 'orders')?.facts.traced?.value;
  return Unknown.is(value) ? 'unknown' : String(value);
}
