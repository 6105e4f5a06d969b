import type { Value } from '../../../../core/value.ts';
import { Unknown } from '../../../../core/value.ts';

/**
 * Puts the values of variables in the place of `$(NAME)`, as the kubelet does: of those that are known by
 * then; what names none stays as it is, and `$$(NAME)` is `$(NAME)`.
 */
export function expand(
  text: string,
  variables: ReadonlyMap<string, Value<string> | undefined>,
): Value<string> {
  if (!text.includes('$(')) return text;
  const parts: (string | Unknown)[] = [];
  let end = 0;
  for (const match of text.matchAll(/\$\$\(|\$\(([A-Za-z_.-][\w.-]*)\)/g)) {
    const [whole, name] = match;
    parts.push(text.slice(end, match.index));
    end = match.index + whole.length;
    if (name === undefined) parts.push('$(');
    else if (!variables.has(name)) parts.push(whole);
    else parts.push(variables.get(name) ?? keptElsewhere(name));
  }
  parts.push(text.slice(end));
  const unknown = parts.filter((part) => Unknown.is(part));
  const [first] = unknown;
  if (!first) return parts.join('');
  return new Unknown({
    reason: first.reason,
    detail: first.detail,
    settledBy: first.settledBy,
    refs: unknown.flatMap(({ refs }) => refs),
    partial: { kind: 'parts', parts: parts.filter((part) => part !== '') },
  });
}

function keptElsewhere(name: string): Unknown {
  return new Unknown({
    reason: 'not-in-inputs',
    detail: `the value of ${name} is kept elsewhere`,
    settledBy: 'the object that holds it',
  });
}
