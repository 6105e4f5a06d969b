import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { byCodeUnit } from '../../src/core/order.ts';

const root = join(import.meta.dirname, '../..');

export interface Source {
  /** Relative to the project: `src/core/order.ts`. */
  readonly path: string;
  readonly text: string;
}

/** Hand-written sources below these folders, sorted. Fixtures and generated files are left out. */
export function sources(...folders: readonly string[]): readonly Source[] {
  return folders.flatMap((folder) => walk(folder)).sort((a, b) => byCodeUnit(a.path, b.path));
}

function walk(folder: string): readonly Source[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return entry.name === 'fixtures' ? [] : walk(path);
    const isSource = /\.(?:ts|mjs)$/.test(entry.name) && !entry.name.includes('.generated.');
    return isSource ? [{ path, text: readFileSync(join(root, path), 'utf8') }] : [];
  });
}

/** The code without comments and without the content of strings, line by line as before. */
export function codeOf(text: string): string {
  const blank = (part: string): string => part.replace(/[^\n]/g, ' ');
  return text.replace(
    /\/\*[^]*?\*\/|(?<![:'"`\\])\/\/[^\n]*|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/g,
    blank,
  );
}

/** What a file imports, as written. */
export function importsOf(text: string): readonly string[] {
  const found = text.matchAll(
    /^(?:import|export)\b[^'";]*?from\s+'([^']+)'|\bimport\(\s*'([^']+)'\s*\)|^import\s+'([^']+)'/gm,
  );
  return [...found].map(([, from, dynamic, bare]) => from ?? dynamic ?? bare ?? '');
}
