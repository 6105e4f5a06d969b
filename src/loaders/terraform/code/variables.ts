import { byKey } from '../../../core/order.ts';
import type { RootVariable } from '../../../core/stack-code.ts';
import type { Expression } from '../../../syntax/hcl/ast.ts';
import { attributeOf, rangeOf } from './input.ts';
import type { CodeInput } from './input.ts';
import type { Scope } from './scope.ts';

/** The variables of the root with their values, and the text that gives each its value. */
export function variablesOf(input: CodeInput, scope: Scope): readonly RootVariable[] {
  const variables = [...scope.variables].map(([name, { source, block }]): RootVariable => {
    const given = givenIn(input, name);
    const fallback = attributeOf(block, 'default');
    return {
      name,
      value: input.evaluate(reference(name, block)),
      at: given ?? rangeOf(source, fallback ?? block.header),
      hasNoValue: !given && !fallback,
    };
  });
  return variables.sort(byKey((variable) => variable.name));
}

/** The last variable file that sets it wins. */
function givenIn(input: CodeInput, name: string): RootVariable['at'] | undefined {
  let found: RootVariable['at'] | undefined;
  for (const source of input.variableFiles) {
    const attribute = source.document.body.attributes.find((item) => item.name === name);
    if (attribute) found = rangeOf(source, attribute);
  }
  return found;
}

/** `var.name`, as the parser would read it. */
function reference(name: string, { start, end }: { start: number; end: number }): Expression {
  const target: Expression = { kind: 'variable', name: 'var', start, end };
  return { kind: 'get-attribute', target, name, nameSpan: { start, end }, start, end };
}
