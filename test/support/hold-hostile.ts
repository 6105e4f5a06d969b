import { readConfig } from '../../src/config/read-config.ts';
import type { GivenDocument } from '../../src/given.ts';
import { renderFindingExplanation } from '../../src/report/explain.ts';
import { renderResources, renderResourcesJson } from '../../src/report/resources.ts';
import { parseHcl } from '../../src/syntax/hcl/parse.ts';
import type { HostileInput } from './hostile-files.ts';
import { SECRET } from './hostile-shop.ts';
import { memoryFiles } from './memory-files.ts';
import type { WholeAudit } from './whole-audit.ts';
import { wholeAudit } from './whole-audit.ts';

/** What an audit of a hostile input broke of what must always hold; empty when nothing. */
export function brokenBy(input: HostileInput, { twice }: { readonly twice: boolean }): readonly string[] {
  const broken: string[] = [];
  const result = run(input);
  if (typeof result === 'string') return [result];
  const { report } = result;
  const outputs = { ...result.outputs, ...moreOutputs(result) };
  for (const { rule, message } of report.ruleErrors) broken.push(`the rule ${rule} threw: ${message}`);
  const hidesSecret = ['infra/secret.tf', 'secrets/secret.yaml'].some((path) => path in input.files);
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
  if (twice && JSON.stringify(result.outputs) !== JSON.stringify(outputsOf(run(input))))
    broken.push('two runs differ');
  return broken;
}

/** What `explain` and `resources` would show of it. */
function moreOutputs({ report, stacks }: WholeAudit): Readonly<Record<'explain' | 'resources', string>> {
  const options = { width: 100, color: false, page: undefined, exampleEnd: '2026-06-01' };
  const listing = { stacks: report.stacks, notRead: report.notRead, diagnostics: report.diagnostics };
  const placeOf = (): undefined => undefined;
  return {
    explain: report.findings.map((finding) => renderFindingExplanation(finding, options)).join('\n'),
    resources:
      renderResources(stacks, { color: false, placeOf, all: true }) +
      renderResourcesJson(listing, stacks, placeOf),
  };
}

function run({ files, plan, state }: HostileInput): WholeAudit | string {
  const given: GivenDocument[] = [];
  if (plan !== undefined) given.push({ kind: 'plan', file: 'plan.json', text: plan });
  if (state !== undefined) given.push({ kind: 'state', file: 'state.json', text: state });
  try {
    readConfig('whatfails.yaml', files['whatfails.yaml'] ?? '');
    return wholeAudit(memoryFiles(files), given);
  } catch (error) {
    return `it threw: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
  }
}

function outputsOf(result: WholeAudit | string): unknown {
  return typeof result === 'string' ? result : result.outputs;
}
