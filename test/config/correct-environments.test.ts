import { describe, expect, it } from 'vitest';
import { correctEnvironments } from '../../src/config/correct-environments.ts';
import type { EnvironmentCorrection } from '../../src/core/accept.ts';
import { defaultLoadOptions } from '../../src/loaders/terraform/load-options.ts';
import { loadTerraform } from '../../src/loaders/terraform/load.ts';
import { memoryFiles } from '../support/memory-files.ts';
import { placeAt } from '../support/sample-report.ts';

const { stacks } = loadTerraform(
  memoryFiles({
    'infra/live/main.tf': 'resource "aws_sqs_queue" "orders" {}',
    'infra/dev/main.tf': 'resource "aws_sqs_queue" "orders" {}',
  }),
  defaultLoadOptions,
);

/** The environments of every stack after a correction, and the remarks. */
function check(correction: Partial<EnvironmentCorrection>, expected: readonly string[]): void {
  const whole = {
    name: 'production',
    stack: undefined,
    root: undefined,
    variables: undefined,
    place: placeAt('whatfails.yaml', 2),
    ...correction,
  };
  const { stacks: corrected, diagnostics } = correctEnvironments(stacks, [whole]);
  const told = corrected.filter(({ environments }) => environments.some(({ grade }) => grade === 'A'));
  expect([
    ...told.map(({ root, environments }) => `${root}: ${environments.map(({ name }) => name).join()}`),
    ...diagnostics.map(({ code }) => code),
  ]).toEqual(expected);
}

describe('a correction of the environment', () => {
  it('meets stacks by root, variable file or id', () => {
    check({ root: 'infra/live' }, ['infra/live: production']);
    check({ root: './infra/live/' }, ['infra/live: production']);
    check({ root: 'infra/*', name: 'staging' }, ['infra/dev: staging', 'infra/live: staging']);
    check({ stack: 'terraform:infra/dev' }, ['infra/dev: production']);
  });

  it('that meets none is told', () => {
    check({ root: 'infra/gone' }, ['unused-environment']);
    check({ root: 'infra/live', variables: 'prod.tfvars' }, ['unused-environment']);
  });

  it('keeps the way back to the text', () => {
    const {
      stacks: [first],
    } = correctEnvironments(stacks, []);
    const [resource] = first?.resources ?? [];
    if (!first || !resource) throw new Error('the sample has one');
    const corrected = correctEnvironments(stacks, [
      { name: 'x', stack: undefined, root: '*', variables: undefined, place: placeAt('whatfails.yaml', 2) },
    ]);
    expect(corrected.stacks[0]?.trace({ resource: resource.id, path: ['name'] })).toEqual(
      first.trace({ resource: resource.id, path: ['name'] }),
    );
  });
});
