import { expressionsIn, joinedText, runtimeValue } from '../../core/pipeline-text.ts';
import type { Value } from '../../core/value.ts';
import { Unknown } from '../../core/value.ts';
import type { YamlNode, YamlScalar } from '../../syntax/yaml/ast.ts';
import { scalarOf } from '../objects/make-node.ts';
import { textOf } from '../pipelines/made.ts';

export type Names = ReadonlyMap<string, Value<string>>;

/** What expressions of one place can name without a run. */
export interface Scope {
  /** What the caller passes; undefined where nobody calls, or nobody knows who does. */
  readonly inputs: Names | undefined;
  /** Undefined where secrets have their own names. */
  readonly secrets: Names | undefined;
  readonly env: Names;
  /** Names of a matrix that have one value only. */
  readonly matrix: Names;
  /** Secrets that were read so far, with the first place. */
  readonly readSecrets: Map<string, YamlNode>;
}

/** The text of a scalar with its expressions filled in, at the same place; nothing where there is none. */
export function fill(node: YamlNode | undefined, scope: Scope): YamlScalar | undefined {
  const text = node && textOf(node);
  if (!node || node.kind !== 'scalar' || text === undefined || node.value === null) return undefined;
  const value = filledText(text, scope, node);
  if (value === node.value) return node;
  const isSame = value === text;
  return isSame ? scalarOf(value, node) : scalarOf(value, { ...node, came: node.came ?? EXPRESSION });
}

const EXPRESSION = { kind: 'computed', why: 'an expression' } as const;

/** A text with its expressions filled in as far as that needs no run. */
export function filledText(text: string, scope: Scope, at: YamlNode): Value<string> {
  if (!text.includes('${{')) return text;
  const pieces: Value<string>[] = [];
  let from = 0;
  for (;;) {
    const open = text.indexOf('${{', from);
    const close = open < 0 ? -1 : text.indexOf('}}', open);
    if (close < 0) break;
    pieces.push(text.slice(from, open), evaluated(text.slice(open + 3, close), scope, at));
    from = close + 2;
  }
  pieces.push(text.slice(from));
  return joinedText(pieces);
}

/** A condition as written, without the markers of an expression; inputs of a call are filled in. */
export function conditionText(text: string, scope: Scope, at: YamlNode): string {
  const inner = /^\s*\$\{\{([^]*)\}\}\s*$/.exec(text)?.[1];
  const bare = (inner !== undefined && !inner.includes('${{') ? inner : text).trim();
  const filled = withNames(bare, scope);
  noteSecrets(filled, scope, at);
  return filled;
}

const SIMPLE = /^(inputs|env|matrix|secrets)(?:\.([\w-]+(?:\.[\w-]+)*)|\[\s*'([^']+)'\s*\])$/;
const LITERAL = /^(?:'([^']*)'|(true|false|-?\d+))$/;

function evaluated(expression: string, scope: Scope, at: YamlNode): Value<string> {
  const inner = expression.trim();
  const value = known(inner, scope) ?? firstOf(inner, scope);
  if (value !== undefined) {
    for (const one of expressionsIn(value)) noteSecrets(one, scope, at);
    return value;
  }
  const filled = withNames(inner, scope);
  noteSecrets(filled, scope, at);
  return runtimeValue(`\${{ ${filled} }}`);
}

function known(expression: string, scope: Scope): Value<string> | undefined {
  const literal = LITERAL.exec(expression);
  if (literal) return literal[1] ?? literal[2];
  const match = SIMPLE.exec(expression);
  const name = match?.[2] ?? match?.[3];
  if (!match || name === undefined) return undefined;
  if (match[1] === 'env') return scope.env.get(name);
  if (match[1] === 'matrix') return scope.matrix.get(name);
  if (match[1] === 'inputs') return scope.inputs && (scope.inputs.get(name) ?? '');
  return name === 'GITHUB_TOKEN' ? undefined : scope.secrets && (scope.secrets.get(name) ?? '');
}

/** `inputs.environment || 'integration'`. */
function firstOf(expression: string, scope: Scope): Value<string> | undefined {
  const [left, right, ...more] = expression.split('||');
  if (left === undefined || right === undefined || more.length > 0) return undefined;
  const first = known(left.trim(), scope);
  if (first === undefined || Unknown.is(first)) return undefined;
  return first === '' || first === 'false' ? known(right.trim(), scope) : first;
}

/** An expression in which what a caller passed stands in the place of its names. */
function withNames(expression: string, scope: Scope): string {
  if (!scope.inputs && !scope.secrets) return expression;
  return expression.replace(/(?<![\w.-])(inputs|secrets)\.([\w-]+)/g, (whole) => {
    const value = known(whole, scope);
    if (value === undefined) return whole;
    if (!Unknown.is(value)) return `'${value}'`;
    const [only, ...more] = expressionsIn(value);
    const isWhole = value.partial === undefined && more.length === 0;
    return isWhole && only !== undefined ? only.slice(3, -2).trim() : whole;
  });
}

function noteSecrets(expression: string, { readSecrets }: Scope, at: YamlNode): void {
  if (!expression.includes('secrets')) return;
  for (const match of expression.matchAll(/\bsecrets(?:\.([\w-]+)|\[\s*['"]([\w-]+)['"]\s*\])/g)) {
    const name = match[1] ?? match[2];
    if (name !== undefined && !readSecrets.has(name)) readSecrets.set(name, at);
  }
}
