// The page docs/assumptions.md, made of data/availability.json.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { importTypeScript } from './import-typescript.mjs';

const { assumptionGroups, MINUTES_PER_YEAR } = await importTypeScript('src/core/assumption.ts');
const { makeAssumptions } = await importTypeScript('src/core/make-assumptions.ts');
const words = await importTypeScript('src/report/assumption-words.ts');
const { groupTitles, rangeNumbers, unitWords } = words;

const HEAD = [
  '# Assumptions',
  paragraph(
    'Results about availability rest on numbers from outside: how often a database restarts, how long a',
    'bad deployment stays. This page lists every one, with its range, its grade, who says so, and why. A',
    'range is a 10th, a 50th and a 90th percentile; between them a value is distributed log-normally,',
    'with a spread of its own on either side of the median. Grades: A measured, B declared, C inferred, D',
    'assumed. `whatfails assumptions` prints what holds for you, `whatfails assumptions NAME` one row in',
    'full.',
  ),
  'Two rules hold for all of them:',
  paragraph(
    '1. **A figure of a component leaves out what the model has as an event of its own**: the loss of a',
    'zone or a region, control planes, NAT gateways, changes. Otherwise the loss of a zone would count',
    'twice, once in the database that stands in it and once as the zone.',
  ),
  paragraph(
    '2. **A promise bounds, it does not measure.** An agreement on service levels is a contract with',
    'credits. It is the high value of a regional service (100 % is taken as 99.99 %, anything else as',
    '99.999 % at most); likely is a thirtieth of it and low a hundredth. It is never the likely value,',
    'and the 99.5 % promised for products of one zone is no rate of failure at all.',
  ),
];

const REPLACING = [
  paragraph(
    'Your own numbers are better than any of these. In `whatfails.yaml`, as a range or as a number that',
    'is exactly known:',
  ),
  [
    '```yaml',
    'assumptions:',
    '  change_fail_rate: { p10: 0.02, p50: 0.04, p90: 0.08, source: "incident log 2026", grade: A }',
    '  zone_unavailability: 0.0001',
    '  database_single: { p50: 0.0001, unit: unavailability }',
    '```',
  ].join('\n'),
  paragraph(
    'For one run, `--set deploys=200` or `--set deploys=100,200,400`. Time down is given in minutes a',
    'year or as unavailability, whichever you have.',
  ),
];

/** The whole page, without the notice above it. */
export function assumptionsPage(root) {
  const data = JSON.parse(readFileSync(join(root, 'data/availability.json'), 'utf8'));
  const { all, get } = makeAssumptions(data);
  const sections = assumptionGroups.flatMap((group) => {
    const rows = all.filter((row) => row.group === group);
    return [`## ${groupTitles[group]}`, group === 'services' ? servicesTable(rows, data) : rowsTable(rows)];
  });
  return `${[...HEAD, example(get), ...REPLACING, ...sections].join('\n\n')}\n`;
}

function example(get) {
  const likely = (name) => get(name).likely;
  const [single, standby, part] = ['database_single', 'database_standby', 'zone_unavailability'].map(likely);
  const zone = Math.round(part * MINUTES_PER_YEAR);
  return paragraph(
    `So a database of one instance against one with a standby: ${single} − ${standby} minutes a year by`,
    `themselves, and ${zone} minutes with the loss of its zone (${part} of the time), about`,
    `${single - standby + zone} minutes a year.`,
  );
}

function rowsTable(rows) {
  return table(
    ['name', 'what', 'range', 'grade', 'source', 'why'],
    rows.map((row) => [
      `\`${row.name}\``,
      row.title,
      `${rangeNumbers(row)} ${unitWords(row)}`,
      row.grade,
      sourceOf(row),
      row.reasoning,
    ]),
  );
}

function servicesTable(rows, { services }) {
  const written = new Map(services.map((service) => [`service_${service.name}`, service]));
  const lines = rows.map((row) => {
    const { slaPercent, note } = written.get(row.name);
    return [
      `\`${row.name}\``,
      note === undefined ? row.title : `${row.title}. ${note}`,
      `${slaPercent} %`,
      rangeNumbers(row),
      sourceOf(row),
      row.types.map((type) => `\`${type}\``).join(' '),
    ];
  });
  const head = ['name', 'service', 'promised', 'minutes a year', 'source', 'resource types'];
  return `All of them are of grade D.\n\n${table(head, lines)}`;
}

function table(head, lines) {
  return [head, head.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function sourceOf({ source, page, asOf }) {
  return `${page === undefined ? source : `[${source}](${page})`}, ${asOf}`;
}

function paragraph(...lines) {
  return lines.join(' ');
}
