import { readConfig } from '../../src/config/read-config.ts';
import type { GivenDocument } from '../../src/given.ts';
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
  const { report, outputs } = result;
  for (const { rule, message } of report.ruleErrors) broken.push(`the rule ${rule} threw: ${message}`);
  const hidesSecret = Object.keys(input.files).includes('infra/secret.tf');
  for (const [format, output] of Object.entries(outputs)) {
    const at = hidesSecret ? output.indexOf(SECRET) : -1;
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
  if (twice && JSON.stringify(outputs) !== JSON.stringify(outputsOf(run(input))))
    broken.push('two runs differ');
  return broken;
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
