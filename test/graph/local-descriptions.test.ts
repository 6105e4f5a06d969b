import { expect, it } from 'vitest';
import { chooseStacks } from '../../src/graph/view.ts';
import { loadStacks } from '../../src/load-stacks.ts';
import { defaultLoadOptions } from '../../src/loaders/terraform/load-options.ts';
import { memoryFiles } from '../support/memory-files.ts';

const LOCAL = "a compose file is taken for a developer's machine";
const COMPOSE = 'services:\n  orders: { build: . }\n  db: { image: "postgres:17" }\n';
const CLUSTER = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: orders }
spec: { selector: {}, template: { spec: { containers: [{ name: orders, image: shop/orders:1 }] } } }
`;
const CLOUD = `
provider "aws" {}
resource "aws_ecs_service" "web" { name = "web" }
`;

/** `stack: chosen` or `stack: why not`. */
function check(texts: Readonly<Record<string, string>>, expected: readonly string[]): void {
  const { stacks } = loadStacks(memoryFiles(texts), defaultLoadOptions);
  const choices = [...chooseStacks(stacks, 'production')];
  expect(choices.map(([id, { chosen, because }]) => `${id}: ${chosen ? 'chosen' : because}`).sort()).toEqual(
    expected,
  );
}

it('a compose file alone is the system', () => {
  check({ 'compose.yaml': COMPOSE }, ['compose:.: chosen']);
});

it('beside a cluster that runs the same services it is a description more', () => {
  check({ 'compose.yaml': COMPOSE, 'deploy/orders.yaml': CLUSTER }, [
    `compose:.: manifests:deploy describes the same services; ${LOCAL}`,
    'manifests:deploy: chosen',
  ]);
});

it('beside anything else that is deployed it is for developers, unless its name says production', () => {
  check({ 'compose.yaml': COMPOSE, 'infra/main.tf': CLOUD }, [
    `compose:.: terraform:infra is what is deployed; ${LOCAL}`,
    'terraform:infra: chosen',
  ]);
  check({ 'app/compose.prod.yaml': COMPOSE, 'infra/main.tf': CLOUD }, [
    'compose:app@prod: chosen',
    'terraform:infra: chosen',
  ]);
});
