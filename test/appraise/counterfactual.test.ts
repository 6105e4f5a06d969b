import { join } from 'node:path';
import { expect, it } from 'vitest';
import { survey } from '../../src/audit.ts';
import type { LoadChoice } from '../../src/audit.ts';
import type { Estimate } from '../../src/core/estimate.ts';
import type { Files } from '../../src/core/files.ts';
import { withChanges } from '../../src/core/changed-files.ts';
import type { ReportedFinding } from '../../src/core/report.ts';
import { openFiles } from '../../src/files/open-files.ts';
import { defaultLoadOptions } from '../../src/loaders/terraform/load-options.ts';
import { mend } from '../../src/mend.ts';
import { modelsOf } from '../../src/models.ts';
import { testAssumptions } from '../support/test-assumptions.ts';
import { wholeAudit } from '../support/whole-audit.ts';

const choice: LoadChoice = {
  load: defaultLoadOptions,
  environment: 'production',
  corrections: [],
  stack: undefined,
  given: [],
};

/** Minutes of every journey, by a look at the files that knows nothing of remedies. */
function minutesOf(files: Files): ReadonlyMap<string, Estimate> {
  const { estate, choices } = survey(files, choice);
  const models = modelsOf({
    estate,
    assumptions: testAssumptions,
    isWanted: ({ stack }) => stack === undefined || choices.get(stack)?.chosen === true,
  });
  return new Map(
    models.availability().journeys.map(({ journey, badMinutesPerYear }) => [journey.name, badMinutesPerYear]),
  );
}

it('predicts what a new audit of the edited text of the example finds, for every edit', () => {
  const files = openFiles({ path: join(import.meta.dirname, '../../examples/shop'), root: undefined });
  const { report, estate } = wholeAudit(files);
  const before = minutesOf(files);
  const edited = report.findings.filter(({ impact }) => impact?.basis === 'text edited');
  expect(edited.length).toBeGreaterThan(4);
  for (const finding of edited) {
    const { mended, texts } = mend({ files, estate, findings: [finding] });
    expect(mended).toEqual([expect.not.objectContaining({ notWritten: expect.anything() })]);
    const changed = withChanges(
      files,
      texts.map(({ file, after }) => ({ file, created: after })),
    );
    const audited = minutesOf(changed);
    for (const [journey, likely] of predicted(finding, before)) {
      expect(audited.get(journey)?.likely, `${finding.rule}: ${journey}`).toBeCloseTo(likely, 6);
    }
  }
});

/** Likely minutes of every journey once the finding is mended. */
function predicted(
  { impact }: ReportedFinding,
  before: ReadonlyMap<string, Estimate>,
): ReadonlyMap<string, number> {
  const after = new Map([...before].map(([journey, { likely }]) => [journey, likely]));
  for (const one of impact?.badMinutesPerYear ?? []) after.set(one.journey, one.after.likely);
  return after;
}
