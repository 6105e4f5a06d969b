import type { YamlEntry, YamlMapping, YamlNode } from './ast.ts';
import { YamlProblem } from './problem.ts';
import type { Reader } from './reader.ts';
import { keyText, NO_KEY } from './type-key.ts';

/** A key, which is always a text. */
export type YamlKey = YamlEntry['key'];

// Up to here comparing every pair is faster than filling a set.
const FEW_ENTRIES = 12;

/** What to say about a key that is a list or a mapping. */
export const TEXT_KEY = 'A key must be a text. Write it as one, or in quotes.';

/** The plain key between two places. */
export function makeKey(r: Reader, start: number, end: number): YamlKey {
  const text = r.text.slice(start, end);
  r.nodes += 1;
  r.lastEnd = end;
  return { kind: 'scalar', value: typedKey(r, text, start), style: 'plain', file: r.file, start, end };
}

/** The text of a plain key after typing; a problem where the reader that judges refuses it. */
export function typedKey({ typing }: Pick<Reader, 'typing'>, text: string, start: number): string {
  const key = keyText(text, typing);
  if (key !== NO_KEY) return key;
  const who = typing === 'kustomize' ? 'Kustomize' : 'kubectl';
  const message = `${who} does not take this as a key, because it is no text. Put it in quotes.`;
  throw new YamlProblem('yaml-key', message, { start, end: start + text.length });
}

/** The entries of a finished mapping: merges filled in, and of a key that stands twice the last one. */
export function finishEntries(r: Reader, entries: readonly YamlEntry[]): readonly YamlEntry[] {
  const last = entries.length > FEW_ENTRIES ? withoutRepeatedMany(r, entries) : withoutRepeated(r, entries);
  return last.some(isMerge) ? withMerges(r, last) : last;
}

function withoutRepeated(r: Reader, entries: readonly YamlEntry[]): readonly YamlEntry[] {
  for (let at = 1; at < entries.length; at += 1) {
    const key = entries[at]?.key.value;
    for (let before = 0; before < at; before += 1) {
      if (entries[before]?.key.value === key) return withoutRepeatedMany(r, entries);
    }
  }
  return entries;
}

function withoutRepeatedMany(r: Reader, entries: readonly YamlEntry[]): readonly YamlEntry[] {
  const keys = new Set<string>();
  for (const { key } of entries) keys.add(key.value);
  if (keys.size === entries.length) return entries;
  const last = new Map<string, YamlEntry>();
  const merges: YamlEntry[] = [];
  const seen = new Set<string>();
  for (const entry of entries) {
    if (isMerge(entry)) {
      if (merges.length > 0 && r.typing === 'kustomize') reportRepeated(r, entry.key);
      merges.push(entry);
    } else {
      if (seen.has(entry.key.value)) reportRepeated(r, entry.key);
      seen.add(entry.key.value);
      last.set(entry.key.value, entry);
    }
  }
  const kept = new Set([...last.values(), ...merges]);
  return entries.filter((entry) => kept.has(entry));
}

/** Kustomize refuses a repeated key; kubectl takes the last one without a word. */
function reportRepeated(r: Reader, key: YamlKey): void {
  if (r.typing !== 'kustomize') {
    r.repeated.push(key);
    return;
  }
  throw new YamlProblem('yaml-repeated-key', `Kustomize refuses this: ${repeatedKeyAdvice(key)}`, key);
}

/** What to say about a key that stands twice. */
export function repeatedKeyAdvice(key: YamlKey): string {
  return `the key ${JSON.stringify(key.value)} stands twice in this mapping. Remove one of the two.`;
}

function isMerge({ key }: YamlEntry): boolean {
  return key.value === '<<' && key.style === 'plain';
}

/** kubectl lets a merge win over the keys before it; everybody else lets the mapping's own keys win. */
function withMerges(r: Reader, entries: readonly YamlEntry[]): readonly YamlEntry[] {
  const inOrder = r.typing === 'kubernetes';
  const result = new Map<string, YamlEntry>();
  if (!inOrder) for (const entry of entries) if (!isMerge(entry)) result.set(entry.key.value, entry);
  for (const entry of entries) {
    if (!isMerge(entry)) {
      if (inOrder) result.set(entry.key.value, entry);
      continue;
    }
    const sources = sourcesOf(entry.value);
    if (sources === undefined) {
      const message = '`<<` takes a mapping, an alias of one, or a list of these. Correct what follows it.';
      throw new YamlProblem('yaml-merge', message, entry.key);
    }
    // Of a list the first mapping wins: kubectl goes through it backwards and overwrites.
    for (const source of inOrder ? sources.slice().reverse() : sources) {
      for (const merged of source.entries) {
        if (inOrder || !result.has(merged.key.value)) result.set(merged.key.value, merged);
      }
    }
  }
  return [...result.values()];
}

function sourcesOf(value: YamlNode): readonly YamlMapping[] | undefined {
  if (value.kind === 'mapping') return [value];
  if (value.kind !== 'sequence') return undefined;
  const mappings = value.items.filter((item) => item.kind === 'mapping');
  return mappings.length === value.items.length ? mappings : undefined;
}
