// Scaffolds a rule folder: npm run new rule <area>/<name>
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const AREAS = [
  'iac',
  'resilience',
  'scaling',
  'observability',
  'cost',
  'security',
  'delivery',
  'api',
  'data',
  'ownership',
  'lifecycle',
  'sustainability',
];

const [what, id = ''] = process.argv.slice(2);
const [area = '', name = ''] = id.split('/');

if (what !== 'rule') stop('usage: npm run new rule <area>/<name>');
if (!AREAS.includes(area)) stop(`unknown area "${area}"; there are ${AREAS.join(', ')}`);
if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name)) stop(`"${name}" is not kebab-case`);
if (/^(check|no|use|avoid|ensure)-/.test(name))
  stop('a rule is called after the problem, as a noun: single-zone-database');

const folder = join(import.meta.dirname, '..', 'src/rules', area, name);
if (existsSync(folder) && readdirSync(folder).length > 0) stop(`src/rules/${id} exists already`);

const write = (path, text) => {
  mkdirSync(join(folder, path, '..'), { recursive: true });
  writeFileSync(join(folder, path), text);
};

write(
  'rule.ts',
  `import { ruleId } from '../../../core/id.ts';
import type { Rule } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { evidenceOf, notApplicable, pass, unknown } from '../../outcome.ts';

/** Fails for a component whose … */
export const rule: Rule = {
  id: ruleId('${id}'),
  title: 'What goes wrong, as one sentence',
  appliesTo: ['datastore'],
  severity: 'medium',
  consequence: 'availability',
  environments: 'production-like',
  check({ name, facts }) {
    const fact = facts.claimsSeveralZones;
    if (!fact) return notApplicable('nothing states it');
    if (Unknown.is(fact.value)) return unknown(fact.value);
    if (fact.value) return pass;
    return {
      status: 'fail',
      problem: \`\${name} stops when …: …\`,
      evidence: [evidenceOf(fact, '… = false')],
      remedies: [],
      cause: fact.at[0],
    };
  },
};
`,
);
write(
  'rule.md',
  [
    '# What goes wrong, as one sentence',
    '',
    '## What it finds',
    '',
    '## Why it matters',
    '',
    '## How to fix it',
    '',
    '## When to ignore it',
    '',
    '## How the estimate is made',
    '',
  ].join('\n'),
);
for (const kind of ['fail', 'pass', 'unknown']) write(`fixtures/${kind}-orders/main.tf`, '');

process.stdout.write(`src/rules/${id}: write the fixtures first, then check, then the words.
Then: node tools/generate-registries.mjs && npx vitest run test/rules -t ${id}\n`);

function stop(message) {
  process.stderr.write(`${message}\n`);
  process.exit(2);
}
