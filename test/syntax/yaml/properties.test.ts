import fc from 'fast-check';
import { expect, it } from 'vitest';
import { applyEdits } from '../../../src/core/edit.ts';
import type { YamlNode } from '../../../src/syntax/yaml/ast.ts';
import type { YamlChange } from '../../../src/syntax/yaml/edit.ts';
import { editYaml } from '../../../src/syntax/yaml/edit.ts';
import { parseYaml } from '../../../src/syntax/yaml/parse.ts';
import type { YamlValue } from '../../../src/syntax/yaml/print.ts';
import { printFlow, printYaml } from '../../../src/syntax/yaml/print.ts';
import { withChange } from '../../../src/syntax/yaml/value-change.ts';
import { hostileYaml } from '../../support/hostile-yaml.ts';
import { dataOf, documentsOf } from '../../support/yaml-data.ts';

const TYPINGS = ['kubernetes', 'kustomize', 'core'] as const;
const FILE = 'orders.yaml';

// Texts that some reader takes for something else, between ordinary ones.
const texts = fc.oneof(
  fc.constantFrom(
    'yes',
    'on',
    '0644',
    '1e3',
    '1_000',
    '12:30',
    '2020-01-01',
    '~',
    '',
    ' ',
    '- a',
    'a: b',
    'a #b',
  ),
  fc.constantFrom(
    '0x1F',
    '.inf',
    '=',
    '<<',
    '---',
    '...',
    '[',
    '{}',
    '!a',
    '&a',
    '*a',
    '|',
    '%',
    "it's",
    'a"b',
  ),
  fc.constantFrom(
    'orders',
    'a\nb',
    'a\n\nb\n',
    '\na',
    'a\n b\n',
    'a\t',
    'é',
    '😀',
    '\u2028',
    '\u0085',
    '\0',
    '#',
    'x:',
  ),
  fc.string({ maxLength: 12 }),
);
const keys = fc.oneof(
  fc.constantFrom('app', 'name', 'on', 'yes', '1', 'a b', '', 'x.io/y', '0644', '~'),
  texts,
);
const values = fc.letrec<{ value: YamlValue }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    texts,
    fc.integer(),
    fc.double({ noNaN: true, min: -1e15, max: 1e15 }).map((number) => number + 0),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(keys, tie('value'), { maxKeys: 4 }).map((record) => ({ ...record })),
  ),
})).value;

it('what is printed is read as the same values by everybody', () => {
  const styles = fc.record({
    step: fc.integer({ min: 1, max: 4 }),
    sequenceStep: fc.integer({ min: 0, max: 4 }),
  });
  const property = fc.property(values, styles, fc.constantFrom(...TYPINGS), (value, style, typing) => {
    const block = parseYaml(`${printYaml({ value }, style)}\n`, { file: FILE, typing });
    expect(documentsOf(block)).toEqual([{ value }]);
    const flow = parseYaml(`value: ${printFlow(value, false)}`, { file: FILE, typing });
    expect(documentsOf(flow)).toEqual([{ value }]);
  });
  fc.assert(property, { numRuns: 300 });
});

it('both readers give the same values where both accept a text', () => {
  const property = fc.property(hostileYaml, (text) => {
    const fast = parseYaml(text, { file: FILE, typing: 'core' });
    const careful = parseYaml(text, { file: FILE, typing: 'core', reader: 'careful' });
    const isRefused = [...fast.diagnostics, ...careful.diagnostics].some(
      ({ severity }) => severity === 'error',
    );
    if (!isRefused) expect(documentsOf(fast)).toEqual(documentsOf(careful));
  });
  fc.assert(property, { numRuns: 300 });
});

it('a tag reaches over the name on the next line', () => {
  const [document] = parseYaml('!!str \n &a ', { file: FILE, typing: 'core' }).documents;
  expect(document?.root).toMatchObject({ kind: 'scalar', value: '' });
});

/** Layouts that people use, and that an edit must leave alone. */
const LAYOUTS = [
  [
    '# Orders.',
    'kind: Deployment',
    'spec:',
    '  replicas: 1 # one',
    '  template:',
    '    containers:',
    "    - name: 'a'",
    '      ports: [80, 81]',
    '',
    '    # second',
    '    - name: "b" # b',
    '      env: {A: 1, B: "2"}',
    '',
  ].join('\n'),
  [
    'spec:',
    '    list:',
    '      - - 1',
    '        - 2',
    '      -',
    '        deep: x',
    '    empty: {}',
    '    none:',
    '    text: |',
    '      line one',
    '',
    '      line two',
    '    folded: >-',
    '      a',
    '      b',
    '',
  ].join('\n'),
  '{"kind": "Service", "spec": {\n  "ports": [\n    {"port": 80},\n    {"port": 81}\n  ]\n}}\n',
  'base: &base\n  cpu: 1\n  list: [a]\nother:\n  <<: *base\n  memory: 1Gi\nalias: *base\nlast: no newline',
  'a:\r\n  b: 1\r\n  c:\r\n  - x\r\n  - y: 2\r\n    z: 3\r\n',
  '---\na: 1\n# between\n---\nb: [x]\n',
  'base: &base {a: 1}\nlist:\n- !!merge <<: *base\n  b: 2\n- b: 2\n  !!merge <<: *base\n',
];

it('both readers give the same nodes of what people write', () => {
  for (const text of LAYOUTS) {
    for (const typing of TYPINGS) {
      const careful = parseYaml(text, { file: FILE, typing, reader: 'careful' });
      expect(parseYaml(text, { file: FILE, typing })).toEqual(careful);
    }
  }
});

const changes = fc
  .tuple(fc.constantFrom(...LAYOUTS), fc.infiniteStream(fc.nat(6)), fc.nat(4), keys, values, fc.nat(2))
  .map(([text, choices, depth, key, value, op]) => {
    const [document] = parseYaml(text, { file: FILE, typing: 'core' }).documents;
    if (!document?.root) throw new Error('a layout without content');
    const path = pathInto(document.root, { choices, depth, key });
    return { text, document, change: changeOf(path, value, op) };
  });

function pathInto(
  root: YamlNode,
  {
    choices,
    depth,
    key,
  }: { readonly choices: Iterator<number>; readonly depth: number; readonly key: string },
): readonly (string | number)[] {
  const path: (string | number)[] = [];
  let node: YamlNode | undefined = root;
  while (node && node.kind !== 'scalar' && path.length <= depth) {
    const choice: number = choices.next().value ?? 0;
    if (node.kind === 'sequence') {
      path.push(Math.min(choice, node.items.length));
      node = node.items[Math.min(choice, node.items.length)];
    } else {
      const entry: { key: { value: string }; value: YamlNode } | undefined = node.entries[choice];
      path.push(entry?.key.value ?? key);
      node = entry?.value;
    }
  }
  return path;
}

function changeOf(path: readonly (string | number)[], value: YamlValue, op: number): YamlChange {
  if (op === 0) return { op: 'remove', path };
  return op === 1 && typeof path.at(-1) === 'number'
    ? { op: 'insert', path, value }
    : { op: 'set', path, value };
}

it('an edit of a hostile text is written as wanted or not at all', () => {
  const property = fc.property(hostileYaml, fc.infiniteStream(fc.nat(6)), values, (text, choices, value) => {
    for (const document of parseYaml(text, { file: FILE, typing: 'core' }).documents.slice(0, 3)) {
      if (!document.root) continue;
      const path = pathInto(document.root, { choices, depth: 3, key: 'app' });
      const edited = editYaml({ text, document, typing: 'core' }, { op: 'set', path, value });
      if ('edits' in edited) applyEdits(text, edited.edits);
    }
  });
  fc.assert(property, { numRuns: 200 });
});

it('an edit changes its path alone, and keeps every byte outside', () => {
  let written = 0;
  let refused = 0;
  const property = fc.property(changes, ({ text, document, change }) => {
    const edited = editYaml({ text, document, typing: 'core' }, change);
    if ('notWritable' in edited) {
      refused += 1;
      return;
    }
    written += 1;
    const after = applyEdits(text, edited.edits);
    expect(dataOf(parseYaml(after, { file: FILE, typing: 'core' }).documents[0]?.root)).toEqual(
      withChange(dataOf(document.root), change),
    );
    const kept = edited.edits.map(({ start }, index) => text.slice(edited.edits[index - 1]?.end ?? 0, start));
    let from = 0;
    for (const [index, piece] of kept.entries()) {
      expect(after.startsWith(piece, from)).toBe(true);
      from += piece.length + (edited.edits[index]?.text.length ?? 0);
    }
  });
  fc.assert(property, { numRuns: 500 });
  // Anchors and what has no place are refused; nearly everything else is written.
  expect(written).toBeGreaterThan(refused);
});
