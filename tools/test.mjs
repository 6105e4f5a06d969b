// npm test: types, lint, format, dead code, the bundle, unit tests (walls, style and generated files among
// them).
// The last line counts; the exit code is 1 on failure.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, bundle, ensureInstalled, root } from './fresh.mjs';

const bin = (name) => join(root, 'node_modules', name);

const FOLDERS = ['src', 'test', 'tools', 'bench'];

const checks = [
  { name: 'types', words: [bin('typescript/bin/tsc'), '--noEmit', '--pretty', 'false'] },
  {
    name: 'lint',
    words: [bin('oxlint/bin/oxlint'), '--type-aware', '--deny-warnings', ...FOLDERS],
  },
  { name: 'format', words: [bin('oxfmt/bin/oxfmt'), '--check', ...FOLDERS] },
  { name: 'dead code', words: [bin('knip/bin/knip.js'), '--no-progress'] },
];

/** Runs a program of node and keeps what it prints. */
function runNode(words, { show = false } = {}) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, words, {
      cwd: root,
      stdio: show ? 'inherit' : ['ignore', 'pipe', 'pipe'],
    });
    let printed = '';
    child.stdout?.on('data', (text) => (printed += text));
    child.stderr?.on('data', (text) => (printed += text));
    child.on('error', (error) => resolve({ ok: false, printed: `${printed}${error.message}\n` }));
    child.on('close', (code) => resolve({ ok: code === 0, printed }));
  });
}

async function check({ name, words }) {
  const { ok, printed } = await runNode(words);
  process.stdout.write(`${ok ? 'ok  ' : 'FAIL'}  ${name}\n${ok ? '' : printed}`);
  return ok;
}

/** The bundle is made, starts, and knows its version. */
async function checkBundle() {
  const built = build();
  if (built.status !== 0) process.stdout.write(`${built.stdout}${built.stderr}`);
  const { ok, printed } = await runNode([bundle, '--version']);
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const isRight = built.status === 0 && ok && printed.trim() === version;
  process.stdout.write(`${isRight ? 'ok  ' : 'FAIL'}  bundle\n${isRight ? '' : printed}`);
  return isRight;
}

/** Unit tests; counts a test file that cannot run as one failure. */
async function unitTests(words) {
  const folder = mkdtempSync(join(tmpdir(), 'whatfails-tests-'));
  const file = join(folder, 'result.json');
  try {
    const { ok } = await runNode(
      [
        bin('vitest/vitest.mjs'),
        'run',
        '--reporter=dot',
        '--reporter=json',
        `--outputFile.json=${file}`,
        ...words,
      ],
      { show: true },
    );
    const result = JSON.parse(readFileSync(file, 'utf8'));
    const broken = result.testResults.filter(
      ({ status, assertionResults }) =>
        status === 'failed' && assertionResults.every((one) => one.status !== 'failed'),
    ).length;
    const failed = result.numFailedTests + broken;
    return { passed: result.numPassedTests, failed: failed === 0 && !ok ? 1 : failed };
  } catch (error) {
    process.stdout.write(`FAIL  unit tests: ${error.message}\n`);
    return { passed: 0, failed: 1 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function main(words) {
  ensureInstalled();
  const results = words.length > 0 ? [] : [...(await Promise.all(checks.map(check))), await checkBundle()];
  const unit = await unitTests(words);
  const passed = results.filter((ok) => ok).length + unit.passed;
  const failed = results.filter((ok) => !ok).length + unit.failed;
  process.exitCode = failed > 0 ? 1 : 0;
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  process.stdout.write(`${error.message}\n0 passed, 1 failed\n`);
  process.exitCode = 1;
}
