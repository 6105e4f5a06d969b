import { describe, expect, it } from 'vitest';
import type { Accept } from '../../src/core/accept.ts';
import type { ReportedFinding } from '../../src/core/report.ts';
import { applyAccepts } from '../../src/group/accepts.ts';
import { finding, placeAt, subject } from '../support/sample-report.ts';

const rule = 'resilience/single-zone-database';

function accept(over: Partial<Accept>): Accept {
  return {
    how: 'file',
    rule,
    on: 'orders-db',
    reason: 'rebuilt in 20 minutes',
    until: '2027-03-31',
    by: undefined,
    place: placeAt('whatfails.yaml', 9),
    anchor: undefined,
    ...over,
  };
}

function comment(line: number, anchor: number): Accept {
  return accept({ how: 'inline', on: undefined, place: placeAt('infra/prod/db.tf', line), anchor });
}

/** Whether the one finding is accepted, and which problems there are. */
function check(
  accepts: readonly Accept[],
  expected: readonly string[],
  over: Partial<ReportedFinding> = {},
): void {
  const { findings, problems } = applyAccepts({
    findings: [finding(over)],
    accepts,
    elsewhere: [],
    asOf: '2026-08-22',
    rules: [rule],
    isWhole: true,
  });
  const accepted = findings.map((one) => (one.accepted ? 'accepted' : 'counts'));
  expect([...accepted, ...problems.map(({ kind }) => kind)]).toEqual(expected);
}

describe('an accept in the file', () => {
  it('holds for a name, address, id, file or pattern', () => {
    for (const on of [
      'orders-db',
      'aws_db_instance.orders',
      '0123456789ab',
      'infra/prod/db.tf',
      'infra/*',
      '*orders',
    ]) {
      check([accept({ on })], ['accepted']);
    }
    check([accept({ on: 'orders' })], ['counts', 'unused']);
  });

  it('holds on its last day, and not after it', () => {
    check([accept({ until: '2026-08-22' })], ['accepted']);
    check([accept({ until: '2026-08-21' })], ['counts', 'expired']);
  });

  it('of a rule that does not exist is told', () => {
    const { problems } = applyAccepts({
      findings: [],
      accepts: [accept({ rule: 'resilience/single-zone-databse' })],
      elsewhere: [],
      asOf: '2026-08-22',
      rules: [rule],
      isWhole: true,
    });
    expect(problems).toMatchObject([
      { kind: 'invalid', message: expect.stringContaining(`did you mean "${rule}"?`) },
    ]);
  });

  it('that matches nothing is only unused when everything was audited', () => {
    const input = { findings: [], accepts: [accept({})], elsewhere: [], asOf: '2026-08-22', rules: [rule] };
    expect(applyAccepts({ ...input, isWhole: true }).problems).toMatchObject([{ kind: 'unused' }]);
    expect(applyAccepts({ ...input, isWhole: false }).problems).toEqual([]);
  });
});

describe('an accept in a comment', () => {
  it('holds above the block, inside it, and on a line of the evidence', () => {
    check([comment(9, 10)], ['accepted']);
    check([comment(15, 16)], ['accepted']);
    check([comment(8, 9)], ['counts', 'unused']);
    check([comment(20, 21)], ['accepted']);
    check([comment(21, 22)], ['counts', 'unused']);
    const line = {
      says: 'zones = 1',
      place: undefined,
      through: [placeAt('infra/prod/db.tf', 70)],
      source: undefined,
    };
    check([comment(70, 70)], ['accepted'], { evidence: [line] });
  });
});

describe('a finding with several subjects', () => {
  const subjects = [
    subject('datastore', 'orders-db', placeAt('infra/prod/db.tf', 10, 20), 'aws_db_instance.orders'),
    subject('datastore', 'refunds-db', placeAt('infra/prod/db.tf', 30, 40), 'aws_db_instance.refunds'),
  ];

  it('is accepted only when all of them are', () => {
    check([accept({})], ['counts', 'partial'], { subjects });
    check([accept({}), comment(29, 30)], ['accepted'], { subjects });
    check([accept({ on: '*' })], ['accepted'], { subjects });
  });
});

it('shows comments for other tools on the block, and does not honour them', () => {
  const elsewhere = [
    { tool: 'checkov', text: 'checkov:skip=CKV_AWS_157', place: placeAt('infra/prod/db.tf', 11), anchor: 12 },
    { tool: 'checkov', text: 'checkov:skip=CKV_AWS_158', place: placeAt('infra/prod/db.tf', 50), anchor: 51 },
  ];
  const { findings } = applyAccepts({
    findings: [finding()],
    accepts: [],
    elsewhere,
    asOf: '2026-08-22',
    rules: [rule],
    isWhole: true,
  });
  expect(findings).toMatchObject([
    { accepted: undefined, acceptedElsewhere: [{ text: 'checkov:skip=CKV_AWS_157' }] },
  ]);
});
