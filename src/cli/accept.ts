import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { addAccept, entryText } from '../config/add-accept.ts';
import { readConfig } from '../config/read-config.ts';
import { isDay } from '../config/schema.ts';
import type { Report, ReportedFinding } from '../core/report.ts';
import { UsageError } from '../core/usage-error.ts';
import { listed, oneLine } from '../report/text.ts';
import { CONFIG_NAME } from './configuration.ts';
import { findFinding } from './find-finding.ts';
import type { AcceptFlags } from './flags.ts';
import { EXIT } from './gate.ts';
import type { ExitCode } from './gate.ts';
import { writeWhole } from './output.ts';
import type { World } from './world.ts';

/** `whatfails accept WHAT --reason TEXT --until DAY`: adds the accept to `whatfails.yaml`. */
export function acceptCommand(what: string, flags: AcceptFlags, world: World): ExitCode {
  if (!isDay(flags.until))
    throw new UsageError(`--until ${flags.until} is not a day. Write it as 2027-03-31.`);
  if (flags.reason.trim() === '') throw new UsageError('--reason is empty. Say why this is fine for now.');
  const { finding, input, result } = findFinding(what, flags, world);
  if (flags.until < input.options.asOf || flags.until < world.today()) {
    throw new UsageError(`--until ${flags.until} is over already, so the accept would not hold.`);
  }
  if (finding.status === 'unknown') {
    throw new UsageError(
      `${what} is a question, not a finding; it fails nothing. Give the input it asks for.`,
    );
  }
  const only = onlySubject(finding, result.report);
  const names = finding.subjects.map(({ name }) => name);
  const accept = {
    rule: finding.rule,
    on: only ?? finding.id,
    note: only === undefined ? oneLine(listed(names, 4)) : undefined,
    reason: flags.reason,
    until: flags.until,
    by: flags.by,
  };
  const file = input.found.file ?? CONFIG_NAME;
  const absolute = join(input.files.boundary, file);
  const before = existsSync(absolute) ? readFileSync(absolute, 'utf8') : '';
  const after = addAccept(before, accept);
  if (
    after === undefined ||
    readConfig(file, after).config.accepts.length !== input.found.config.accepts.length + 1
  ) {
    throw new UsageError(
      `${file} is written in a way that is not edited by machine. Add this to its \`accept:\` list:\n` +
        entryText(accept, '  '),
    );
  }
  writeWhole(absolute, after);
  world.stdout.write(`${file}: accepted ${finding.rule} until ${flags.until}.\n`);
  return EXIT.clean;
}

/**
 * The resource that stands for the finding. None where other findings of the rule are on it too, or may be
 * tomorrow: whoever accepts one credential in a repository has not accepted the next one.
 */
function onlySubject(finding: ReportedFinding, report: Report): string | undefined {
  const [only, ...others] = finding.subjects;
  if (only?.address === undefined || others.length > 0) return undefined;
  const isShared = report.findings.some(
    ({ id, rule, status, subjects }) =>
      id !== finding.id &&
      rule === finding.rule &&
      status === 'fail' &&
      subjects.some((subject) => subject.id === only.id),
  );
  return isShared ? undefined : only.id;
}
