import type { Operand, Pipe, TemplateNode, TemplateSource } from '../../../src/syntax/gotemplate/ast.ts';
import { parseTemplate } from '../../../src/syntax/gotemplate/parse.ts';

/** A template as nested calls: what was understood, one line per definition. */
export function outline(source: string): string {
  const parsed = parseTemplate(source);
  return [nodes(parsed.body), ...defines(parsed)].join('\n');
}

/** The problems of a template with the text at their places. */
export function problems(source: string): readonly string[] {
  return parseTemplate(source).problems.map(
    ({ message, start, end }) => `${message} at ${source.slice(start, end)}`,
  );
}

function defines({ defines: all }: TemplateSource): readonly string[] {
  return all.map(({ name, body }) => `${name}: ${nodes(body)}`);
}

function nodes(all: readonly TemplateNode[]): string {
  return all.map(node).join(' ');
}

function node(one: TemplateNode): string {
  switch (one.kind) {
    case 'text':
      return JSON.stringify(one.value);
    case 'action':
      return `{${pipe(one.pipe)}}`;
    case 'if':
    case 'with':
      return `${one.kind}(${pipe(one.pipe)})[${nodes(one.then)}]${otherwise(one.otherwise)}`;
    case 'range':
      return `range(${pipe(one.pipe)})[${nodes(one.body)}]${otherwise(one.otherwise)}`;
    case 'template':
      return `template(${one.name}${one.pipe ? ` ${pipe(one.pipe)}` : ''})`;
    default:
      return one.kind;
  }
}

function otherwise(all: readonly TemplateNode[] | undefined): string {
  return all ? `else[${nodes(all)}]` : '';
}

function pipe({ variables, assigns, commands }: Pipe): string {
  const names = variables.length === 0 ? '' : `${variables.join(',')}${assigns ? '=' : ':='}`;
  return names + commands.map(({ operands }) => operands.map(operand).join(' ')).join('|');
}

function operand(one: Operand): string {
  switch (one.kind) {
    case 'dot':
      return '.';
    case 'bool':
      return String(one.value);
    case 'number':
      return one.isFloat ? `${one.float}f` : String(one.int);
    case 'string':
      return JSON.stringify(one.value);
    case 'field':
      return `.${one.names.join('.')}`;
    case 'variable':
      return [one.name, ...one.names].join('.');
    case 'function':
      return one.name;
    case 'chain':
      return `${operand(one.target)}.${one.names.join('.')}`;
    case 'pipe':
      return `(${pipe(one.pipe)})`;
    default:
      return one.kind;
  }
}
