// Draws findings of a report at random, so that people can label them and others can draw the same ones.
// usage: node tools/run-ts.mjs test/realworld/sample.ts REPORT.json SEED COUNT
// SEED `first` takes the first screen instead: the first finding of each rule, without hygiene.
import { readFileSync } from 'node:fs';
import { randomNumbers } from '../support/random-numbers.ts';

interface Place {
  readonly file: string;
  readonly line: number;
}

interface Finding {
  readonly number: number;
  readonly rule: string;
  readonly status: 'fail' | 'unknown';
  readonly severity: string;
  readonly standing: { readonly kind: string };
  readonly problem: string;
  readonly environments: readonly string[];
  readonly subjects: readonly { readonly name: string }[];
  readonly locations: readonly Place[];
  readonly evidence: readonly { readonly says: string; readonly place: Place | null }[];
}

// So many lines of evidence tell whether a finding is true; the rest repeat it for more subjects.
const shown = 6;

const [reportFile, seed = '1', count = '20'] = process.argv.slice(2);
if (reportFile === undefined) throw new Error('usage: sample.ts REPORT.json SEED COUNT');
const { findings }: { findings: readonly Finding[] } = JSON.parse(readFileSync(reportFile, 'utf8'));
const failed = findings.filter(({ status }) => status === 'fail');
const drawn =
  seed === 'first' ? firstScreen(failed).slice(0, Number(count)) : draw(failed, Number(seed), Number(count));
for (const finding of drawn) process.stdout.write(`${text(finding)}\n`);
process.stdout.write(`${drawn.length} of ${failed.length} findings\n`);

/** A kind of finding stands on the screen once, with the number of others like it. */
function firstScreen(all: readonly Finding[]): readonly Finding[] {
  const seen = new Set<string>();
  return all.filter(({ rule, standing }) => {
    const isNew = standing.kind !== 'hygiene' && !seen.has(rule);
    seen.add(rule);
    return isNew;
  });
}

/** As many as asked for, each at most once, in the order of the report. */
function draw(all: readonly Finding[], from: number, wanted: number): readonly Finding[] {
  const next = randomNumbers(from);
  const left = [...all];
  const taken: Finding[] = [];
  while (taken.length < wanted && left.length > 0) taken.push(...left.splice(next(left.length), 1));
  return taken.sort((a, b) => a.number - b.number);
}

function text(finding: Finding): string {
  const { number, rule, severity, problem, environments, subjects, locations, evidence } = finding;
  const [place] = locations;
  const head = [rule, severity, place ? placeText(place) : 'no place', environments.join(', ')];
  return [
    `${number}  ${head.filter((part) => part !== '').join(' · ')}`,
    `    ${problem}`,
    ...(subjects.length > 1 ? [`    subjects: ${subjects.length}`] : []),
    ...evidence
      .slice(0, shown)
      .map((one) => `    - ${one.says}${one.place ? ` (${placeText(one.place)})` : ''}`),
    ...(evidence.length > shown ? [`    - and ${evidence.length - shown} more`] : []),
    '',
  ].join('\n');
}

function placeText({ file, line }: Place): string {
  return `${file}:${line}`;
}
