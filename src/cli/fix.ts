import { join } from 'node:path';
import { UsageError } from '../core/usage-error.ts';
import { isDenied } from '../core/files.ts';
import type { ReportedFinding } from '../core/report.ts';
import type { LocalFiles } from '../files/open-files.ts';
import type { ChangedText } from '../fix/patch.ts';
import { patchOf } from '../fix/patch.ts';
import type { Mended } from '../mend.ts';
import { mend } from '../mend.ts';
import { printJson } from '../report/data-json.ts';
import type { FixedFinding } from '../report/fix.ts';
import { fixJson, fixNotes } from '../report/fix.ts';
import { listed } from '../report/text.ts';
import type { Estate } from '../graph/estate.ts';
import { findFindings } from './find-finding.ts';
import type { FixFlags } from './flags.ts';
import { formatOf } from './flags.ts';
import { EXIT } from './gate.ts';
import type { ExitCode } from './gate.ts';
import { emit, writeWhole } from './output.ts';
import type { World } from './world.ts';

/** `whatfails fix WHAT…`: prints one patch for some findings; `--write` applies it. */
export function fixCommand(whats: readonly string[], flags: FixFlags, world: World): ExitCode {
  const format = formatOf(flags, ['patch']);
  const { findings, input, result } = findFindings(whats, flags, world);
  const asked = findings.filter(({ status }) => status === 'unknown');
  if (asked.length > 0) {
    const numbers = asked.map(({ number }) => String(number));
    throw new UsageError(`${listed(numbers, 5)}: a question, not a finding. Give the input it asks for.`);
  }
  const { files } = input;
  const { mended, texts } = mend({ files, estate: result.estate, findings });
  const fixed = findings.map((finding, index) => fixedFinding(finding, mended[index], result.estate));
  const patch = patchOf(texts);
  const risky = fixed.filter(({ remedy }) => remedy?.safety === 'review');
  if (flags.write && risky.length > 0 && !flags.unsafe) {
    for (const line of fixNotes(fixed)) world.stderr.write(`${line}\n`);
    const numbers = risky.map(({ finding }) => String(finding.number));
    throw new UsageError(
      `Nothing was written: ${listed(numbers, 5)} ${numbers.length === 1 ? 'needs' : 'need'} a review, ` +
        'because behaviour that somebody relies on can change. ' +
        'Read the patch without --write, then give --unsafe.',
    );
  }
  if (format === 'json') emit(printJson(fixJson(fixed, patch)), flags.output, world);
  else if (!flags.write) emit(patch, flags.output, world);
  if (!flags.quiet) for (const line of fixNotes(fixed)) world.stderr.write(`${line}\n`);
  if (flags.write) writeTexts(files, texts, { ...world, isQuiet: flags.quiet });
  return texts.length === 0 ? EXIT.gate : EXIT.clean;
}

function fixedFinding(finding: ReportedFinding, mended: Mended | undefined, estate: Estate): FixedFinding {
  if (!mended || 'notWritten' in mended) {
    return { finding, remedy: undefined, files: [], alsoChanges: [], notWritten: mended?.notWritten ?? [] };
  }
  const alsoChanges = mended.alsoChanges.map(
    ({ resource, path }) => `${estate.resource(resource)?.address ?? resource} ${path.join('.')}`,
  );
  return { finding, remedy: mended.remedy, files: mended.files, alsoChanges, notWritten: [] };
}

/** Writes whole files, with the byte order mark that they had; others than UTF-8 are left to a person. */
function writeTexts(
  files: LocalFiles,
  texts: readonly ChangedText[],
  world: World & { readonly isQuiet: boolean },
): void {
  const marked = texts.map((text) => ({ ...text, mark: markOf(files, text) }));
  for (const { file, after, mark } of marked) {
    writeWhole(join(files.boundary, file), `${mark}${after}`);
    if (!world.isQuiet) world.stderr.write(`Wrote ${file}.\n`);
  }
}

const BYTE_ORDER_MARK = '\uFEFF';

function markOf(files: LocalFiles, { file, before }: ChangedText): string {
  if (before === undefined) return '';
  const bytes = files.readBytes(file);
  const encode = (text: string): Buffer => Buffer.from(text, 'utf8');
  const found = ['', BYTE_ORDER_MARK].find((mark) => !isDenied(bytes) && encode(mark + before).equals(bytes));
  if (found !== undefined) return found;
  throw new UsageError(
    `Nothing was written: ${file} is not UTF-8. Apply the patch by hand, or convert the file.`,
  );
}
