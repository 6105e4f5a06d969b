import type { Block } from '../../../syntax/hcl/ast.ts';
import type { ConfigBlock } from '../config/module-config.ts';
import type { SourceFile } from '../config/source-file.ts';
import { rangeIn } from '../config/source-file.ts';
import type { TfValue } from '../values/value.ts';
import { EvaluationError, object, tuple, unknownCause, unknownOf } from '../values/value.ts';
import { BudgetSpent } from './budget.ts';
import type { StackContext } from './context.ts';
import { evaluateArgument, failedValue, MAX_INSTANCES_OF_BLOCK } from './context.ts';
import { evaluate } from './expression.ts';
import { elementsOf } from './for.ts';
import type { Scope } from './scope.ts';
import { bind } from './scope.ts';

const META_BLOCKS: ReadonlySet<string> = new Set(['lifecycle', 'connection', 'provisioner']);

/** Names of the nested blocks of a resource, in the order they first appear; `dynamic "x"` counts as `x`. */
export function blockTypes(config: ConfigBlock): readonly string[] {
  const types = config.blocks.map(({ block }) => blockType(block)).filter((type) => !META_BLOCKS.has(type));
  return [...new Set(types)];
}

function blockType(block: Block): string {
  return block.type === 'dynamic' ? (block.labels[0]?.text ?? '') : block.type;
}

/**
 * All nested blocks of one type as a list of objects, dynamic ones expanded; unknown when their number is.
 */
export function blocksOfType(
  config: ConfigBlock,
  type: string,
  scope: Scope,
  context: StackContext,
): TfValue {
  try {
    return expandedBlocks(config, type, scope, context);
  } catch (error) {
    return failedValue(error, rangeIn(config.file, config.block.header), context);
  }
}

function expandedBlocks(config: ConfigBlock, type: string, scope: Scope, context: StackContext): TfValue {
  const found: TfValue[] = [];
  for (const { file, block } of config.blocks) {
    if (blockType(block) !== type) continue;
    const made =
      block.type === 'dynamic'
        ? dynamicBlocks(file, block, scope, context)
        : [blockValue(file, block, scope, context)];
    if (!Array.isArray(made)) return made;
    for (const one of made) found.push(one);
  }
  return tuple(found);
}

function blockValue(file: SourceFile, block: Block, scope: Scope, context: StackContext): TfValue {
  context.budget.spend(1);
  const entries = new Map<string, TfValue>();
  for (const attribute of block.body.attributes) {
    entries.set(attribute.name, evaluateArgument({ file, attribute }, scope, context));
  }
  const inner = block.body.blocks.map((child) => ({ file, block: child }));
  const config: ConfigBlock = { file, block, attributes: new Map(), blocks: inner };
  for (const type of new Set(inner.map((child) => blockType(child.block)))) {
    entries.set(type, expandedBlocks(config, type, scope, context));
  }
  return context.budget.keep(object(entries));
}

/** `dynamic "type" { for_each = … content { … } }`. */
function dynamicBlocks(
  file: SourceFile,
  block: Block,
  scope: Scope,
  context: StackContext,
): TfValue[] | TfValue {
  const forEach = block.body.attributes.find((attribute) => attribute.name === 'for_each');
  const content = block.body.blocks.find((child) => child.type === 'content');
  const at = rangeIn(file, block.header);
  if (!forEach || !content) {
    return failedValue(
      new EvaluationError('a dynamic block needs for_each and a content block'),
      at,
      context,
    );
  }
  const iterator = block.body.attributes.find((attribute) => attribute.name === 'iterator')?.expression;
  const name = iterator?.kind === 'variable' ? iterator.name : blockType(block);
  try {
    const collection = evaluate(forEach.expression, scope);
    const elements = elementsOf(collection);
    const cause = unknownCause(collection);
    if (!elements) return cause ? unknownOf('dynamic', cause) : tuple([]);
    if (elements.length > MAX_INSTANCES_OF_BLOCK) {
      throw new EvaluationError(
        `for_each asks for more than ${MAX_INSTANCES_OF_BLOCK} blocks; they are not expanded`,
      );
    }
    return elements.map(([key, value]) => {
      const inner = bind(
        scope,
        name,
        object([
          ['key', key],
          ['value', value],
        ]),
      );
      return blockValue(file, content, inner, context);
    });
  } catch (error) {
    // Blocks around this one would only run into the same limit, one after the other.
    if (error instanceof BudgetSpent) throw error;
    return failedValue(error, rangeIn(file, forEach.expression), context);
  }
}
