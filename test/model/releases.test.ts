import { expect, it } from 'vitest';
import { deployment, estateOf } from '../support/estate-of.ts';

/** `what does it: how it says so` of everything that guards the releases of a component. */
function guardsIn(files: Readonly<Record<string, string>>, name: string): readonly string[] {
  const found = estateOf(files).components.filter((one) => one.name === name && one.kind !== 'stack');
  return found.flatMap(({ facts }) =>
    (facts.releaseGuards ?? []).map(({ does, says }) => `${does}: ${says}`),
  );
}

const CHART = {
  'chart/Chart.yaml': 'apiVersion: v2\nname: orders\nversion: 1.0.0\n',
  'chart/templates/orders.yaml': deployment('orders'),
};

function workflow(...steps: readonly string[]): string {
  const lines = steps.map((step) => `      - run: |\n          ${step.replaceAll('\n', '\n          ')}`);
  return `
on: { push: { branches: [main] } }
jobs:
  deploy:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
${lines.join('\n')}
`;
}

it.each([
  [
    'helm upgrade orders ./chart \\\n  --install --atomic',
    ['gate: helm goes back when the release does not come up (--atomic)'],
  ],
  ['helm upgrade orders ./chart --atomic=false', []],
  ['helm upgrade orders ./chart --wait', []],
])('a pipeline that runs %s', (command, expected) => {
  const files = { ...CHART, '.github/workflows/deploy.yml': workflow(command) };
  expect(guardsIn(files, 'orders')).toEqual(expected);
});

it('a guard of one pipeline counts only where every other one has it', () => {
  const atomic = workflow('helm upgrade orders ./chart --atomic');
  const plain = workflow('helm upgrade orders ./chart');
  const files = { ...CHART, '.github/workflows/a.yml': atomic, '.github/workflows/b.yml': plain };
  expect(guardsIn(files, 'orders')).toEqual([]);
});

it('Flagger moves requests step by step and goes back', () => {
  const canary = `
apiVersion: flagger.app/v1beta1
kind: Canary
metadata: { name: orders, namespace: shop }
spec:
  targetRef: { apiVersion: apps/v1, kind: Deployment, name: orders }
  analysis: { interval: 1m, threshold: 5, stepWeight: 10, maxWeight: 50 }
`;
  expect(guardsIn({ 'orders.yaml': `${deployment('orders')}---${canary}` }, 'orders')).toContain(
    'share: Canary orders of Flagger moves requests step by step',
  );
});

it.each([
  ['steps: [{ setWeight: 20 }, { pause: {} }]', 1],
  ['maxSurge: 1', 0],
])('a canary of Argo Rollouts needs steps to be more than a rolling update: %s', (canary, count) => {
  const rollout = deployment('orders')
    .replace('apps/v1', 'argoproj.io/v1alpha1')
    .replace('Deployment', 'Rollout')
    .replace('spec:', `spec:\n  strategy: { canary: { ${canary} } }`);
  expect(
    guardsIn({ 'orders.yaml': rollout }, 'orders').filter((line) => line.startsWith('share')),
  ).toHaveLength(count);
});

it('CodeDeploy says how it moves requests, and goes back by itself only where an alarm tells it to', () => {
  const group = (events: string, alarms = ''): string => `
resource "aws_ecs_service" "orders" { name = "orders" }
resource "aws_codedeploy_deployment_group" "orders" {
  deployment_group_name  = "orders-releases"
  deployment_config_name = "CodeDeployDefault.ECSCanary10Percent5Minutes"
  ecs_service { service_name = aws_ecs_service.orders.name }
  auto_rollback_configuration {
    enabled = true
    events  = ${events}
  }
  ${alarms}
}
`;
  const kindsOf = (text: string): readonly string[] => [
    ...new Set(guardsIn({ 'main.tf': text }, 'orders').map((line) => line.split(':')[0] ?? '')),
  ];
  expect(kindsOf(group('["DEPLOYMENT_FAILURE"]'))).toEqual(['gate', 'share']);
  const alarms = 'alarm_configuration { alarms = ["orders-errors"] }';
  expect(kindsOf(group('["DEPLOYMENT_STOP_ON_ALARM"]', alarms))).toEqual(['gate', 'revert', 'share']);
});

it('tasks go back when they do not come up, or when an alarm tells', () => {
  const service = (block: string): string => `resource "aws_ecs_service" "orders" {
  name = "orders"
  ${block} {
    enable   = true
    rollback = true
  }
}
`;
  expect(guardsIn({ 'main.tf': service('deployment_circuit_breaker') }, 'orders')).toEqual([]);
  expect(guardsIn({ 'main.tf': service('alarms') }, 'orders')).toEqual([
    'revert: it goes back when an alarm fires',
  ]);
});

const START = 'gate: a new revision gets requests once it has started';

it('versions of Cloud Run that share requests are a release on trial', () => {
  const service = (traffic: string): string => `
resource "google_cloud_run_v2_service" "orders" {
  name = "orders"
  ${traffic}
}
`;
  const part = (percent: number): string => `traffic { percent = ${percent} }\n`;
  expect(guardsIn({ 'main.tf': service(part(90) + part(10)) }, 'orders')).toEqual([
    START,
    'share: requests are shared between versions',
  ]);
  expect(guardsIn({ 'main.tf': service(part(100)) }, 'orders')).toEqual([START]);
});

const GATEWAY = (hosts: readonly string[]): string => `
resource "azurerm_linux_web_app" "orders" { name = "orders" }
resource "azurerm_linux_web_app_slot" "next" {
  name           = "next"
  app_service_id = azurerm_linux_web_app.orders.id
}
resource "azurerm_application_gateway" "shop" {
  name = "shop"
  backend_address_pool {
    name  = "all"
    fqdns = [${hosts.join(', ')}]
  }
  request_routing_rule { backend_address_pool_name = "all" }
}
`;
const APP = 'azurerm_linux_web_app.orders.default_hostname';
const SLOT = 'azurerm_linux_web_app_slot.next.default_hostname';

it('the next release waits in a slot: users need it only where the app is not behind the gateway', () => {
  const strengths = (text: string): readonly string[] => {
    const estate = estateOf({ 'main.tf': text });
    return estate.components.flatMap(({ id, name }) =>
      name === 'shop'
        ? estate
            .dependenciesFrom(id)
            .map(({ to, strength }) => `${estate.component(to).name} ${String(strength)}`)
        : [],
    );
  };
  expect(strengths(GATEWAY([APP, SLOT]))).toEqual(['orders hard', 'orders-next soft']);
  expect(strengths(GATEWAY([SLOT]))).toEqual(['orders-next hard']);
  expect(guardsIn({ 'main.tf': GATEWAY([APP]) }, 'orders')).toEqual([
    'gate: orders-next: releases wait in it until both are swapped',
  ]);
});
