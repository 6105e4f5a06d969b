import type { SourceRange } from '../../core/location.ts';
import type { Value } from '../../core/value.ts';
import { Unknown } from '../../core/value.ts';
import type { DockerfileWord, Instruction } from '../../syntax/dockerfile/parse.ts';

/** A value of a Dockerfile with its text; `through` is where an argument took it from. */
export interface Placed {
  readonly value: Value<string>;
  readonly at: SourceRange;
  /** The default of the argument that gives the value, where one argument alone does. */
  readonly literal: SourceRange | undefined;
}

export interface Stage {
  readonly name: string | undefined;
  /** The image or stage that it starts from, as evaluated. */
  readonly from: Placed;
  /** Position of the earlier stage that it starts from. */
  readonly parent: number | undefined;
  /** The last `USER`. */
  readonly user: Placed | undefined;
  readonly at: SourceRange;
}

interface Setting {
  readonly value: Value<string>;
  readonly at: SourceRange;
}

type Settings = ReadonlyMap<string, Setting>;

/** The stages of a Dockerfile, with arguments at their defaults. */
export function stagesOf(instructions: readonly Instruction[]): readonly Stage[] {
  const global = new Map<string, Setting>();
  let local = new Map<string, Setting>();
  const stages: Stage[] = [];
  for (const instruction of instructions) {
    const { keyword, words } = instruction;
    if (keyword === 'FROM') {
      const stage = stageOf(instruction, global, stages);
      if (stage) stages.push(stage);
      local = new Map();
    } else if (keyword === 'ARG' && stages.length === 0) {
      for (const [name, setting] of argumentsOf(words, global)) global.set(name, setting);
    } else if (keyword === 'ARG') {
      for (const [name, setting] of argumentsOf(words, local)) {
        const inherited = Unknown.is(setting.value) ? global.get(name) : undefined;
        local.set(name, inherited ?? setting);
      }
    } else if (keyword === 'ENV') {
      for (const [name, setting] of variablesOf(words, local)) local.set(name, setting);
    } else if (keyword === 'USER') {
      const last = stages.at(-1);
      const [word] = words;
      if (last && word) stages[stages.length - 1] = { ...last, user: evaluated(word, local) };
    }
  }
  return stages;
}

function stageOf(instruction: Instruction, settings: Settings, earlier: readonly Stage[]): Stage | undefined {
  const [image, as, name] = instruction.words.filter(({ text }) => !text.startsWith('--'));
  if (!image) return undefined;
  const from = evaluated(image, settings);
  const wanted = Unknown.is(from.value) ? undefined : from.value.toLowerCase();
  const parent = earlier.findLastIndex((stage) => stage.name !== undefined && stage.name === wanted);
  return {
    name: as?.text.toLowerCase() === 'as' ? name?.text.toLowerCase() : undefined,
    from,
    parent: parent < 0 ? undefined : parent,
    user: undefined,
    at: instruction,
  };
}

function argumentsOf(
  words: readonly DockerfileWord[],
  settings: Settings,
): readonly (readonly [string, Setting])[] {
  return words.map((word) => {
    const [, name = word.text, written] = /^(\w+)=(.*)$/s.exec(word.text) ?? [];
    if (written === undefined) return [name, { value: withoutDefault(name, word), at: word }];
    return [name, { value: substituted(unquoted(written), word, settings).value, at: word }];
  });
}

/** `ENV A=1 B=2`, or the old form `ENV A 1`. */
function variablesOf(
  words: readonly DockerfileWord[],
  settings: Settings,
): readonly (readonly [string, Setting])[] {
  const [first, second] = words;
  if (first && second && !first.text.includes('=')) {
    return [[first.text, { value: substituted(second.text, second, settings).value, at: second }]];
  }
  return argumentsOf(
    words.filter(({ text }) => text.includes('=')),
    settings,
  );
}

function unquoted(text: string): string {
  return /^(["'])(.*)\1$/s.exec(text)?.[2] ?? text;
}

function withoutDefault(name: string, { file }: SourceRange): Unknown {
  return new Unknown({
    reason: 'variable-without-value',
    detail: `argument ${name} has no default`,
    settledBy: `a default of ARG ${name} in ${file}`,
  });
}

function evaluated(word: DockerfileWord, settings: Settings): Placed {
  const { value, only } = substituted(word.text, word, settings);
  const { file, start, end } = word;
  return { value, at: { file, start, end }, literal: only && rangeOf(only) };
}

// Variables that hold others twice double with each line; names of images have some hundred characters.
const LONGEST = 100_000;
const TOO_LONG = new Unknown({
  reason: 'limit',
  detail: `a text with variables would have more than ${LONGEST} characters`,
});

const VARIABLE = /\$(?:(\w+)|\{(\w+)(?::?([-+])([^}]*))?\})/g;

/** A text with its variables replaced; `only` is the setting where the text is nothing but that variable. */
function substituted(
  text: string,
  at: SourceRange,
  settings: Settings,
): { readonly value: Value<string>; readonly only: SourceRange | undefined } {
  const parts: Value<string>[] = [];
  let end = 0;
  for (const match of text.matchAll(VARIABLE)) {
    parts.push(text.slice(end, match.index), replacement(match, at, settings));
    end = match.index + match[0].length;
  }
  parts.push(text.slice(end));
  const [, name = ''] = /^\$\{?(\w+)\}?$/.exec(text) ?? [];
  return { value: joined(parts.filter((part) => part !== '')), only: settings.get(name)?.at };
}

function replacement(
  [, plain, braced, operator, word = '']: RegExpExecArray,
  at: SourceRange,
  settings: Settings,
): Value<string> {
  const name = plain ?? braced ?? '';
  const value = settings.get(name)?.value ?? withoutDefault(name, at);
  const isSet = !Unknown.is(value) && value !== '';
  if (operator === '+') return isSet ? word : '';
  return operator === '-' && !isSet ? word : value;
}

function joined(parts: readonly Value<string>[]): Value<string> {
  const unknown = parts.find((part) => Unknown.is(part));
  if (!Unknown.is(unknown)) {
    const length = parts.reduce((sum, part) => sum + (Unknown.is(part) ? 0 : part.length), 0);
    return length <= LONGEST ? parts.join('') : TOO_LONG;
  }
  if (parts.length === 1) return unknown;
  const { reason, detail, settledBy } = unknown;
  return new Unknown({ reason, detail, settledBy, partial: { kind: 'parts', parts } });
}

function rangeOf({ file, start, end }: SourceRange): SourceRange {
  return { file, start, end };
}
