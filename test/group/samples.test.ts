import { describe, expect, it } from 'vitest';
import { loadText } from '../support/load-text.ts';
import { chooseStacks, showsOwnModule } from '../../src/graph/view.ts';

const queue = 'provider "aws" {}\nresource "aws_sqs_queue" "orders" {}';

function chosen(input: Readonly<Record<string, string>>): readonly string[] {
  const choices = chooseStacks(loadText(input).stacks, 'production');
  return [...choices].flatMap(([id, choice]) => (choice.chosen ? [id] : []));
}

describe('examples and tests', () => {
  it('stay aside where something is deployed', () => {
    expect(chosen({ 'shop/main.tf': queue, 'examples/small/main.tf': queue })).toEqual(['terraform:shop']);
  });

  it('are roots like others where the user names them', () => {
    const input = { 'examples/shop/main.tf': queue, 'examples/shop/test/main.tf': queue };
    const { stacks } = loadText(input, { selected: ['examples/shop'] });
    expect(stacks.map(({ code }) => code.role)).toEqual(['root', 'test']);
  });

  it('are shown where the rest is a module that makes nothing by itself', () => {
    const wrapper =
      'variable "shops" {\n  default = {}\n}\nresource "aws_vpc" "one" {\n  for_each = var.shops\n}';
    expect(chosen({ 'wrappers/main.tf': wrapper, 'examples/small/main.tf': queue })).toContain(
      'terraform:examples/small',
    );
  });

  it.each([
    ['../..', true],
    ['../../modules/queue', true],
    ['../shared', false],
    ['../../../elsewhere', false],
    ['terraform-aws-modules/sqs/aws', false],
  ])('that call %s show a module of this tree: %s', (source, expected) => {
    const call = `module "orders" {\n  source = "${source}"\n}`;
    const [example] = loadText({ 'examples/small/main.tf': call }).stacks;
    expect(example && showsOwnModule(example)).toBe(expected);
  });
});
