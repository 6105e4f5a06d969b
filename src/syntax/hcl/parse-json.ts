import type { JsonMember, JsonString, JsonValue } from '../json/parse.ts';
import { parseJson } from '../json/parse.ts';
import type { Attribute, Block, Body, Comment, HclDocument, Label, Span, SyntaxProblem } from './ast.ts';
import type { JsonStrings } from './json-expression.ts';
import { jsonExpression } from './json-expression.ts';
import type { BlockShape, NestedShape, StringMeaning } from './json-shape.ts';
import { CONFIGURATION, VARIABLE_VALUES } from './json-shape.ts';

export interface JsonOptions {
  /** `configuration` for .tf.json, `variables` for .tfvars.json. */
  readonly form: 'configuration' | 'variables';
}

/**
 * Reads terraform's JSON syntax into the tree of the native one. Never throws. A block spans its last label
 * (or type) and its body; where blocks share a type or a label, its span lies outside some of them.
 */
export function parseHclJson(text: string, options: JsonOptions = { form: 'configuration' }): HclDocument {
  const { value, problem } = parseJson(text);
  const whole = { start: 0, end: text.length };
  if (!value) return { body: emptyBody(whole), comments: [], problems: problem ? [problem] : [] };
  const reading: Reading = { text, comments: [], problems: [] };
  const shape = options.form === 'configuration' ? CONFIGURATION : VARIABLE_VALUES;
  const body = readBody(reading, membersOf(reading, value), shape, whole);
  return { body, comments: reading.comments, problems: reading.problems };
}

interface Reading {
  readonly text: string;
  readonly comments: Comment[];
  readonly problems: SyntaxProblem[];
}

interface BlockPlace {
  readonly type: JsonString;
  readonly shape: NestedShape;
  readonly labels: readonly JsonString[];
  /** Where the block starts if not at its body: one of several bodies in a list has its names elsewhere. */
  readonly start?: number;
}

function readBody(reading: Reading, members: readonly JsonMember[], shape: BlockShape, span: Span): Body {
  const attributes: Attribute[] = [];
  const blocks: Block[] = [];
  const names = new Set<string>();
  for (const member of members) {
    const { name, value } = member;
    const blockShape = Object.hasOwn(shape.blocks, name.value) ? shape.blocks[name.value] : undefined;
    if (name.value === '//') {
      reading.comments.push(commentOf(reading, member));
    } else if (blockShape) {
      readBlocks(reading, { type: name, shape: blockShape, labels: [] }, value, blocks);
    } else if (names.has(name.value)) {
      reading.problems.push(problemAt(name, `"${name.value}" is set twice here. Keep one of the two.`));
    } else {
      names.add(name.value);
      const attribute = readAttribute(reading, member, shape);
      if (attribute) attributes.push(attribute);
    }
  }
  return { start: span.start, end: span.end, attributes, blocks };
}

function readAttribute(
  reading: Reading,
  { name, value }: JsonMember,
  shape: BlockShape,
): Attribute | undefined {
  const strings: JsonStrings = { meaning: meaningOf(shape, name.value), members: shape.members };
  const expression = jsonExpression(reading, value, strings);
  if (!expression) return undefined;
  const nameSpan = { start: name.start + 1, end: name.end - 1 };
  return { start: name.start, end: value.end, name: name.value, nameSpan, expression };
}

function meaningOf({ strings }: BlockShape, name: string): StringMeaning {
  return (Object.hasOwn(strings, name) ? strings[name] : strings['*']) ?? 'template';
}

/** The blocks that a value stands for: first one object per label, then one body or a list of bodies. */
function readBlocks(reading: Reading, place: BlockPlace, value: JsonValue, blocks: Block[]): void {
  if (place.labels.length < place.shape.labels) {
    for (const { name, value: inner } of membersOf(reading, value)) {
      readBlocks(reading, { ...place, labels: [...place.labels, name] }, inner, blocks);
    }
    return;
  }
  if (value.kind === 'array') {
    for (const item of value.items) readBlock(reading, place, item, blocks);
  } else {
    const nearest = place.labels.at(-1) ?? place.type;
    readBlock(reading, { ...place, start: nearest.start }, value, blocks);
  }
}

function readBlock(reading: Reading, place: BlockPlace, value: JsonValue, blocks: Block[]): void {
  const { type, shape, labels } = place;
  if (isNull(value)) return;
  if (value.kind !== 'object') {
    reading.problems.push(problemAt(value, `Expected an object here, the body of a "${type.value}" block.`));
    return;
  }
  const nearest = labels.at(-1) ?? type;
  blocks.push({
    start: place.start ?? value.start,
    end: value.end,
    type: type.value,
    typeSpan: { start: type.start + 1, end: type.end - 1 },
    labels: labels.map(labelOf),
    body: readBody(reading, value.members, shape, { start: value.start + 1, end: value.end - 1 }),
    header: { start: nearest.start, end: nearest.end },
  });
}

/** The members of an object, or of all objects of a list: terraform takes both where names are expected. */
function membersOf(reading: Reading, value: JsonValue): readonly JsonMember[] {
  if (value.kind === 'object') return value.members;
  if (isNull(value)) return [];
  const members: JsonMember[] = [];
  for (const item of value.kind === 'array' ? value.items : [value]) {
    if (item.kind === 'object') members.push(...item.members);
    else reading.problems.push(problemAt(item, 'Expected an object here: { "name": … }.'));
  }
  return members;
}

function commentOf({ text }: Reading, { name, value }: JsonMember): Comment {
  const words = value.kind === 'string' ? value.value : text.slice(value.start, value.end);
  return { start: name.start, end: value.end, text: words };
}

function labelOf({ start, end, value }: JsonString): Label {
  return { start, end, text: value };
}

function isNull(value: JsonValue): boolean {
  return value.kind === 'literal' && value.value === null;
}

function problemAt({ start, end }: Span, message: string): SyntaxProblem {
  return { start, end, message };
}

function emptyBody({ start, end }: Span): Body {
  return { start, end, attributes: [], blocks: [] };
}
