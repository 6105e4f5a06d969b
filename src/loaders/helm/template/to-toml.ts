import { goQuoted } from './go-quote.ts';
import { plainDigits } from './print.ts';
import { content } from './to-yaml.ts';
import type { GoValue } from './value.ts';
import { Dict, List, TemplateError } from './value.ts';

const MAX_DEPTH = 100;

/** What Helm's `toToml` writes: plain keys first, then tables; nil is left out. */
export function toToml(value: GoValue): string {
  const bare = content(value);
  if (!(bare instanceof Dict)) throw new TemplateError('toml: top-level values must be Go maps or structs');
  const lines: string[] = [];
  table(bare, [], lines);
  return lines.join('');
}

function table(dict: Dict, path: readonly string[], lines: string[]): void {
  if (path.length > MAX_DEPTH) throw new TemplateError('error calling toToml: the value is too deep');
  const entries = [...dict.entries()].filter(([, item]) => content(item) !== null);
  const isTable = (item: GoValue): boolean => content(item) instanceof Dict || isTableList(item);
  const pad = '  '.repeat(Math.max(0, path.length - 1));
  const inner = path.length === 0 ? '' : `${pad}  `;
  for (const [key, item] of entries) {
    if (!isTable(item)) lines.push(`${inner}${tomlKey(key)} = ${inline(item, 0)}\n`);
  }
  for (const [key, item] of entries) {
    if (!isTable(item)) continue;
    const bare = content(item);
    const below = [...path, tomlKey(key)];
    const tables = bare instanceof List ? bare.items.map(content) : [bare];
    const brackets = bare instanceof List ? ['[[', ']]'] : ['[', ']'];
    for (const one of tables) {
      if (!(one instanceof Dict)) continue;
      if (path.length === 0 && lines.length > 0) lines.push('\n');
      lines.push(`${inner}${brackets.join(below.join('.'))}\n`);
      table(one, below, lines);
    }
  }
}

function isTableList(item: GoValue): boolean {
  const bare = content(item);
  return (
    bare instanceof List && bare.items.length > 0 && bare.items.every((one) => content(one) instanceof Dict)
  );
}

function tomlKey(key: string): string {
  return /^[\w-]+$/.test(key) ? key : goQuoted(key);
}

function inline(item: GoValue, depth: number): string {
  if (depth > MAX_DEPTH) throw new TemplateError('error calling toToml: the value is too deep');
  const bare = content(item);
  if (typeof bare === 'string') return goQuoted(bare);
  if (typeof bare === 'number') return Number.isInteger(bare) ? `${plainDigits(bare)}.0` : plainDigits(bare);
  if (bare instanceof List) return `[${bare.items.map((one) => inline(one, depth + 1)).join(', ')}]`;
  if (bare instanceof Dict) {
    const entries = [...bare.entries()].map(([key, one]) => `${tomlKey(key)} = ${inline(one, depth + 1)}`);
    return `{${entries.join(', ')}}`;
  }
  return String(bare);
}
