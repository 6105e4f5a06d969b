import type { FunctionTable, GoValue } from '../template/value.ts';
import { Dict, List, plain, TemplateError, Traced, uncertaintyOf } from '../template/value.ts';
import { doubtedInside } from '../template/read-value.ts';
import { TomlReader } from './toml-reader.ts';
import { defineRaw, textOf } from './support.ts';

/** Reading TOML. */
export const tomlFunctions: FunctionTable = {
  fromToml: defineRaw(['string'], ([text = '']) => doubtedInside(tableIn(textOf(text)), uncertaintyOf(text))),
};

/** The table that a text holds; Helm hands an error over as a value. */
function tableIn(text: string): Dict {
  const root = new Dict();
  const reader = new TomlReader(text);
  try {
    readTable(reader, root);
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    return Dict.of([['Error', error.message]]);
  }
  return root;
}

function readTable(reader: TomlReader, root: Dict): void {
  let table = root;
  for (reader.skipLines(); !reader.isAtEnd; reader.skipLines()) {
    if (reader.take('[[')) {
      table = addedItem(root, reader.keys(']]'));
      reader.expect(']]');
    } else if (reader.take('[')) {
      table = reader.keys(']').reduce(below, root);
      reader.expect(']');
    } else {
      const path = reader.keys('=');
      reader.expect('=');
      const holder = path.slice(0, -1).reduce(below, table);
      holder.set(path.at(-1) ?? '', int64(reader.value()));
    }
    reader.endOfLine();
  }
}

function below(table: Dict, key: string): Dict {
  const inner = table.get(key);
  if (inner instanceof Dict) return inner;
  const last = inner instanceof List ? inner.items.at(-1) : undefined;
  if (last instanceof Dict) return last;
  if (inner !== undefined) throw new TemplateError(`toml: key ${key} is no table`);
  const made = new Dict();
  table.set(key, made);
  return made;
}

/** `[[orders]]` begins the next table of a list. */
function addedItem(root: Dict, path: readonly string[]): Dict {
  const holder = path.slice(0, -1).reduce(below, root);
  const key = path.at(-1) ?? '';
  const list = holder.get(key);
  const item = new Dict();
  holder.set(key, new List([...(list instanceof List ? list.items : []), item]));
  return item;
}

/** Integers of TOML are of Go's type int64. */
function int64(value: GoValue): GoValue {
  const inner = plain(value);
  return typeof inner === 'bigint' ? new Traced(inner, { goType: 'int64' }) : value;
}
