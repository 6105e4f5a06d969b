import { expect, it } from 'vitest';
import { nodeData } from '../../../src/loaders/objects/to-data.ts';
import { parseYaml } from '../../../src/syntax/yaml/parse.ts';

it('a key that JavaScript takes for a prototype is a key', () => {
  const text = '__proto__: orders\nconstructor: carts\n';
  const [document] = parseYaml(text, { file: 'orders.yaml', typing: 'kubernetes' }).documents;
  const data = document?.root && nodeData(document.root);
  expect(Object.entries(data ?? {})).toEqual([
    ['__proto__', 'orders'],
    ['constructor', 'carts'],
  ]);
});
