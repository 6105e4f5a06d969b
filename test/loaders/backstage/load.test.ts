import { describe, expect, it } from 'vitest';
import { isDataObject, scalarText, Unknown } from '../../../src/core/value.ts';
import { loadBackstage } from '../../../src/loaders/backstage/load.ts';
import { memoryFiles } from '../../support/memory-files.ts';

const entity = (kind: string, name: string, spec: string): string =>
  `apiVersion: backstage.io/v1alpha1\nkind: ${kind}\nmetadata:\n  name: ${name}\nspec: ${spec}\n`;

function load(texts: Readonly<Record<string, string>>) {
  const { stacks, notRead, diagnostics } = loadBackstage(memoryFiles(texts), { selected: [] });
  const resources = stacks.flatMap((stack) => stack.resources);
  const owners = resources.map(({ address, attributes: { spec } }) => {
    const owner = isDataObject(spec) ? spec['owner'] : undefined;
    return `${address} ${Unknown.is(owner) ? 'unknown' : (scalarText(owner) ?? 'none')}`;
  });
  return { owners, notRead, codes: diagnostics.map(({ code }) => code), ids: stacks.map(({ id }) => id) };
}

describe('a catalog', () => {
  it('is every entity of its files, of samples apart', () => {
    const { owners, ids } = load({
      'catalog-info.yaml': [
        entity('Component', 'Orders', '{ owner: payments }'),
        entity('API', 'orders', '{ owner: payments }'),
      ].join('---\n'),
      'examples/catalog-info.yaml': entity('Component', 'demo', '{ owner: nobody }'),
      'other/catalog-info.yaml': 'apiVersion: v1\nkind: List\n',
    });
    expect(ids).toEqual(['backstage:.', 'backstage:.@examples']);
    expect(owners).toEqual([
      'catalog-info.yaml/api:default/orders payments',
      'catalog-info.yaml/component:default/orders payments',
      'examples/catalog-info.yaml/component:default/demo nobody',
    ]);
  });

  it('follows its locations inside the tree, once, and names those outside', () => {
    const { owners, notRead } = load({
      'catalog-info.yaml': entity(
        'Location',
        'all',
        '{ targets: [./teams/*.yaml, ./gone.yaml, ' +
          '"https://shop.example/catalog-info.yaml", ./catalog-info.yaml] }',
      ),
      'teams/payments.yaml': entity('Group', 'payments', '{ type: team }'),
    });
    expect(owners.map((line) => line.split(' ')[0])).toEqual([
      'catalog-info.yaml/location:default/all',
      'teams/payments.yaml/group:default/payments',
    ]);
    expect(notRead.map(({ why }) => why)).toEqual([
      'catalog-info.yaml takes in gone.yaml, which is not in the inputs',
      'catalog-info.yaml takes in https://shop.example/catalog-info.yaml, which is elsewhere',
    ]);
  });

  it('takes texts from other files, and does not know what a template stands for', () => {
    const { owners } = load({
      'a/catalog-info.yaml': entity('Component', 'a', '{ owner: { $text: ./owner.txt } }'),
      'a/owner.txt': 'payments\n',
      'b/catalog-info.yaml': entity('Component', 'b', '{ owner: { $text: ./gone.txt } }'),
      'c/catalog-info.yaml': entity('Component', 'c', '{ owner: "${{ values.owner }}" }'),
      'skeleton/catalog-info.yaml': entity('Component', '"${{ values.name }}"', '{ owner: x }'),
    });
    expect(owners.map((line) => line.split('/').at(-1))).toEqual(['a payments', 'b unknown', 'c unknown']);
  });

  it('says what Backstage would refuse', () => {
    const { codes } = load({
      'catalog-info.yaml': [
        'apiVersion: backstage.io/v1alpha1\nkind: Component\n',
        entity('Component', 'a', '{}'),
        entity('Component', 'a', '{}'),
        'a: [',
      ].join('---\n'),
    });
    expect(codes).toEqual(['yaml-syntax', 'backstage-entity', 'backstage-entity-twice']);
  });
});
