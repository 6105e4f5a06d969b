// Adds to package-lock.json what optional dependencies of other platforms a registry did not hold when it was
// written:
// `npm ci` refuses a lock file without them, on every machine. `--check` only tells whether something is
// missing.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const file = join(import.meta.dirname, '../package-lock.json');
const lock = JSON.parse(readFileSync(file, 'utf8'));
const PLATFORM = /(android|darwin|freebsd|linux|openharmony|win32|wasm32)-([a-z0-9]+)(?:-([a-z0-9]+))?$/;

/** The entry that a package at this path would load, as node looks it up. */
function resolved(path, name) {
  for (let from = path; ; from = from.slice(0, Math.max(0, from.lastIndexOf('/node_modules/')))) {
    const key = `${from === '' ? '' : `${from}/`}node_modules/${name}`;
    if (key in lock.packages) return lock.packages[key];
    if (!from.includes('/node_modules/')) return lock.packages[`node_modules/${name}`];
  }
}

function entryOf(name, version, isDev) {
  const match = PLATFORM.exec(name);
  if (!match) throw new Error(`${name} names no platform this script knows`);
  const [, os, cpu, abi] = match;
  const isWasm = os === 'wasm32';
  return {
    version,
    cpu: [isWasm ? 'wasm32' : cpu],
    ...(isDev ? { dev: true } : {}),
    ...(os === 'linux' && (abi === 'gnu' || abi === 'musl')
      ? { libc: [abi === 'gnu' ? 'glibc' : 'musl'] }
      : {}),
    optional: true,
    ...(isWasm ? {} : { os: [os] }),
  };
}

const missing = new Map();
for (const [path, entry] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const found = resolved(path, name);
    if (found && (!/^\d/.test(version) || found.version === version)) continue;
    const place = found ? `${path}/node_modules/${name}` : `node_modules/${name}`;
    missing.set(place, entryOf(name, version, entry.dev === true));
  }
}

if (process.argv.includes('--check')) {
  for (const place of missing.keys())
    process.stderr.write(`package-lock.json lacks ${place}: run node tools/complete-lock.mjs\n`);
  process.exitCode = missing.size > 0 ? 1 : 0;
} else if (missing.size > 0) {
  const all = { ...lock.packages, ...Object.fromEntries(missing) };
  // The order that npm itself writes.
  lock.packages = Object.fromEntries(Object.entries(all).sort(([a], [b]) => a.localeCompare(b, 'en')));
  writeFileSync(file, `${JSON.stringify(lock, undefined, 2)}\n`);
}
