import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Unknown } from '../../../src/core/value.ts';
import { receiversOf } from '../../support/receivers-of.ts';

interface Recorded {
  readonly configuration: string;
  readonly cases: readonly {
    readonly labels: Record<string, string>;
    readonly receivers: readonly string[];
  }[];
}

function isRecorded(data: unknown): data is readonly Recorded[] {
  return Array.isArray(data);
}

const data: unknown = JSON.parse(readFileSync(join(import.meta.dirname, 'routes.json'), 'utf8'));
const trees = isRecorded(data) ? data : [];

describe('an alert ends where amtool says', () => {
  it('in every recorded tree', () => {
    expect(trees.length).toBeGreaterThan(5);
    for (const { configuration, cases } of trees) {
      const ours = cases.map(({ labels }) => ({ labels, receivers: receiversOf(configuration, labels) }));
      expect(ours).toEqual(cases);
    }
  });
});

const CONFIGURATION = `
route:
  receiver: nobody
  routes:
    - matchers: ['team = "orders"', 'severity = "page"']
      receiver: on-call
    - matchers: ['severity =~ "page|ticket"']
      receiver: chat
receivers:
  - name: nobody
  - name: on-call
  - name: chat
`;
const open = new Unknown({ reason: 'not-in-inputs', detail: 'the label comes from what is measured' });

describe('labels that are not known take both ways', () => {
  it.each([
    [{ team: 'orders', severity: 'page' }, ['on-call']],
    [{ team: open, severity: 'page' }, ['on-call?', 'chat?']],
    [{ team: 'carts', severity: open }, ['chat?', 'nobody?']],
    [{ team: open, severity: 'info' }, ['nobody']],
  ])('%o', (labels, receivers) => {
    expect(receiversOf(CONFIGURATION, labels)).toEqual(receivers);
  });
});
