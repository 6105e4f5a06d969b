import type { WrittenModuleCall } from '../../../core/stack-code.ts';
import type { Data } from '../../../core/value.ts';
import { Unknown } from '../../../core/value.ts';
import type { Expression } from '../../../syntax/hcl/ast.ts';
import { literalText } from '../../../syntax/hcl/literal-text.ts';
import { attributeOf, blocksOf, rangeOf } from './input.ts';
import type { CodeInput, SourceText } from './input.ts';
import { pinOf } from './module-pin.ts';

/** The `module` blocks of the root and of every local module it reaches, as written. */
export function moduleCallsOf(input: CodeInput): readonly WrittenModuleCall[] {
  const inRoot = callsIn(input.rootFiles, input.root, (expression) => input.evaluate(expression));
  const inModules = input.modules.flatMap((module) => callsIn(module.files, module.folder, notLiteral));
  return [...inRoot, ...inModules];
}

type Evaluate = (expression: Expression) => Data;

function callsIn(
  sources: readonly SourceText[],
  folder: string,
  evaluate: Evaluate,
): readonly WrittenModuleCall[] {
  return blocksOf(sources, 'module').map(({ source, block }): WrittenModuleCall => {
    const sourceExpression = attributeOf(block, 'source');
    const versionExpression = attributeOf(block, 'version');
    const written = sourceExpression ? (literalText(sourceExpression) ?? evaluate(sourceExpression)) : null;
    const version = versionExpression && (literalText(versionExpression) ?? evaluate(versionExpression));
    return {
      name: block.labels[0]?.text ?? '',
      source: written,
      version,
      pin: pinOf(written, version),
      at: rangeOf(source, block.header),
      sourceAt: rangeOf(source, sourceExpression ?? block.header),
      folder,
    };
  });
}

function notLiteral(): Data {
  const detail = 'the source of a module call inside a module is not a literal';
  return new Unknown({ reason: 'variable-without-value', detail });
}
