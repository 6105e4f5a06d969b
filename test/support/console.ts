import { readdirSync, readFileSync } from 'node:fs';
import type { Files } from '../../src/core/files.ts';
import { Unknown } from '../../src/core/value.ts';
import { Budget } from '../../src/loaders/terraform/evaluate/budget.ts';
import { evaluate } from '../../src/loaders/terraform/evaluate/expression.ts';
import { renderTemplate } from '../../src/loaders/terraform/evaluate/render-template.ts';
import type { References, Scope } from '../../src/loaders/terraform/evaluate/scope.ts';
import { numberText } from '../../src/loaders/terraform/values/number-text.ts';
import { Num } from '../../src/loaders/terraform/values/number.ts';
import { deepUnknowns } from '../../src/loaders/terraform/values/unknowns.ts';
import type { FunctionContext } from '../../src/loaders/terraform/functions/registry.ts';
import type { Type } from '../../src/loaders/terraform/values/type.ts';
import type { TfValue } from '../../src/loaders/terraform/values/value.ts';
import { EvaluationError, isUnknownContent, unknownOf } from '../../src/loaders/terraform/values/value.ts';
import type { Expression } from '../../src/syntax/hcl/ast.ts';
import { parseExpression, parseHcl } from '../../src/syntax/hcl/parse.ts';
import { memoryFiles } from './memory-files.ts';

const FOLDER = 'test/oracles/console';

/**
 * What terraform answered: nothing for an error, else the type, the value as JSON and where it is unknown.
 */
export type ConsoleAnswer = readonly [] | readonly [string, string] | readonly [string, string, string];

/** Our answer to an expression in the form of terraform's recorded answers. */
export function answerTo(text: string): ConsoleAnswer {
  return answerWith(() => consoleValue(text));
}

/** The answer that a value or an error is. */
export function answerWith(make: () => TfValue): ConsoleAnswer {
  try {
    const value = make();
    const mask = unknownMask(value);
    const answer: readonly [string, string] = [consoleType(value.type), consoleJson(value)];
    return mask === undefined ? answer : [...answer, mask];
  } catch (error) {
    if (error instanceof EvaluationError) return [];
    throw error;
  }
}

/** The value of an expression that may use the locals of `unknowns.tf` and the files beside it. */
export function consoleValue(text: string): TfValue {
  const { expression, problems } = parseExpression(text);
  if (expression === undefined)
    throw new EvaluationError(problems[0]?.message ?? 'the expression cannot be parsed');
  return evaluate(expression, consoleScope());
}

/** The value of a parsed expression in the same place. */
export function evaluateAlone(expression: Expression): TfValue {
  return evaluate(expression, consoleScope());
}

/** What functions see in an expression of the console. */
export function functionContext(): FunctionContext {
  return consoleScope().functions;
}

let scope: Scope | undefined;

function consoleScope(): Scope {
  scope ??= createScope();
  return scope;
}

function createScope(): Scope {
  const { body } = parseHcl(readFileSync(`${FOLDER}/unknowns.tf`, 'utf8'));
  const locals = body.blocks.find(({ type }) => type === 'locals')?.body.attributes ?? [];
  const id = new Unknown({ reason: 'computed-attribute', detail: 'terraform_data.order.id is computed' });
  const references: References = {
    resolve(root, steps) {
      const [first] = steps;
      if (root === 'local' && first?.kind === 'attribute') {
        const local = locals.find(({ name }) => name === first.name);
        if (local) return { value: evaluate(local.expression, made), used: 1 };
      }
      if (root === 'terraform_data') return { value: unknownOf('string', id, { notNull: true }), used: 2 };
      throw new EvaluationError(`${root} is not declared`);
    },
  };
  const files = consoleFiles();
  const made: Scope = {
    references,
    bindings: undefined,
    keys: {},
    functions: {
      files,
      rootFolder: '',
      moduleFolder: '',
      budget: new Budget(),
      renderTemplate: (template, variables) => renderTemplate(template, variables, made),
    },
  };
  return made;
}

function consoleFiles(): Files {
  const names = readdirSync(`${FOLDER}/files`);
  const files = memoryFiles(
    Object.fromEntries(names.map((name) => [name, readFileSync(`${FOLDER}/files/${name}`, 'utf8')])),
  );
  const readBytes: Files['readBytes'] = (path) => {
    const known = files.read(path);
    return typeof known === 'string' ? Uint8Array.from(readFileSync(`${FOLDER}/files/${path}`)) : known;
  };
  return { ...files, readBytes };
}

/** A type as the console prints it, without spaces. */
function consoleType(type: Type): string {
  if (typeof type === 'string') return type;
  switch (type.kind) {
    case 'tuple':
      return `tuple([${type.elements.map(consoleType).join(',')}])`;
    case 'object':
      return `object({${[...type.attributes].map(consoleAttribute).join(',')}})`;
    default:
      return `${type.kind}(${consoleType(type.element)})`;
  }
}

function consoleAttribute([name, type]: readonly [string, Type]): string {
  return `${name.replace(/\s+/g, '')}:${consoleType(type)}`;
}

/** The value as JSON in the recorder's form: unknown parts are null in lists and absent in objects. */
function consoleJson({ content }: TfValue): string {
  if (isUnknownContent(content)) return 'null';
  // The recorded plan has no negative zero.
  if (content instanceof Num) return numberText(content).replace(/^-0$/, '0');
  if (content === null || typeof content === 'boolean') return String(content);
  if (typeof content === 'string') return JSON.stringify(content);
  if (content instanceof Map) {
    const entries: [string, TfValue][] = [...content];
    const known = entries.filter(([, value]) => !isUnknownContent(value.content));
    return `{${known.map(([key, value]) => `${JSON.stringify(key)}:${consoleJson(value)}`).join(',')}}`;
  }
  const elements: readonly TfValue[] = Array.isArray(content) ? content : [];
  return `[${elements.map(consoleJson).join(',')}]`;
}

function unknownMask(value: TfValue): string | undefined {
  return deepUnknowns(value).length > 0 ? maskOf(value) : undefined;
}

function maskOf({ content }: TfValue): string {
  if (isUnknownContent(content)) return 'true';
  if (content instanceof Map) {
    const entries: [string, TfValue][] = [...content];
    const parts = entries.map(([key, value]): [string, string] => [key, maskOf(value)]);
    const unknown = parts.filter(([, mask]) => mask !== 'false');
    return `{${unknown.map(([key, mask]) => `${JSON.stringify(key)}:${mask}`).join(',')}}`;
  }
  if (Array.isArray(content)) {
    const elements: readonly TfValue[] = content;
    return `[${elements.map(maskOf).join(',')}]`;
  }
  return 'false';
}
