import type { Edit } from '../../../core/edit.ts';
import type { Expression, ObjectExpression } from '../../../syntax/hcl/ast.ts';
import { appendElement, insertAttribute, insertItem } from '../../../syntax/hcl/edit/insert.ts';
import { appendJson, insertMember, replaceJson } from '../../../syntax/hcl/edit/json.ts';
import type { HclValue, LineStyle } from '../../../syntax/hcl/edit/print.ts';
import { printHcl } from '../../../syntax/hcl/edit/print.ts';
import { unitOf } from '../../../syntax/hcl/edit/insert.ts';
import { literalText } from '../../../syntax/hcl/literal-text.ts';
import { lineBreakOf, lineStartOf } from '../../../syntax/yaml/layout.ts';
import type { SourceFile } from '../config/source-file.ts';
import type { Chain, GivenVariable, Hop } from '../evaluate/trace.ts';
import { chainFrom } from '../evaluate/trace.ts';
import { isMapping } from '../modules/registry.ts';
import { passedOn } from './passed-on.ts';
import type { Way } from './way.ts';
import { isJsonFile, isOwnText } from './way.ts';

type Path = readonly (string | number)[];

/** What a chain of references meets outside the modules: values given to the root. */
export interface GivenPlaces {
  readonly written: ReadonlyMap<string, GivenVariable>;
  /** The variable file that is this stack's alone; undefined where it has none. */
  readonly ownFile: SourceFile | undefined;
}

// Branches that are tried where an expression chooses between several values.
const MOST_BRANCHES = 12;

/**
 * Ways to give an attribute another value by changing what it refers to, the most local first: an input of a
 * call is put in before a default is changed that all calls share.
 */
export function chainWays(chain: Chain, given: GivenPlaces): readonly Way[] {
  const ways: Way[] = [];
  const queue: Chain[] = [chain];
  for (let tried = 0; tried < MOST_BRANCHES; tried += 1) {
    const next = queue.shift();
    if (!next) break;
    ways.push(...ownWays(next, given));
    const last = next.hops.at(-1);
    if (!last || next.ends !== 'computed') continue;
    ways.push(...switchWays(last, given));
    const inStandIn = isMapping(last.cursor.file.path);
    for (const hop of passedOn(last, inStandIn)) queue.push(chainFrom(hop, given.written));
  }
  return ways;
}

/** `var.versioned ? "Enabled" : "Suspended"`: the switch is set to the side that states the wanted value. */
function switchWays({ cursor, rest }: Hop, given: GivenPlaces): readonly Way[] {
  const { expression } = cursor;
  if (expression.kind !== 'conditional' || rest.length > 0) return [];
  const { condition, then, otherwise } = expression;
  const start = { cursor: { ...cursor, expression: condition, variable: undefined }, rest };
  return ownWays(chainFrom(start, given.written), given).map((way) => ({
    ...way,
    edits: (value) => {
      const side = [then, otherwise].findIndex((one) => mayState(one, value));
      return side < 0 ? undefined : way.edits(side === 0);
    },
  }));
}

/** Whether a text is among those that an expression chooses between. */
function mayState(expression: Expression, value: HclValue): boolean {
  if (expression.kind === 'parentheses') return mayState(expression.inner, value);
  if (expression.kind !== 'conditional') return literalText(expression) === value;
  return mayState(expression.then, value) || mayState(expression.otherwise, value);
}

/** Ways along one chain, without those that an expression at its end chooses between. */
function ownWays({ hops, ends }: Chain, given: GivenPlaces): readonly Way[] {
  const last = hops.at(-1);
  if (!last) return [];
  const overrides = hops.flatMap((hop) => overrideWays(hop, given)).reverse();
  // An object that leaves an attribute to the default of its type is more local than that default.
  const leftOut = hops.slice(0, -1).flatMap((hop) => endWays(hop, 'computed'));
  const atEnd = ends === 'too-long' ? [] : endWays(last, ends);
  return [...overrides, ...leftOut, ...atEnd];
}

/** An input that a call leaves to the default, or a root variable that the own variable file leaves out. */
function overrideWays({ cursor, rest }: Hop, { ownFile, written }: GivenPlaces): readonly Way[] {
  const { variable, module } = cursor;
  if (!variable) return [];
  const inside: Path = [...variable.path, ...rest];
  const { call, parent } = module;
  if (call && parent && !call.attributes.has(variable.name)) {
    const { file, block } = call;
    if (!isOwnText(file.path) || (inside.length > 0 && !isEmptyDefault(cursor.expression))) return [];
    const place = { body: block.body, block };
    return [
      {
        file,
        module: parent,
        edits: (value) => putAttribute(file, place, variable.name, wrap(inside, value)),
      },
    ];
  }
  if (parent || written.has(variable.name) || !ownFile || inside.length > 0) return [];
  const place = { body: ownFile.document.body, block: undefined };
  return [{ file: ownFile, module, edits: (value) => putAttribute(ownFile, place, variable.name, value) }];
}

function isEmptyDefault(expression: Expression): boolean {
  if (expression.kind === 'literal') return expression.value === null;
  return expression.kind === 'object' && expression.items.length === 0;
}

/** The literal at the end, or the object or list that lacks the rest of the path. */
function endWays({ cursor, rest }: Hop, ends: Chain['ends']): readonly Way[] {
  const { file, expression, module } = cursor;
  if (!isOwnText(file.path)) return [];
  const way = (edits: Way['edits']): readonly Way[] => [{ file, module, edits }];
  const [key, ...inner] = rest;
  if (key === undefined) {
    return ends === 'literal' ? way((value) => [replaceExpression(file, expression, value)]) : [];
  }
  if (expression.kind === 'literal' && expression.value === null) {
    return way((value) => [replaceExpression(file, expression, wrap(rest, value))]);
  }
  if (expression.kind === 'object' && typeof key === 'string') {
    return way((value) => putItem(file, expression, key, wrap(inner, value)));
  }
  if (expression.kind !== 'tuple' || key !== expression.items.length) return [];
  const source = { text: file.text, document: file.document };
  return way((value) =>
    isJsonFile(file.path)
      ? [appendJson(file.text, expression, expression.items.at(-1), wrap(inner, value))]
      : appendElement(source, expression, wrap(inner, value)),
  );
}

/** The value with the objects around it that nobody wrote. */
export function wrap(path: Path, value: HclValue): HclValue {
  const [step, ...inner] = path;
  if (step === undefined) return value;
  return typeof step === 'number' ? [wrap(inner, value)] : { [step]: wrap(inner, value) };
}

/** The edit that writes a value where an expression stands; a text stays a text. */
function replaceExpression(file: SourceFile, expression: Expression, value: HclValue): Edit {
  const { text } = file;
  const wasText = literalText(expression) !== undefined;
  const isScalar = typeof value === 'boolean' || typeof value === 'number';
  const written = wasText && isScalar ? String(value) : value;
  if (isJsonFile(file.path)) return replaceJson(text, expression, written);
  const { start, end } = expression;
  return { start, end, text: printHcl(written, styleAt(file, start)) };
}

/** How lines look where a text stands. */
export function styleAt({ text, document }: SourceFile, at: number): LineStyle {
  const indent = /^\uFEFF?([ \t]*)/.exec(text.slice(lineStartOf(text, at)))?.[1] ?? '';
  return { indent, unit: unitOf(text, document.body), newline: lineBreakOf(text) };
}

/** The edits that put an attribute into a block or a file of values, in the file's own syntax. */
export function putAttribute(
  file: SourceFile,
  place: Parameters<typeof insertAttribute>[1],
  name: string,
  value: HclValue,
): readonly Edit[] {
  const { text, document, path } = file;
  if (!isJsonFile(path)) return insertAttribute({ text, document }, place, name, value);
  const { body, block } = place;
  const members = [...body.attributes, ...body.blocks];
  const last = members.reduce<(typeof members)[number] | undefined>(
    (latest, one) => (latest && latest.end > one.end ? latest : one),
    undefined,
  );
  const inside = block ? body : { start: text.indexOf('{') + 1, end: text.lastIndexOf('}') };
  return [insertMember(text, inside, last, name, value)];
}

function putItem(file: SourceFile, object: ObjectExpression, key: string, value: HclValue): readonly Edit[] {
  const { text, document, path } = file;
  if (!isJsonFile(path)) return insertItem({ text, document }, object, key, value);
  const inside = { start: object.start + 1, end: object.end - 1 };
  return [insertMember(text, inside, object.items.at(-1), key, value)];
}
