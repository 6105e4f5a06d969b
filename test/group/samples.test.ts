import { describe, expect, it } from 'vitest';
import { loadText } from '../support/load-text.ts';
import { chooseStacks } from '../../src/graph/view.ts';

const queue = 'provider "aws" {}\nresource "aws_sqs_queue" "orders" {}';

function chosen(input: Readonly<Record<string, string>>): readonly string[] {
  const choices = chooseStacks(loadText(input).stacks, 'production');
  return [...choices].flatMap(([id, choice]) => (choice.chosen ? [id] : []));
}

describe('examples and tests', () => {
  it('stay aside where something is deployed', () => {
    expect(chosen({ 'shop/main.tf': queue, 'examples/small/main.tf': queue })).toEqual(['terraform:shop']);
  });

  it('are shown where the rest is a module that makes nothing by itself', () => {
    const wrapper =
      'variable "shops" {\n  default = {}\n}\nresource "aws_vpc" "one" {\n  for_each = var.shops\n}';
    expect(chosen({ 'wrappers/main.tf': wrapper, 'examples/small/main.tf': queue })).toContain(
      'terraform:examples/small',
    );
  });
});
