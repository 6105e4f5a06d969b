import { describe, expect, it } from 'vitest';
import type { StackFacts } from '../../src/core/facts/code.ts';
import { componentId } from '../../src/core/id.ts';
import type { Estate } from '../../src/graph/estate.ts';
import { defaultLoadOptions } from '../../src/loaders/terraform/load-options.ts';
import { loadTerraform } from '../../src/loaders/terraform/load.ts';
import { buildGraph } from '../../src/model/build-graph.ts';
import { meaningOfSwitch } from '../../src/model/links/stacks/switch-names.ts';
import { memoryFiles } from '../support/memory-files.ts';

function estateOf(texts: Readonly<Record<string, string>>): Estate {
  return buildGraph(loadTerraform(memoryFiles(texts), defaultLoadOptions).stacks).estate;
}

function factsOf(estate: Estate, stack: string): StackFacts {
  const facts = estate.component(componentId(`stack:terraform:${stack}`)).facts.stackFacts;
  if (!facts) throw new Error(`${stack} has no facts`);
  return facts;
}

const backend = 'terraform {\n  backend "s3" {\n    bucket = "orders-state"\n    key    = "orders"\n  }\n}\n';
const database = 'resource "aws_db_instance" "orders" {\n  identifier = "orders-db"\n}\n';

describe('stacks', () => {
  it('are one component each, and the first one speaks for a root', () => {
    const estate = estateOf({
      'orders/main.tf': database,
      'orders/live.tfvars': '',
      'orders/staging.tfvars': '',
      'stock/main.tf': database,
    });
    expect(estate.ofKind('stack').map(({ id, name }) => `${id} ${name}`)).toEqual([
      'stack:terraform:orders orders',
      'stack:terraform:orders@live orders (live)',
      'stack:terraform:orders@staging orders (staging)',
      'stack:terraform:stock stock',
    ]);
    expect(factsOf(estate, 'orders@live').sameRoot[0]).toBe('stack:terraform:orders');
    expect(estate.ofKind('repository')).toHaveLength(1);
  });

  it('know what keeps data and what holds secrets', () => {
    const estate = estateOf({ 'main.tf': `${database}resource "random_password" "orders" {}` });
    const facts = factsOf(estate, '.');
    expect(facts.stateful).toEqual(['terraform:.#aws_db_instance.orders']);
    expect(facts.secretsInState).toEqual(['random_password.orders']);
    expect(facts.managedResources).toBe(2);
  });

  it('are joined to the bucket that keeps their state, wherever it is declared', () => {
    const bucket = 'resource "aws_s3_bucket" "state" {\n  bucket = "orders-state"\n}\n';
    const estate = estateOf({ 'orders/main.tf': backend + database, 'state/main.tf': bucket });
    const id = componentId('terraform:state#aws_s3_bucket.state');
    expect(factsOf(estate, 'orders').backends.map((one) => one.bucket)).toEqual([id]);
    expect(estate.component(id).facts.bucketRole?.value).toBe('state');
    const [stores] = estate.dependenciesTo(id, 'stores');
    expect(stores?.from).toBe('stack:terraform:orders');
  });

  it('name the largest group of connected resources without what all refer to', () => {
    const queues = Array.from(
      { length: 20 },
      (_, index) => `
resource "aws_sqs_queue" "q${index}" {
  kms_master_key_id = aws_kms_key.all.id
  policy            = ${index < 4 ? `aws_sqs_queue.q${index + 1}.arn` : '"p"'}
}`,
    );
    const estate = estateOf({ 'main.tf': `resource "aws_kms_key" "all" {}\n${queues.join('\n')}` });
    expect(factsOf(estate, '.').largestGroup).toEqual(
      [0, 1, 2, 3, 4].map((index) => `aws_sqs_queue.q${index}`),
    );
  });

  it('are paired with their rehearsals', () => {
    const root = 'variable "size" {\n  type = string\n}\n';
    const estate = estateOf({
      'orders/main.tf': root + database,
      'orders/production.tfvars': 'size = "a"',
      'orders/staging.tfvars': 'size = "b"',
      'live/prod/main.tf': database,
      'live/stg/main.tf': database,
      'live/dev/main.tf': 'resource "aws_x" "y" {}',
    });
    const pairsOf = (stack: string) =>
      factsOf(estate, stack).counterparts.map(
        ({ environment, label, pairedBy }) => `${environment} ${label}: ${pairedBy}`,
      );
    expect(pairsOf('orders@production')).toEqual(['staging staging: the same root with other variables']);
    expect(pairsOf('live/prod')).toEqual(['staging stg: 1 of 1 addresses are equal']);
    expect(pairsOf('live/stg')).toEqual([]);
  });
});

describe('switches', () => {
  it.each([
    ['storage_encrypted', true, 'security'],
    ['enable_waf', true, 'security'],
    ['publicly_accessible', false, 'security'],
    ['disable_tls', false, 'security'],
    ['deletion_protection', true, 'guard'],
    ['skip_final_snapshot', false, 'guard'],
    ['firewall_learning', undefined, 'security'],
  ])('%s protects when %s', (name, strong, kind) => {
    expect(meaningOfSwitch(name)).toEqual({ strong, kind });
  });
  it.each(['multi_queue', 'kms_key_id', 'debug', 'ssl_policy_name', 'backup_retention_days'])(
    '%s is none',
    (name) => {
      expect(meaningOfSwitch(name)).toBeUndefined();
    },
  );
});
