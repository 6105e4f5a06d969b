import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../../src/core/edit.ts';
import type { YamlChange } from '../../../src/syntax/yaml/edit.ts';
import { addDocument, editYaml } from '../../../src/syntax/yaml/edit.ts';
import { parseYaml } from '../../../src/syntax/yaml/parse.ts';

/** The text after a change in its first document. */
function changed(text: string, change: YamlChange): string {
  const [document] = parseYaml(text, { file: 'orders.yaml', typing: 'kubernetes' }).documents;
  if (!document) throw new Error('the text has no document');
  const edited = editYaml({ text, document, typing: 'kubernetes' }, change);
  return 'notWritable' in edited ? `not writable: ${edited.notWritable}` : applyEdits(text, edited.edits);
}

const WORKLOAD = `# The shop's orders.
kind: Deployment
spec:
  replicas: 1 # one is enough
  template:
    spec:
      containers:
        - name: 'orders'
          image: "orders:1.2"
          args: [serve, --fast]
        # Sends receipts.
        - name: mail
          resources: {}
`;

/** A change and the lines that differ: what goes and what comes. */
function check(change: YamlChange, expected: readonly string[], text = WORKLOAD): void {
  const after = changed(text, change);
  if (after.startsWith('not writable')) expect([after]).toEqual(expected);
  const before = text.split('\n');
  const lines = after.split('\n');
  const gone = before.filter((line) => !lines.includes(line)).map((line) => `- ${line}`);
  const come = lines.filter((line) => !before.includes(line)).map((line) => `+ ${line}`);
  expect([...gone, ...come]).toEqual(expected);
}

const CONTAINER = ['spec', 'template', 'spec', 'containers', 0] as const;
const MAIL = ['spec', 'template', 'spec', 'containers', 1] as const;

describe('setting a value', () => {
  it('keeps the comment behind a scalar', () =>
    check({ op: 'set', path: ['spec', 'replicas'], value: 3 }, [
      '-   replicas: 1 # one is enough',
      '+   replicas: 3 # one is enough',
    ]));
  it('keeps the quotes of a text', () => {
    check({ op: 'set', path: [...CONTAINER, 'name'], value: "shop's orders" }, [
      "-         - name: 'orders'",
      "+         - name: 'shop''s orders'",
    ]);
    check({ op: 'set', path: [...CONTAINER, 'image'], value: 'orders:1.3' }, [
      '-           image: "orders:1.2"',
      '+           image: "orders:1.3"',
    ]);
  });
  it('puts quotes around what kubectl would not read as a text', () =>
    check({ op: 'set', path: ['kind'], value: 'yes' }, ['- kind: Deployment', '+ kind: "yes"']));
  it('adds a missing key in the column of its siblings', () =>
    check({ op: 'set', path: ['spec', 'strategy', 'type'], value: 'Recreate' }, [
      '+   strategy:',
      '+     type: Recreate',
    ]));
  it('adds a whole subtree', () =>
    check({ op: 'set', path: [...MAIL, 'ports'], value: [{ containerPort: 25, name: 'smtp' }] }, [
      '+           ports:',
      '+             - containerPort: 25',
      '+               name: smtp',
    ]));
  it('fills empty brackets with a block', () =>
    check({ op: 'set', path: [...MAIL, 'resources', 'limits', 'memory'], value: '64Mi' }, [
      '-           resources: {}',
      '+           resources:',
      '+             limits:',
      '+               memory: 64Mi',
    ]));
  it('replaces a scalar by a block and keeps its comment', () =>
    check({ op: 'set', path: ['spec', 'replicas'], value: { min: 2 } }, [
      '-   replicas: 1 # one is enough',
      '+   replicas: # one is enough',
      '+     min: 2',
    ]));
  it('replaces a block by a scalar', () =>
    check({ op: 'set', path: ['spec', 'template'], value: null }, [
      ...WORKLOAD.split('\n')
        .slice(4, -1)
        .map((line) => `- ${line}`),
      '+   template: null',
    ]));
  it('adds an item to a list in brackets', () =>
    check({ op: 'set', path: [...CONTAINER, 'args', 2], value: '8080' }, [
      '-           args: [serve, --fast]',
      '+           args: [serve, --fast, "8080"]',
    ]));
  it('gives a bare key its value', () => {
    const text = 'metadata:\n  labels: # none yet\nkind: Service\n';
    check({ op: 'set', path: ['metadata', 'labels', 'app'], value: 'orders' }, ['+     app: orders'], text);
  });
  it('writes a text over several lines as a block', () =>
    check({ op: 'set', path: ['data'], value: { 'run.sh': 'set -e\nserve\n' } }, [
      '+ data:',
      '+   run.sh: |',
      '+     set -e',
      '+     serve',
    ]));
  it('keeps carriage returns', () => {
    const text = 'kind: Service\r\nspec:\r\n  type: NodePort\r\n';
    const after = changed(text, { op: 'set', path: ['spec', 'ports'], value: [{ port: 80 }] });
    expect(after).toBe('kind: Service\r\nspec:\r\n  type: NodePort\r\n  ports:\r\n  - port: 80\r\n');
  });
  it('does not touch what other places share', () => {
    const text = 'a: &limits\n  cpu: 1\nb: *limits\nc: &name x\n';
    expect(changed(text, { op: 'set', path: ['b', 'cpu'], value: 2 })).toMatch(/^not writable: .*alias/);
    expect(changed(text, { op: 'set', path: ['a', 'cpu'], value: 2 })).toMatch(/^not writable/);
    expect(changed(text, { op: 'set', path: ['c'], value: 'y' })).toMatch(/^not writable/);
  });
  it('overrides what a merge brings in', () =>
    check(
      { op: 'set', path: ['b', 'cpu'], value: 2 },
      ['+   cpu: 2'],
      'a: &limits\n  cpu: 1\nb:\n  <<: *limits\n  memory: 64Mi\n',
    ));
  it('does not write into a scalar', () =>
    expect(changed(WORKLOAD, { op: 'set', path: ['kind', 'name'], value: 1 })).toMatch(/^not writable/));
  it('puts a key behind the blank lines that a block keeps', () => {
    const text = 'data:\n  note: |+\n    paid\n\n\n# end\n';
    const after = changed(text, { op: 'set', path: ['data', 'more'], value: 'x' });
    expect(after).toBe('data:\n  note: |+\n    paid\n\n\n  more: x\n# end\n');
  });
});

describe('inserting an item', () => {
  it('stands before the item that had its place', () => {
    const path = ['spec', 'template', 'spec', 'containers', 1];
    check({ op: 'insert', path, value: { name: 'proxy', image: 'proxy:1' } }, [
      '+         - name: proxy',
      '+           image: proxy:1',
    ]);
  });
  it('stands first', () =>
    check({ op: 'insert', path: [...CONTAINER, 'args', 0], value: 'run' }, [
      '-           args: [serve, --fast]',
      '+           args: [run, serve, --fast]',
    ]));
});

describe('removing', () => {
  it('takes the comments of an item along', () =>
    check({ op: 'remove', path: [...MAIL] }, [
      '-         # Sends receipts.',
      '-         - name: mail',
      '-           resources: {}',
    ]));
  it('moves the next key behind the dash', () =>
    check({ op: 'remove', path: [...CONTAINER, 'name'] }, [
      "-         - name: 'orders'",
      '-           image: "orders:1.2"',
      '+         - image: "orders:1.2"',
    ]));
  it('leaves brackets where nothing is left', () =>
    check(
      { op: 'remove', path: ['metadata', 'labels', 'app'] },
      ['-   labels:', '-     app: orders', '+   labels: {}'],
      'metadata:\n  labels:\n    app: orders\nkind: Service\n',
    ));
  it('takes its comma along', () =>
    check({ op: 'remove', path: [...CONTAINER, 'args', 1] }, [
      '-           args: [serve, --fast]',
      '+           args: [serve]',
    ]));
  it('removes the last line of a text without a newline', () =>
    expect(changed('a: 1\nb: 2', { op: 'remove', path: ['b'] })).toBe('a: 1'));
});

describe('adding a document', () => {
  it('starts with a marker behind other documents', () => {
    const edit = addDocument('kind: Service', { kind: 'Deployment' });
    expect(applyEdits('kind: Service', [edit])).toBe('kind: Service\n---\nkind: Deployment\n');
    expect(applyEdits('', [addDocument('', { kind: 'Deployment' })])).toBe('kind: Deployment\n');
  });
});
