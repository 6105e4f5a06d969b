import type { TemplateFor, TemplatePart } from '../../../syntax/hcl/ast.ts';
import type { PartialText, Reference } from '../../../core/value.ts';
import { Unknown } from '../../../core/value.ts';
import { requireFewPieces } from '../functions/join.ts';
import { convert } from '../values/convert.ts';
import type { TfValue } from '../values/value.ts';
import { EvaluationError, isNull, isUnknown, string, unknownCause, unknownOf } from '../values/value.ts';
import { evaluate } from './expression.ts';
import { elementsOf } from './for.ts';
import type { Scope } from './scope.ts';
import { bind } from './scope.ts';

/** A quoted string, a heredoc or the text of a template file. One lone interpolation keeps its type. */
export function evaluateTemplate(parts: readonly TemplatePart[], scope: Scope): TfValue {
  const [only] = parts;
  if (parts.length === 1 && only?.kind === 'interpolation') return evaluate(only.expression, scope);
  const text = new TextBuilder();
  addParts(text, parts, scope);
  return scope.functions.budget.keep(text.finish());
}

function addParts(text: TextBuilder, parts: readonly TemplatePart[], scope: Scope): void {
  for (const part of parts) {
    switch (part.kind) {
      case 'text':
        text.addText(part.value);
        break;
      case 'interpolation':
        text.addValue(evaluate(part.expression, scope));
        break;
      case 'if': {
        const condition = convert(evaluate(part.condition, scope), 'bool');
        if (condition.sensitive) text.addSecret();
        if (isNull(condition)) throw new EvaluationError('the condition of %{ if } is null');
        if (isUnknown(condition)) text.addValue(condition);
        else addParts(text, condition.content === true ? part.then : part.otherwise, scope);
        break;
      }
      case 'for':
        addLoop(text, part, scope);
        break;
    }
  }
}

function addLoop(text: TextBuilder, loop: TemplateFor, scope: Scope): void {
  const collection = evaluate(loop.collection, scope);
  if (collection.sensitive) text.addSecret();
  const elements = elementsOf(collection);
  if (!elements) {
    text.addValue(collection);
    return;
  }
  for (const [key, value] of elements) {
    const outer = loop.keyName === undefined ? scope : bind(scope, loop.keyName, key);
    addParts(text, loop.body, bind(outer, loop.valueName, value));
  }
}

/** Collects a text of which some pieces may be unknown. */
class TextBuilder {
  #sensitive = false;
  #holdsSecret = false;
  readonly #parts: (string | Unknown)[] = [];
  #text = '';

  addText(text: string): void {
    this.#text += text;
  }

  /** Says that what follows tells something about a sensitive value. */
  addSecret(): void {
    this.#sensitive = true;
    this.#holdsSecret = true;
  }

  addValue(value: TfValue): void {
    this.#sensitive ||= value.sensitive;
    const cause = unknownCause(value);
    // What is sensitive and unknown brings no text that must not be shown.
    if (value.sensitive && (!cause || (cause.partial && !isOpen(cause)))) this.#holdsSecret = true;
    if (cause) {
      this.#flush();
      const { partial } = cause;
      if (partial?.kind === 'parts') for (const part of partial.parts) this.#parts.push(part);
      else this.#parts.push(cause);
      requireFewPieces(this.#parts.length);
      return;
    }
    if (isNull(value)) throw new EvaluationError('a null value cannot be part of a text');
    const text = convert(value, 'string');
    if (typeof text.content !== 'string')
      throw new EvaluationError('only strings, numbers and booleans can be part of a text');
    this.#text += text.content;
  }

  #flush(): void {
    const { content } = string(this.#text);
    if (typeof content === 'string' && content !== '') this.#parts.push(content);
    this.#text = '';
  }

  finish(): TfValue {
    if (this.#parts.length === 0) return { ...string(this.#text), sensitive: this.#sensitive };
    this.#flush();
    const parts = this.#parts;
    const [first] = parts;
    const prefix = typeof first === 'string' ? first : undefined;
    return {
      ...unknownOf('string', unknownText(parts, !this.#holdsSecret), { notNull: true, prefix }),
      sensitive: this.#sensitive,
    };
  }
}

function isOpen({ partial }: Unknown): boolean {
  return partial?.kind === 'parts' && partial.holdsNoSecret === true;
}

/**
 * The cause of a text with unknown pieces: the first piece's reason, everybody's references, and the pieces.
 */
function unknownText(parts: readonly (string | Unknown)[], holdsNoSecret: boolean): Unknown {
  const causes = parts.filter((part) => Unknown.is(part));
  const [first] = causes;
  if (!first) throw new Error('a text without unknown pieces is known');
  const refs: Reference[] = causes.flatMap((cause) => [...cause.refs]);
  const partial: PartialText = { kind: 'parts', parts, holdsNoSecret };
  return new Unknown({
    reason: first.reason,
    detail: first.detail,
    settledBy: first.settledBy,
    refs,
    partial,
  });
}
