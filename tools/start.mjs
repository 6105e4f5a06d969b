// npm start -- [PATH | COMMAND …]: runs whatfails from a fresh clone; without words it audits the example.
import { spawnSync } from 'node:child_process';
import { bundle, ensureBuilt, ensureInstalled, root } from './fresh.mjs';

const COMMANDS = 'audit stacks resources graph solve explain accept baseline rules init doctor'.split(' ');

function commandLine(words) {
  const [first] = words;
  if (first === undefined) return ['audit', 'examples/shop'];
  return COMMANDS.includes(first) || first.startsWith('-') ? words : ['audit', ...words];
}

try {
  ensureInstalled();
  ensureBuilt();
  const words = process.argv.slice(2);
  // npm changes to the package's folder; paths are meant from where the user stands.
  const cwd = words.length === 0 ? root : (process.env.INIT_CWD ?? root);
  const result = spawnSync(process.execPath, [bundle, ...commandLine(words)], { cwd, stdio: 'inherit' });
  process.exitCode = result.status ?? 1;
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
