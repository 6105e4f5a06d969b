import { describe, expect, it } from 'vitest';
import { judge } from '../../src/cli/gate.ts';
import { componentId, ruleId } from '../../src/core/id.ts';
import type { Report, ReportedFinding } from '../../src/core/report.ts';
import { finding, placeAt, sampleReport } from '../support/sample-report.ts';

function report(findings: readonly Partial<ReportedFinding>[], over: Partial<Report> = {}): Report {
  return sampleReport({ findings: findings.map((one) => finding(one)), ...over });
}

/** The exit code for a report of these findings. */
function check(
  findings: readonly Partial<ReportedFinding>[],
  failOn: 'now' | 'new' | undefined,
  expected: number,
): void {
  expect(judge(report(findings), { failOn, maxUnknownPercent: undefined }).code).toBe(expected);
}

const accepted = {
  how: 'file',
  reason: 'rebuilt',
  until: '2027-01-01',
  by: undefined,
  place: placeAt('whatfails.yaml', 1),
} as const;

describe('the gate', () => {
  it('is open unless asked for', () => {
    check([{ severity: 'critical' }], undefined, 0);
  });

  it('closes on what must be done, on critical and high', () => {
    check([{ severity: 'critical' }], 'now', 1);
    check([{ severity: 'high' }], 'now', 1);
    check([{ severity: 'medium' }], 'now', 0);
    check([{ severity: 'medium', standing: { kind: 'must-do' } }], 'now', 1);
    check([{ severity: 'medium', standing: { kind: 'tier', tier: 1 } }], 'now', 1);
    check([{ severity: 'medium', standing: { kind: 'tier', tier: 2 } }], 'now', 0);
  });

  it('leaves out questions and what is accepted', () => {
    check([{ status: 'unknown' }, { accepted }], 'now', 0);
  });

  it('leaves out what is known when asked for what is new', () => {
    check([{ known: true }], 'now', 1);
    check([{ known: true }], 'new', 0);
    check([{ known: true }, { known: false }], 'new', 1);
  });
});

describe('too much unknown', () => {
  it('counts unknown among all answers that were asked for', () => {
    const share = (maxUnknownPercent: number): number =>
      judge(report([]), { failOn: undefined, maxUnknownPercent }).code;
    expect(share(3)).toBe(3);
    expect(share(4)).toBe(0);
  });

  it('comes after the gate, and a bug of ours before both', () => {
    const both = { failOn: 'now', maxUnknownPercent: 0 } as const;
    expect(judge(report([{}]), both).code).toBe(1);
    const fault = { rule: ruleId('resilience/a'), component: componentId('x'), message: 'boom' };
    expect(judge(report([{}], { ruleErrors: [fault, fault] }), both)).toMatchObject({
      code: 70,
      reasons: [{}, {}],
    });
  });
});
