import { audit } from '../audit.ts';
import type { AuditOptions, AuditResult } from '../audit.ts';
import { environmentNamed } from '../config/correct-environments.ts';
import { environmentNames } from '../graph/view.ts';
import { didYouMean } from '../core/nearest.ts';
import { UsageError } from '../core/usage-error.ts';
import { filesOfRevision } from '../files/revision-files.ts';
import { renderAuditJson } from '../report/audit-json.ts';
import { renderMarkdown } from '../report/markdown.ts';
import { renderSarif } from '../report/sarif.ts';
import { renderTerminal } from '../report/terminal.ts';
import { plural } from '../report/text.ts';
import type { AuditFlags } from './flags.ts';
import { countOf, failOnOf, formatOf, percentOf } from './flags.ts';
import type { ExitCode } from './gate.ts';
import { judge } from './gate.ts';
import { rememberRun } from './last-run.ts';
import { emit, layoutOf } from './output.ts';
import type { AuditInput } from './prepare.ts';
import { checkStack, prepareAudit } from './prepare.ts';
import { withProgress } from './progress.ts';
import type { World } from './world.ts';

const TOP = 10;

/** `whatfails audit`: everything on one screen, or for another program. */
export function auditCommand(path: string | undefined, flags: AuditFlags, world: World): ExitCode {
  const format = formatOf(flags, ['terminal', 'markdown', 'sarif']);
  const top = flags.top === undefined ? TOP : countOf('--top', flags.top);
  const input = prepareAudit(path, flags, world);
  const gate = gateOf(input, flags);
  const { report } = runAudit(input, flags, world);
  rememberRun({ path, flags, report }, world);
  const verdict = judge(report, gate);
  if (format === 'json') emit(renderAuditJson(report), flags.output, world);
  else if (format === 'sarif') emit(renderSarif(report, { category: flags.category }), flags.output, world);
  else if (format === 'markdown') emit(renderMarkdown(report, { top, all: flags.all }), flags.output, world);
  else if (!flags.quiet || flags.output !== undefined) {
    emit(renderTerminal(report, { ...layoutOf(flags, world), top, all: flags.all }), flags.output, world);
  }
  if (!flags.quiet)
    for (const note of notesOf(input, report.findings, world)) world.stderr.write(`${note}\n`);
  for (const reason of verdict.reasons) world.stderr.write(`${reason}\n`);
  return verdict.code;
}

/**
 * Runs the pipeline; with `--since`, on the base revision first, whose findings are then known. Where nothing
 * is
 * production and nobody asked for it, everything is shown: whoever names a test root wants to see it.
 */
export function runAudit(input: AuditInput, flags: AuditFlags, world: World): AuditResult {
  const { files } = input;
  return withProgress(files, flags.quiet ? undefined : world.stderr, () => {
    const base = flags.since === undefined ? undefined : filesOfRevision(files, flags.since);
    const auditAll = (options: AuditOptions): AuditResult => {
      const known = new Set(options.known);
      const before =
        base === undefined ? [] : audit(base, { ...options, areRemediesTried: false }).report.findings;
      for (const { id, status } of before) if (status === 'fail') known.add(id);
      return audit(files, { ...options, known });
    };
    const result = auditAll(input.options);
    checkStack(result.stacks, flags.stack);
    checkEnvironment(result, flags.environment);
    const { stacks, stacksChosen } = result.report.coverage;
    const isHidden = flags.environment === undefined && stacksChosen === 0 && stacks > 0;
    return isHidden ? auditAll({ ...input.options, environment: 'all' }) : result;
  });
}

function checkEnvironment({ stacks }: AuditResult, word: string | undefined): void {
  const environment = environmentNamed(word ?? 'production');
  if (environment === 'all' || environment === 'production') return;
  const known = environmentNames(stacks);
  const names = [...known, 'all'];
  if (names.includes(environment)) return;
  const near = didYouMean(environment, names);
  const there =
    known.length === 0
      ? 'none is told of any stack here. `whatfails stacks` shows how to tell it.'
      : `no stack here belongs to it; there are ${names.join(', ')}${near}`;
  throw new UsageError(`--environment ${environment}: ${there}`);
}

function gateOf({ found, baseline }: AuditInput, flags: AuditFlags): Parameters<typeof judge>[1] {
  const { gate } = found.config;
  const failOn = flags.failOn === undefined ? gate.failOn : failOnOf(flags.failOn);
  if (failOn === 'new' && baseline === undefined && flags.since === undefined) {
    throw new UsageError(
      '--fail-on new needs something to compare with: `whatfails baseline write`, or --since REF.',
    );
  }
  const maxUnknownPercent =
    flags.maxUnknown === undefined ? gate.maxUnknownPercent : percentOf('--max-unknown', flags.maxUnknown);
  return { failOn, maxUnknownPercent };
}

/** What depends on the clock, or is about the configuration: never part of the report. */
function notesOf(
  { found, options }: AuditInput,
  findings: AuditResult['report']['findings'],
  world: World,
): readonly string[] {
  const notes = found.notes.map(({ message, place }) => `${place.file}:${place.line}: ${message}`);
  const today = world.today();
  const ended = findings.filter(({ accepted }) => accepted !== undefined && accepted.until < today);
  if (ended.length > 0) {
    notes.push(
      `${plural(ended.length, 'accept')} ended before today (${today}), but not before ${options.asOf},` +
        ' the day this audit takes as today. --as-of today lets the findings count.',
    );
  }
  return notes;
}
