import { describe, expect, it } from 'vitest';
import { addAccept } from '../../src/config/add-accept.ts';
import { readConfig } from '../../src/config/read-config.ts';

const accept = {
  rule: 'resilience/single-zone-database',
  on: 'orders-db',
  note: undefined,
  reason: 'rebuilt: "20 min"',
  until: '2027-03-31',
  by: undefined,
};
const ENTRY = `- rule: resilience/single-zone-database
    on: "orders-db"
    reason: "rebuilt: \\"20 min\\""
    until: 2027-03-31
`;

/** The text with the accept added is as expected, and is a configuration that holds it. */
function check(before: string, expected: string): void {
  const after = addAccept(before, accept);
  expect(after).toBe(expected);
  const { config, errors } = readConfig('whatfails.yaml', after ?? '');
  expect(errors).toEqual([]);
  expect(config.accepts.at(-1)).toMatchObject({ on: 'orders-db', reason: 'rebuilt: "20 min"' });
}

describe('adding an accept', () => {
  it('starts the list', () => {
    check('', `accept:\n  ${ENTRY}`);
    check('# ours\nstage: seed', `# ours\nstage: seed\naccept:\n  ${ENTRY}`);
  });

  it('goes on with the list and keeps every other byte', () => {
    const other = '- { rule: a/b,   on: x, reason: y, until: 2027-01-01 }   # why\n';
    check(
      `accept:\n  ${other}\n# then\nstage:   seed\n`,
      `accept:\n  ${other}  ${ENTRY}\n# then\nstage:   seed\n`,
    );
    check(`accept:\n  ${other}`, `accept:\n  ${other}  ${ENTRY}`);
    const flat = ENTRY.replaceAll('\n    ', '\n  ');
    check(`accept:\n${other}`, `accept:\n${other}${flat}`);
  });

  it('leaves lists alone that it cannot extend by a line', () => {
    expect(addAccept('accept: []\n', accept)).toBeUndefined();
    expect(addAccept('- a list\n', accept)).toBeUndefined();
  });
});
