import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Sensitive } from '../../../src/core/value.ts';
import { compareStack } from '../../oracles/plan-attributes/compare-stack.ts';
import { loadRoot, ROOTS } from '../../oracles/plan-attributes/own-roots.ts';
import type { PlanJson } from '../../oracles/plan-attributes/planned.ts';
import type { ProviderSchema } from '../../oracles/plan-attributes/shape.ts';
import { loadText, onlyStack } from '../../support/load-text.ts';

interface Recorded {
  readonly plan: PlanJson;
  readonly schema: ProviderSchema;
}

// Where our answer is not the plan's.
const MISSES: Readonly<Record<string, readonly string[]>> = {
  // What another block reads of an attribute has the provider's type there and the written one here: numbers
  // given as text stay text, sets keep the order they were written in.
  conversions: [
    'different aws_ssm_parameter.read["fifo"] value',
    'different aws_ssm_parameter.read["json"] value',
    'different aws_ssm_parameter.read["typed"] value',
    'different aws_ssm_parameter.read["zones"] value',
    'different output orders.delay',
    'different output orders.fifo',
    'different output orders.port',
    'different output orders.sizes.0',
    'different output orders.sizes.1',
    'different output orders.zones.0',
    'different output orders.zones.1',
  ],
  tasks: ['different output definitions.orders'],
  // Defaults that the provider fills in.
  policies: [
    'unknown-here output texts.first_sid',
    'unknown-here output texts.statement',
    'unknown-here output texts.version',
  ],
  // The provider takes all tags for unknown when one is.
  unknowns: ['known-here output mixed.name'],
};

describe('attributes against recorded plans of terraform', () => {
  it.each(readdirSync(ROOTS).sort())('%s', (name) => {
    const recorded: Recorded = JSON.parse(readFileSync(`test/oracles/recorded/plan-${name}.json`, 'utf8'));
    const { plan, schema } = recorded;
    const { addresses, attributes, outputs, instances } = compareStack(loadRoot(name), plan, schema);
    expect(instances).toBeGreaterThan(3);
    expect(addresses).toEqual([]);
    const verdicts = [...attributes, ...outputs];
    expect(verdicts.filter(({ outcome }) => outcome === 'equal').length).toBeGreaterThan(10);
    const misses = verdicts.filter(({ outcome }) =>
      ['different', 'unknown-here', 'known-here'].includes(outcome),
    );
    expect(misses.map(({ outcome, path }) => `${outcome} ${path}`)).toEqual(MISSES[name] ?? []);
  });
});

describe('policy documents', () => {
  it('hide what is sensitive in them', () => {
    const stack = onlyStack(
      loadText(`
        variable "partner" {
          default   = "arn:aws:iam::111111111111:root"
          sensitive = true
        }
        data "aws_iam_policy_document" "orders" {
          statement {
            actions   = ["sqs:SendMessage"]
            resources = ["*"]
            principals {
              type        = "AWS"
              identifiers = [var.partner]
            }
          }
        }
        resource "aws_sqs_queue_policy" "orders" {
          policy = data.aws_iam_policy_document.orders.json
        }`),
    );
    const policy = stack.resources.find(({ type }) => type === 'aws_sqs_queue_policy')?.attributes['policy'];
    expect(Sensitive.is(policy) ? policy.reveal() : undefined).toContain('"AWS": "arn:aws:iam::1');
  });
});
