import type { TimesOf, WrittenAs } from '../../../core/remedy.ts';
import { isWrittenAs } from '../../../core/remedy.ts';
import { escaped } from '../../../syntax/hcl/edit/print.ts';
import type { HclValue } from '../../../syntax/hcl/edit/print.ts';
import { literalText } from '../../../syntax/hcl/literal-text.ts';
import type { ModuleInstance } from '../evaluate/module-instance.ts';
import { plainReference } from '../evaluate/plain-reference.ts';
import { chainOfAttribute } from '../evaluate/trace.ts';
import type { Cursor } from '../evaluate/trace.ts';
import type { StackEvaluation } from '../stacks/stack-evaluation.ts';
import type { Placed } from './same-instance.ts';

/**
 * What a module's text makes of another attribute of the same resource, as that is written there, so that
 * instances of one block differ where the attribute does; undefined where it is not written there.
 */
export function madeOf(
  evaluation: StackEvaluation,
  { instance, module }: Placed,
  place: ModuleInstance,
  value: WrittenAs | TimesOf,
): HclValue | undefined {
  const path = isWrittenAs(value) ? value.writtenAs : value.timesOf;
  const chain = chainOfAttribute(instance, module, path, evaluation.given.written);
  const hop = chain?.hops.find(({ cursor, rest }) => cursor.module === place && rest.length === 0);
  if (!hop) return undefined;
  return isWrittenAs(value) ? withSuffix(hop.cursor, value.suffix) : multiple(hop.cursor, value.factor);
}

function withSuffix({ file, expression }: Cursor, suffix: string): HclValue | undefined {
  const text = literalText(expression);
  if (text !== undefined) return text + suffix;
  const written = file.text.slice(expression.start, expression.end);
  if (written.includes('\n') || file.path.endsWith('.json')) return undefined;
  const isQuoted = expression.kind === 'template' && written.startsWith('"');
  const inner = isQuoted ? written.slice(1, -1) : `\${${written}}`;
  return { expression: `"${inner}${escaped(suffix)}"` };
}

function multiple({ file, expression }: Cursor, factor: number): HclValue | undefined {
  const text = expression.kind === 'number' ? expression.text : literalText(expression);
  if (text !== undefined) return Number.isFinite(Number(text)) ? Number(text) * factor : undefined;
  const isReference = expression.kind !== 'template' && plainReference(expression) !== undefined;
  if (!isReference || file.path.endsWith('.json')) return undefined;
  return { expression: `${file.text.slice(expression.start, expression.end)} * ${factor}` };
}
