import { describe, expect, it } from 'vitest';
import type { Declared } from '../../src/core/declared.ts';
import type { Report, ReportedFinding } from '../../src/core/report.ts';
import { renderFindingExplanation } from '../../src/report/explain.ts';
import { memoryFiles } from '../support/memory-files.ts';
import { pricedShop } from '../support/priced-shop.ts';
import { placeAt } from '../support/sample-report.ts';
import { wholeAudit } from '../support/whole-audit.ts';

const place = placeAt('whatfails.yaml', 3);
const declared: Declared = {
  services: [],
  dependencies: [{ from: 'orders', to: 'orders-db', strength: 'hard', place }],
  journeys: [{ name: 'checkout', entry: 'shop', through: [], sloPercent: 99.9, place }],
};

function auditOf(multiAz: boolean): Report {
  return wholeAudit(memoryFiles(pricedShop(multiAz)), [], declared).report;
}

function singleZone({ findings }: Report): ReportedFinding {
  const found = findings.find(({ rule }) => rule === 'resilience/single-zone-database');
  if (!found) throw new Error('the database in one zone was not found');
  return found;
}

describe('one instance of a database against a standby in another zone', () => {
  const report = auditOf(false);
  const { impact, standing } = singleZone(report);

  it('is worth about an hour a year', () => {
    // 40 of its own and 5e-5 × 525,960 of its zone, against 3 with a standby.
    expect(impact?.total?.likely).toBeCloseTo(40 + 26.3 - 3, 0);
    expect(impact?.total?.low).toBeGreaterThan(10);
    expect(impact?.total?.high).toBeLessThan(150);
    expect(impact?.basis).toBe('text edited');
    expect(standing).toEqual({ kind: 'tier', tier: 1 });
  });

  it('is told in parts of the error budget of the journey', () => {
    expect(impact?.badMinutesPerYear).toHaveLength(1);
    expect(impact?.badMinutesPerYear[0]?.shareOfErrorBudget).toBeCloseTo(63.3 / 526, 2);
  });

  it('is the figure that the text with the standby has', () => {
    const after = auditOf(true);
    expect(after.outlook.expected?.likely).toBeCloseTo(impact?.badMinutesPerYear[0]?.after.likely ?? 0, 6);
    expect(after.findings.some(({ rule }) => rule === 'resilience/single-zone-database')).toBe(false);
  });

  it('is the weak link, with the line that states it', () => {
    expect(report.outlook.weakLink).toMatchObject({
      says: 'When orders-db stops, checkout stops; orders falls with it.',
      finding: singleZone(report).id,
      hangsOn: undefined,
    });
  });

  it('can be redone by hand', () => {
    const options = { width: 100, color: false, page: undefined, exampleEnd: '2027-01-01' };
    const text = renderFindingExplanation(singleZone(report), options);
    const worth = text.slice(text.indexOf('What the fix is worth'), text.indexOf('How to disagree'));
    expect(worth).toMatchInlineSnapshot(`
      "What the fix is worth
        24–63–140 bad minutes a year (low–likely–high), all journeys together. Measured: the text edited,
        read again, and the models run again.
        checkout: likely 130 → 68 minutes a year, a difference of 24–63–140; 12 % of its error budget

        checkout before
              40.0  orders-db fails (one instance): 40 minutes a year
              26.3  zone of eu-west-1 that the provider picks is lost: 0.005 % of a year = 26.3 minutes
                    a year
             131.1  with all other causes, each moment counted once

        checkout afterwards
               3.0  orders-db fails over to its standby: 3 minutes a year
              67.8  with all other causes
              63.3  the difference

      "
    `);
  });
});
