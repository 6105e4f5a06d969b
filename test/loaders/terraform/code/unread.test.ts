import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Data } from '../../../../src/core/value.ts';
import { isDataList, isDataObject, Sensitive, Unknown } from '../../../../src/core/value.ts';
import { defaultLoadOptions } from '../../../../src/loaders/terraform/load-options.ts';
import { loadTerraform } from '../../../../src/loaders/terraform/load.ts';
import { memoryFiles } from '../../../support/memory-files.ts';

// Ways to read a map of maps `local.m` with entries a and b and leaves x and y.
const READS = [
  'name = local.m.a.x',
  'name = local.m["b"].y',
  'name = local.m[var.key].x',
  'name = lookup(local.m, "a", {}).y',
  'name = lookup(local.m["a"], var.leaf, "")',
  'name = join(",", [for k, v in local.m : v.x])',
  'name = join(",", [for k, v in local.m : v.y if v.x != ""])',
  'name = join(",", keys(local.m))',
  'name = length(local.m)',
  'tags = merge(local.m.a, { z = "z" })',
  'tags = { for k, v in local.m : k => v.y }',
  'tags = local.m.b',
  'name = try(local.m.c.x, local.m.b.x)',
  'name = var.key == "a" ? local.m.a.x : local.m.b.x',
  'name = "${local.m.a.y}-${local.copy.b.x}"',
  'name = one([for v in values(local.m) : v.x if v.y == "ay"])',
  'name = element([for v in local.m : v], 0).x',
  'name = local.copy.a.y',
  'name = [for v in local.list : v.y][0]',
  'name = local.list[0].x',
  'name = local.list[*].x',
  'name = flatten([for v in local.list : [{ z = v.y }]])[0].z',
  'for_each = local.m\n  name = each.value.x',
  'for_each = toset(keys(local.m))\n  name = local.m[each.key].y',
  'for_each = { for v in local.list : v.x => v }\n  name = each.value.y',
  'for_each = { for k, v in local.m : v.x => v... }\n  name = each.value[0].y',
  'name = jsonencode(local.m)',
  'name = jsonencode([for v in local.list : { x = v.x }])',
  'dynamic "rule" {\n    for_each = local.m\n    content {\n      port = rule.value.y\n    }\n  }',
  'dynamic "rule" {\n    for_each = toset(local.list)\n    content {\n      port = rule.key.x\n    }\n  }',
];

type Leaves = Readonly<Record<'ax' | 'ay' | 'bx' | 'by', string>>;

const LEAVES: Leaves = { ax: 'ax', ay: 'ay', bx: 'bx', by: 'by' };

function configuration(reads: readonly string[], leaves: Leaves): Readonly<Record<string, string>> {
  const resources = reads.map((read, index) => `resource "aws_x" "r${index}" {\n  ${read}\n}`);
  return {
    'main.tf': `
variable "key" { default = "a" }
variable "leaf" { default = "x" }
locals {
  m = {
    a = { x = "${leaves.ax}", y = "${leaves.ay}" }
    b = { x = "${leaves.bx}", y = "${leaves.by}" }
  }
  copy = local.m
  list = values(local.m)
}
${resources.join('\n')}`,
  };
}

function plain(data: Data): unknown {
  if (Unknown.is(data)) return ['unknown', data.detail];
  if (Sensitive.is(data)) return plain(data.reveal());
  if (isDataList(data)) return data.map(plain);
  return isDataObject(data)
    ? Object.fromEntries(Object.entries(data).map(([key, item]) => [key, plain(item)]))
    : data;
}

function loaded(texts: Readonly<Record<string, string>>): { resources: string; unread: readonly string[] } {
  const [stack] = loadTerraform(memoryFiles(texts), defaultLoadOptions).stacks;
  if (!stack) throw new Error('no stack');
  return {
    resources: JSON.stringify(stack.resources.map(({ address, attributes }) => [address, plain(attributes)])),
    unread: stack.code.settings.filter(({ readers }) => readers === 0).map(({ name }) => name),
  };
}

/** The leaves that are told to be unread, among those of `local.m`. */
function unreadLeaves(unread: readonly string[]): readonly (keyof Leaves)[] {
  if (unread.includes('local.m')) return ['ax', 'ay', 'bx', 'by'];
  const named: readonly (keyof Leaves)[] = ['ax', 'ay', 'bx', 'by'];
  return named.filter((leaf) => unread.includes(`local.m.${leaf.charAt(0)}.${leaf.charAt(1)}`));
}

describe('what is told to be unread', () => {
  it('can change, and nothing else does', () => {
    const some = fc.uniqueArray(fc.constantFrom(...READS), { minLength: 1, maxLength: 3 });
    let told = 0;
    fc.assert(
      fc.property(some, (reads) => {
        const before = loaded(configuration(reads, LEAVES));
        for (const leaf of unreadLeaves(before.unread)) {
          told += 1;
          const after = loaded(configuration(reads, { ...LEAVES, [leaf]: 'changed' }));
          expect(after.resources, `${leaf} with ${reads.join(' | ')}`).toBe(before.resources);
        }
      }),
      { seed: 7, numRuns: 400 },
    );
    expect(told).toBeGreaterThan(100);
  });

  it.each([
    ['name = local.m.a.x', ['ay', 'bx', 'by']],
    ['for_each = local.m\n  name = each.value.x', ['ay', 'by']],
    ['name = jsonencode([for v in local.list : { x = v.x }])', ['ay', 'by']],
    ['name = join(",", keys(local.m))', ['ax', 'ay', 'bx', 'by']],
    ['name = jsonencode(local.m)', []],
  ])('%s leaves %s unread', (read, expected) => {
    expect(unreadLeaves(loaded(configuration([read], LEAVES)).unread)).toEqual(expected);
  });
});
