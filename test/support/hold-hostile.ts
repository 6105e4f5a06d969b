import { readConfig } from '../../src/config/read-config.ts';
import type { Files } from '../../src/core/files.ts';
import type { SourceRange } from '../../src/core/location.ts';
import type { Place } from '../../src/core/report.ts';
import type { GivenDocument } from '../../src/given.ts';
import { Places } from '../../src/reported/places.ts';
import { renderFindingExplanation } from '../../src/report/explain.ts';
import { renderResources, renderResourcesJson } from '../../src/report/resources.ts';
import { parseHcl } from '../../src/syntax/hcl/parse.ts';
import { graphPictures, graphTexts } from './graph-outputs.ts';
import type { HostileInput } from './hostile-files.ts';
import { SECRET } from './hostile-shop.ts';
import { memoryFiles } from './memory-files.ts';
import type { WholeAudit } from './whole-audit.ts';
import { htmlProblem, xmlProblem } from './well-formed.ts';
import { wholeAudit } from './whole-audit.ts';

export interface HoldOptions {
  /** Runs it once more, for other bytes. */
  readonly twice: boolean;
  /** The pictures of `graph` too, which take the longest. */
  readonly pictures: boolean;
}

/** What an audit of a hostile input broke of what must always hold; empty when nothing. */
export async function brokenBy(input: HostileInput, options: HoldOptions): Promise<readonly string[]> {
  const broken: string[] = [];
  const result = await run(input, options);
  if (typeof result === 'string') return [result];
  const { report, outputs } = result;
  for (const { rule, message } of report.ruleErrors) broken.push(`the rule ${rule} threw: ${message}`);
  const hidesSecret = ['infra/secret.tf', 'secrets/secret.yaml', 'secrets/compose.yaml'].some(
    (path) => path in input.files,
  );
  for (const [format, output] of Object.entries(outputs)) {
    const at = hidesSecret ? Math.max(output.indexOf(SECRET), output.indexOf(btoa(SECRET))) : -1;
    const before = output.slice(Math.max(0, at - 120), at);
    if (at >= 0) broken.push(`the secret is in the ${format} output after: ${before}`);
  }
  const places = new Set(report.diagnostics.map(({ place }) => place?.file));
  for (const [path, text] of Object.entries(input.files)) {
    const isRead = /^infra\/[^/]*\.tf$/.test(path);
    if (isRead && parseHcl(text).problems.length > 0 && !places.has(path)) {
      broken.push(`${path} cannot be parsed, and no diagnostic says so`);
    }
  }
  broken.push(...brokenOutputs(outputs));
  if (options.twice) {
    const again = await run(input, options);
    const others = typeof again === 'string' ? {} : again.outputs;
    for (const [format, output] of Object.entries(outputs))
      if (others[format] !== output) broken.push(`two runs differ in ${format}`);
  }
  return broken;
}

/** What `explain` and `resources` would show of it. */
function moreOutputs(
  files: Files,
  { report, stacks, estate }: WholeAudit,
): Readonly<Record<'explain' | 'resources', string>> {
  const options = { width: 100, color: false, page: undefined, exampleEnd: '2026-06-01' };
  const listing = { stacks: report.stacks, notRead: report.notRead, diagnostics: report.diagnostics };
  const places = new Places(files, estate);
  const placeOf = (range: SourceRange): Place | undefined => places.of(range);
  return {
    explain: report.findings.map((finding) => renderFindingExplanation(finding, options)).join('\n'),
    resources:
      renderResources(stacks, { color: false, placeOf, all: true }) +
      renderResourcesJson(listing, stacks, placeOf),
  };
}

interface Held {
  readonly report: WholeAudit['report'];
  readonly outputs: Readonly<Record<string, string>>;
}

async function run(input: HostileInput, { pictures }: HoldOptions): Promise<Held | string> {
  const { files: texts, plan, state } = input;
  const given: GivenDocument[] = [];
  if (plan !== undefined) given.push({ kind: 'plan', file: 'plan.json', text: plan });
  if (state !== undefined) given.push({ kind: 'state', file: 'state.json', text: state });
  try {
    const { config } = readConfig('whatfails.yaml', texts['whatfails.yaml'] ?? '');
    const files = memoryFiles(texts);
    const result = wholeAudit(files, given, config.declared);
    return {
      report: result.report,
      outputs: {
        ...result.outputs,
        ...moreOutputs(files, result),
        ...graphTexts(files, result),
        ...(pictures ? await graphPictures(files, result) : {}),
      },
    };
  } catch (error) {
    return `it threw: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
  }
}

/** What is wrong with the form of the outputs: pictures, configuration, marks that turn a terminal. */
function brokenOutputs(outputs: Readonly<Record<string, string>>): readonly string[] {
  const { svg, html, init = '', ...others } = outputs;
  const inSvg = svg === undefined ? undefined : xmlProblem(svg);
  const inHtml = html === undefined ? undefined : htmlProblem(html);
  const [error] = readConfig('whatfails.yaml', init).errors;
  return [
    ...(inSvg === undefined ? [] : [`the svg output: ${inSvg}`]),
    ...(inHtml === undefined ? [] : [`the html output: ${inHtml}`]),
    ...(error === undefined ? [] : [`init writes what cannot be read: ${error.message}`]),
    ...PLAIN.flatMap((format) => marksIn(outputs[format] ?? '').map((mark) => `${mark} in ${format}`)),
    ...JSON_FORMATS.filter((format) => !isJson(others[format])).map((format) => `${format} is no JSON`),
  ];
}

// oxlint-disable-next-line no-control-regex -- what a terminal takes for commands
const MARKS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;
function marksIn(text: string): readonly string[] {
  const at = text.search(MARKS);
  return at < 0 ? [] : [`a mark at ${JSON.stringify(text.slice(Math.max(0, at - 60), at + 20))}`];
}

const JSON_FORMATS = ['json', 'sarif', 'graphJson'];
const PLAIN = ['terminal', 'markdown', 'explain', 'resources', 'graph', 'init', ...JSON_FORMATS];

function isJson(text: string | undefined): boolean {
  try {
    JSON.parse(text ?? '');
    return true;
  } catch {
    return false;
  }
}
