import { functionNames, operands, plan, secretFiles, shop } from './hostile-shop.ts';
import { randomNumbers } from './random-numbers.ts';

/** One hostile input: files by path, and texts for `--plan` and `--state`. */
export interface HostileInput {
  readonly files: Readonly<Record<string, string>>;
  readonly plan: string | undefined;
  readonly state: string | undefined;
}

type Below = (below: number) => number;

/** The same input for the same seed. `seeds` are projects (path → text) beside our own. */
export function hostileInput(seed: number, seeds: readonly Readonly<Record<string, string>>[]): HostileInput {
  const below = randomNumbers(seed);
  const other = seeds.length > 0 && below(3) === 0 ? pick(seeds, below) : undefined;
  const texts: Record<string, string> = {
    ...(other ?? { ...shop, 'infra/expressions.tf': expressions(below) }),
  };
  const paths = Object.keys(texts);
  for (let left = 1 + below(3); left > 0; left -= 1) {
    const path = pick(paths, below);
    for (let times = 1 + below(4); times > 0; times -= 1) texts[path] = mutated(texts[path] ?? '', below);
  }
  const given = below(4) === 0 ? mutated(plan, below) : undefined;
  const state = below(4) === 0 ? mutated(texts['infra/terraform.tfstate'] ?? '{}', below) : undefined;
  return { files: { ...texts, ...(other ? {} : secretFiles) }, plan: given, state };
}

/** A block of arguments, each an expression made of calls, operators and operands. */
function expressions(below: Below): string {
  const lines = Array.from({ length: 4 }, (_, index) => `  value_${index} = ${expression(below, 3)}`);
  const head = pick(
    ['', `  count = ${expression(below, 1)}\n`, `  for_each = ${expression(below, 1)}\n`],
    below,
  );
  const resource = `resource "aws_sqs_queue" "made" {\n${head}${lines.join('\n')}\n}\n`;
  return `${resource}locals {\n  made = ${expression(below, 2)}\n}\n`;
}

function expression(below: Below, depth: number): string {
  if (depth === 0 || below(4) === 0) return pick(operands, below);
  const inner = (): string => expression(below, depth - 1);
  switch (below(6)) {
    case 0:
      return `${inner()} ${pick(['+', '/', '%', '==', '!=', '&&', '<'], below)} ${inner()}`;
    case 1:
      return `(${inner()} ? ${inner()} : ${inner()})`;
    case 2:
      return `"a\${${inner()}}%{ for x in ${inner()} }\${x}%{ endfor }"`;
    case 3:
      return `{ for k, v in ${inner()} : k => v... }`;
    default:
      return `${pick(functionNames, below)}(${Array.from({ length: below(4) }, inner).join(', ')})`;
  }
}

const STRANGE = [
  '\0',
  '\ufeff',
  '\ud800',
  '\udfff',
  '\u202e',
  '\u2028',
  '\r',
  '\r\n',
  '\u00a0',
  'e\u0301',
  '\u{1f600}',
  '${',
  '%{',
  '}',
  '{',
  '"',
  '\\',
  '<<EOT\n',
  '<<-E\n',
  '/*',
  '*/',
  '#',
  '//',
  '[',
  ']',
  '(',
  ')',
  '=',
  '?',
  ':',
  '...',
  '[*]',
  '.*',
  '\n',
  '\t',
  '~}',
  '$${',
  '1e999',
  '9'.repeat(400),
  '-',
  '0x1',
  'null',
  'for',
  'in',
  'if',
  'each',
  '__proto__',
  'constructor',
  '"__proto__"',
  '*x',
  '&x',
  '<<:',
  '!!binary',
  '---',
  '{{',
  'each.value',
  'var.',
  'module.queue',
  'dynamic "a" {',
  'resource "a" "b" {',
  'count = 1e9\n',
];

const TOKEN = /"(?:[^"\\\n]|\\.)*"|[\p{L}_][\w-]*|\d+(?:\.\d+)?|[^\s\w]/gu;

/** The text with one thing broken. */
export function mutated(text: string, below: Below): string {
  const at = below(text.length + 1);
  switch (below(10)) {
    case 0:
      return text.slice(0, at);
    case 1:
      return text.slice(at);
    case 2:
      return (
        text.slice(0, at) +
        String.fromCharCode(text.charCodeAt(Math.min(at, text.length - 1)) ^ (1 << below(9))) +
        text.slice(at + 1)
      );
    case 3:
      return text.slice(0, at) + pick(STRANGE, below) + text.slice(at);
    case 4:
      return swapped(text, below);
    case 5:
      return repeated(text, below);
    case 6:
      return text.replaceAll('\n', pick(['\r\n', '\r', '\n\n', ' '], below));
    case 7:
      return text.slice(0, at) + text.slice(at + 1 + below(20));
    case 8:
      return nested(text, below);
    default:
      return replacedToken(text, below);
  }
}

function swapped(text: string, below: Below): string {
  const tokens = [...text.matchAll(TOKEN)];
  if (tokens.length < 2) return text;
  const [a, b] = [pick(tokens, below), pick(tokens, below)].sort((x, y) => x.index - y.index);
  if (!a || !b || a.index === b.index) return text;
  const between = text.slice(a.index + a[0].length, b.index);
  return text.slice(0, a.index) + b[0] + between + a[0] + text.slice(b.index + b[0].length);
}

function replacedToken(text: string, below: Below): string {
  const tokens = [...text.matchAll(TOKEN)];
  if (tokens.length === 0) return text;
  const token = pick(tokens, below);
  const by = below(2) === 0 ? pick(STRANGE, below) : pick([...operands, ...functionNames], below);
  return text.slice(0, token.index) + by + text.slice(token.index + token[0].length);
}

/** A run of lines once more, or many times. */
function repeated(text: string, below: Below): string {
  const lines = text.split('\n');
  const start = below(lines.length);
  const part = lines.slice(start, start + 1 + below(6)).join('\n');
  const times = pick([1, 1, 1, 20, 300], below);
  return [...lines.slice(0, start), `${part}\n`.repeat(times), ...lines.slice(start)].join('\n');
}

/** A piece of the text inside itself, or brackets around it. */
function nested(text: string, below: Below): string {
  const [start, end] = [below(text.length + 1), below(text.length + 1)].sort((a, b) => a - b);
  const piece = text.slice(start, end);
  const depth = pick([1, 5, 60, 600], below);
  const [open, close] = pick(
    [
      ['[', ']'],
      ['(', ')'],
      ['{a=', '}'],
      ['"${', '}"'],
      ['{"a":', '}'],
      ['a {\n', '}\n'],
    ] as const,
    below,
  );
  return text.slice(0, start) + open.repeat(depth) + piece + close.repeat(depth) + text.slice(end);
}

/** One of them. */
export function pick<T>(from: readonly T[], below: Below): T {
  const chosen = from[below(from.length)];
  if (chosen === undefined) throw new Error('there is nothing to pick from');
  return chosen;
}
