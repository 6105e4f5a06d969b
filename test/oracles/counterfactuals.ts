// Counterfactuals are true: writes the remedy of every finding into the text, audits the changed files from
// nothing, and compares with what was predicted.
// usage: node tools/run-ts.mjs test/oracles/counterfactuals.ts [options] CHECKOUT… | --fixtures
//   --environment=NAME (production)  --every=N  --rule=PART  --verbose  --kubectl  --helm=PROGRAM
//   --validate=PLUGIN_DIR   hold the written text against these programs
// The figure of a new audit is taken with the number of copies that carried the load before; how often a new
// audit by itself says another, because it finds more copies and takes more for needed, is counted apart.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { rules } from '../../src/rules/registry.generated.ts';
import { Judges } from './counterfactuals/judges.ts';
import type { Subject } from './counterfactuals/look.ts';
import { lookAt, subjectOf } from './counterfactuals/look.ts';
import type { Trial } from './counterfactuals/trial.ts';
import { tryFinding } from './counterfactuals/trial.ts';

const given = process.argv.slice(2);
const folders = given.filter((one) => !one.startsWith('--'));
const option = (name: string): string | undefined =>
  given.find((one) => one.startsWith(`--${name}=`))?.slice(name.length + 3);
const verbose = given.includes('--verbose');
const every = Number(option('every') ?? 1);
const part = option('rule') ?? '';
const isOfFixtures = given.includes('--fixtures');
const environment = option('environment') ?? (isOfFixtures ? 'all' : 'production');
const judges = {
  isKubectlAsked: given.includes('--kubectl'),
  helm: option('helm'),
  plugins: option('validate'),
};

interface Counts {
  tried: number;
  written: number;
  priced: number;
  right: number;
  gone: number;
  byCarried: number;
  byCarriedRange: number;
  fresh: number;
  toldButLeft: number;
  untoldGone: number;
}

const byRule = new Map<string, Counts>();
const reasons = new Map<string, number>();
const verdicts = new Map<string, number>();
let seen = 0;

/** Every failing fixture, with the one rule that it is about. */
function* fixtures(): Generator<readonly [Subject, string]> {
  for (const { id } of rules) {
    const folder = join(process.cwd(), 'src/rules', id, 'fixtures');
    for (const name of readdirSync(folder).filter((one) => one.startsWith('fail-'))) {
      const subject = subjectOf(join(folder, name), environment);
      yield [{ ...subject, name: `${id} ${name}` }, id];
    }
  }
}

if (isOfFixtures) for (const [subject, rule] of fixtures()) tryAll(subject, rule);
for (const folder of folders) tryAll(subjectOf(folder, environment), undefined);
print();

function tryAll(subject: Subject, rule: string | undefined): void {
  const before = lookAt(subject, subject.files, true);
  const findings = before.report.findings.filter(
    (one) =>
      one.status === 'fail' &&
      (rule === undefined || one.rule === rule) &&
      one.rule.includes(part) &&
      one.remedies.some(({ intents }) => intents.length > 0),
  );
  const judge = new Judges(subject, before, judges);
  for (const finding of findings) {
    seen += 1;
    if (seen % every !== 0) continue;
    const trial = tryFinding(subject, before, finding);
    count(trial);
    for (const verdict of judge.verdictsOn(trial)) {
      verdicts.set(verdict.says, (verdicts.get(verdict.says) ?? 0) + 1);
      if (verdict.wrong !== undefined) say(subject, trial, `${verdict.says}: ${verdict.wrong}`);
    }
    tell(subject, trial);
  }
  for (const { says, wrong } of judge.verdictsAtTheEnd()) {
    verdicts.set(says, (verdicts.get(says) ?? 0) + 1);
    if (wrong !== undefined) process.stdout.write(`${subject.name}: ${says}: ${wrong}\n`);
  }
  judge.end();
}

function count(trial: Trial): void {
  const { rule } = trial.finding;
  const zero = { tried: 0, written: 0, priced: 0, right: 0, gone: 0, byCarried: 0, byCarriedRange: 0 };
  const of = byRule.get(rule) ?? { ...zero, fresh: 0, toldButLeft: 0, untoldGone: 0 };
  byRule.set(rule, of);
  of.tried += 1;
  if (!trial.remedy) {
    for (const one of trial.notWritten) {
      const reason = `${rule}: ${one.slice(one.lastIndexOf(': ') + 2)}`;
      reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
    }
    return;
  }
  of.written += 1;
  if (trial.isPriced) of.priced += 1;
  if (trial.isPriced && trial.wrongFigures.length === 0) of.right += 1;
  if (trial.isGone) of.gone += 1;
  if (trial.byCarried > 0) of.byCarried += 1;
  if (trial.byCarriedRange > 0) of.byCarriedRange += 1;
  of.fresh += trial.fresh.length;
  of.toldButLeft += trial.toldButLeft.length;
  of.untoldGone += trial.untoldGone.length;
}

function tell(subject: Subject, trial: Trial): void {
  if (!trial.remedy) return;
  if (!trial.isGone) say(subject, trial, 'STILL THERE');
  for (const one of trial.wrongFigures) say(subject, trial, `WRONG FIGURE: ${one}`);
  for (const one of trial.toldButLeft) say(subject, trial, `TOLD TO GO, STAYS: ${one}`);
  for (const one of trial.fresh) say(subject, trial, `NEW: ${one}`);
  if (trial.wrongText !== undefined) say(subject, trial, `WRONG TEXT: ${trial.wrongText}`);
  if (verbose) for (const one of trial.untoldGone) say(subject, trial, `also gone: ${one}`);
}

function say({ name }: Subject, { finding, remedy }: Trial, what: string): void {
  const subject = finding.subjects[0]?.id ?? '';
  const more = finding.subjects.length > 1 ? ` and ${finding.subjects.length - 1} more` : '';
  process.stdout.write(
    `${name}: ${finding.id} ${finding.rule} ${subject}${more}: ${remedy?.title}\n    ${what}\n`,
  );
}

function print(): void {
  const line = (name: string, one: Counts): string =>
    `${name}: ${one.tried} tried, ${one.written} written, ${one.gone} gone, ${one.right} of ${one.priced} ` +
    `figures right, ${one.byCarried} likely and ${one.byCarriedRange} ranges by the ` +
    `copies of before, ${one.fresh} new, ` +
    `${one.toldButLeft} told and left, ${one.untoldGone} gone untold\n`;
  const all: Counts = {
    tried: 0,
    written: 0,
    priced: 0,
    right: 0,
    gone: 0,
    byCarried: 0,
    byCarriedRange: 0,
    fresh: 0,
    toldButLeft: 0,
    untoldGone: 0,
  };
  for (const [rule, one] of [...byRule].sort(([a], [b]) => (a < b ? -1 : 1))) {
    process.stdout.write(line(rule, one));
    all.tried += one.tried;
    all.written += one.written;
    all.priced += one.priced;
    all.right += one.right;
    all.gone += one.gone;
    all.byCarried += one.byCarried;
    all.byCarriedRange += one.byCarriedRange;
    all.fresh += one.fresh;
    all.toldButLeft += one.toldButLeft;
    all.untoldGone += one.untoldGone;
  }
  for (const [reason, number] of reasons) process.stdout.write(`not written ${number}: ${reason}\n`);
  for (const [verdict, number] of verdicts) process.stdout.write(`${number} ${verdict}\n`);
  process.stdout.write(line('all', all));
}
