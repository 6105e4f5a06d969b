import type { Diagnostic } from '../../core/diagnostic.ts';
import type { Files } from '../../core/files.ts';
import { isDenied } from '../../core/files.ts';
import type { SourceRange } from '../../core/location.ts';
import type { YamlMapping, YamlNode, YamlScalar } from '../../syntax/yaml/ast.ts';
import { isMapping } from '../../syntax/yaml/node.ts';
import { parseYaml } from '../../syntax/yaml/parse.ts';
import { mapScalars } from '../objects/map-scalars.ts';
import { placeOf, scalarOf } from '../objects/make-node.ts';
import { namesCredential } from '../credentials/secret-names.ts';
import type { Lookup, Variable } from './environment-file.ts';
import { parseEnvironmentFile } from './environment-file.ts';
import { interpolate, withoutValue } from './interpolate.ts';
import type { Marks } from './merge.ts';

/** A compose file as it is written, and what its own tags say. */
export interface ComposeFile {
  readonly root: YamlMapping;
  readonly marks: Marks;
}

// What is shorter stands in other texts by chance.
const SHORTEST_SECRET = 6;

/** Reads each compose file once, and keeps what is to be told about them, each thing once. */
export class ComposeFiles {
  readonly #files: Files;
  readonly #read = new Map<string, ComposeFile | undefined>();
  readonly #diagnostics = new Map<string, Diagnostic>();

  /** Values of variables that are called like credentials, wherever they are put. */
  readonly secrets = new Set<string>();

  constructor(files: Files) {
    this.#files = files;
  }

  get diagnostics(): readonly Diagnostic[] {
    return [...this.#diagnostics.values()];
  }

  tell(diagnostic: Diagnostic): void {
    this.#diagnostics.set(`${diagnostic.message}\u0000${diagnostic.at?.file}`, diagnostic);
  }

  /** The variables of an `.env` file. */
  variables(text: string, path: string, around: Lookup): ReadonlyMap<string, Variable> {
    const variables = parseEnvironmentFile(text, path, around);
    for (const [name, { value }] of variables) {
      const isShort = typeof value !== 'string' || value.length < SHORTEST_SECRET;
      if (!isShort && namesCredential(name)) this.secrets.add(value);
    }
    return variables;
  }

  text(path: string): string | undefined {
    const text = this.#files.read(path);
    return isDenied(text) ? undefined : text;
  }

  /** Undefined for what is missing, or no compose file. */
  open(path: string): ComposeFile | undefined {
    if (this.#read.has(path)) return this.#read.get(path);
    const text = this.text(path);
    const opened = text === undefined ? undefined : this.#parse(text, path);
    this.#read.set(path, opened);
    return opened;
  }

  #parse(text: string, path: string): ComposeFile | undefined {
    const { documents, diagnostics } = parseYaml(text, { file: path, typing: 'core' });
    for (const one of diagnostics) if (one.code !== 'yaml-repeated-key') this.tell(one);
    const root = documents[0]?.root;
    if (!isMapping(root)) return undefined;
    const marks = new Map<string, 'reset' | 'override'>();
    if (/!(?:reset|override)\b/.test(text)) collectMarks(root, '', { text, file: path, marks });
    return { root, marks };
  }
}

interface Marking {
  readonly text: string;
  readonly file: string;
  readonly marks: Map<string, 'reset' | 'override'>;
}

const DEEPEST = 20;

/** The tags stand between a key and its value. */
function collectMarks(node: YamlMapping, path: string, marking: Marking, depth = 0): void {
  if (depth > DEEPEST) return;
  for (const { key, value } of node.entries) {
    const place = path === '' ? key.value : `${path}/${key.value}`;
    const between = marking.text.slice(key.end, Math.min(value.start, key.end + 200));
    const mark = /^["']?\s*:\s*(?:&\S+\s+)?!(reset|override)\b/.exec(between)?.[1];
    if (mark === 'reset' || mark === 'override') marking.marks.set(place, mark);
    else if (isMapping(value)) collectMarks(value, place, marking, depth + 1);
  }
}

/** The mapping with the variables put in; extensions (`x-…`) stay as they are. */
export function interpolated(root: YamlMapping, lookup: Lookup, folder: string): YamlMapping {
  return mapScalars(root, {
    isKept: (key) => key.startsWith('x-'),
    scalar: (node) => interpolatedScalar(node, lookup, folder),
  });
}

function interpolatedScalar(node: YamlScalar, lookup: Lookup, folder: string): YamlNode {
  if (typeof node.value !== 'string' || !node.value.includes('$')) return node;
  const { value, only } = interpolate(node.value, lookup, folder);
  if (only) return valueFrom(only, value, node);
  const why = 'variables are put into it';
  return scalarOf(value, { ...placeOf(node), came: { kind: 'computed', why } });
}

/** The value that a variable has, where that is written. */
function valueFrom(
  variable: { readonly at: SourceRange },
  value: YamlScalar['value'],
  node: YamlNode,
): YamlNode {
  const { file, start, end } = node;
  return scalarOf(value, { ...variable.at, came: { kind: 'chain', through: [{ file, start, end }] } });
}

/** The value of a variable that is passed on under its own name. */
export function passedOn(name: string, node: YamlNode, lookup: Lookup, folder: string): YamlNode {
  const variable = lookup(name);
  return variable ? valueFrom(variable, variable.value, node) : scalarOf(withoutValue(name, folder), node);
}
