// Asks terraform for the values of our templates, heredocs and operators and records them for the tests.
// usage: node tools/run-ts.mjs test/oracles/template-values/record.ts   (needs terraform 1.11 on the machine)
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { EXPRESSIONS, JSON_VALUES, TEMPLATES } from './cases.ts';

const OUTPUT = 'test/oracles/recorded/hcl-values.json';
const REFUSED = 'terraform refuses';

const groups = {
  expressions: EXPRESSIONS.map((text) => [text, valueOf(local(text), 'local.r')]),
  templates: TEMPLATES.map((text) => [text, valueOf(literalLocal(text), 'templatestring(local.r, {})')]),
  json: JSON_VALUES.map((text) => [text, valueOf({ text: jsonFile(text), suffix: '.json' }, 'local.r')]),
};
const texts = Object.entries(groups).map(([name, cases]) => {
  const lines = cases.map((one) => JSON.stringify(one)).join(',\n');
  return `"${name}": [\n${lines}\n]`;
});
writeFileSync(OUTPUT, `{${texts.join(',\n')}}\n`);

function jsonFile(text: string): string {
  return `{"locals": {"r": ${text}}}`;
}

function local(text: string): File {
  return { text: `locals {\n  r = ${text}\n}\n` };
}

/** A local with this text as its value, written with nothing but escapes. */
function literalLocal(text: string): File {
  const escaped = JSON.stringify(text).replaceAll(/[$%]\{/g, (marker) => marker.charAt(0) + marker);
  return local(escaped);
}

interface File {
  readonly text: string;
  readonly suffix?: string;
}

function valueOf({ text, suffix = '' }: File, expression: string): unknown {
  const folder = mkdtempSync(path.join(tmpdir(), 'template-values-'));
  try {
    writeFileSync(path.join(folder, `main.tf${suffix}`), text);
    const answer = execFileSync('terraform', ['console'], {
      cwd: folder,
      input: `jsonencode(${expression})\n`,
      encoding: 'utf8',
      stdio: ['pipe', 'pipe', 'ignore'],
      env: { ...process.env, TF_CLI_CONFIG_FILE: '/dev/null', CHECKPOINT_DISABLE: '1' },
    });
    return JSON.parse(JSON.parse(answer));
  } catch {
    return REFUSED;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
