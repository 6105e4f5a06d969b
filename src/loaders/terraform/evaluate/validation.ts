import { Sensitive } from '../../../core/value.ts';
import type { ConfigBlock, VariableConfig } from '../config/module-config.ts';
import { rangeIn } from '../config/source-file.ts';
import { convert } from '../values/convert.ts';
import { toData } from '../values/data.ts';
import { EvaluationError, isUnknown } from '../values/value.ts';
import type { ConfigAttribute } from '../config/module-config.ts';
import { failedValue, failure } from './context.ts';
import { evaluate } from './expression.ts';
import type { ModuleInstance } from './module-instance.ts';

/**
 * Reports the variables of a module whose value breaks one of their validation rules; an unknown breaks none.
 */
export function validateVariables(module: ModuleInstance): void {
  const { dependence } = module.context;
  // What stands in for a module is ours: its rules are not the user's to break.
  if (module.opened === 'mapped') return;
  if (dependence) dependence.within(module.address, VALIDATED, () => checkAll(module));
  else checkAll(module);
}

/** What `Dependence` calls the rules that a module sets for its variables. */
export const VALIDATED = 'validation';

function checkAll(module: ModuleInstance): void {
  for (const variable of module.config.variables.values()) {
    for (const { file, block } of variable.blocks) {
      if (block.type !== 'validation') continue;
      const attributes = new Map(
        block.body.attributes.map((attribute): [string, ConfigAttribute] => [
          attribute.name,
          { file, attribute },
        ]),
      );
      check(module, variable, { file, block, attributes, blocks: [] });
    }
  }
}

function check(module: ModuleInstance, variable: VariableConfig, rule: ConfigBlock): void {
  const condition = rule.attributes.get('condition');
  if (!condition || isBroken(module, condition) !== true) return;
  const at = module.call?.attributes.get(variable.name);
  const place = at ?? { file: variable.file, attribute: rule.block };
  module.context.diagnostics.add({
    severity: 'error',
    code: 'variable-validation',
    message: `var.${variable.name} breaks its validation rule: ${messageOf(module, rule)}`,
    at: rangeIn(place.file, place.attribute),
  });
}

/** True when the rule is known to be broken; undefined when it cannot be told or cannot be evaluated. */
function isBroken(module: ModuleInstance, condition: ConfigAttribute): boolean | undefined {
  try {
    const value = convert(evaluate(condition.attribute.expression, module.scope), 'bool');
    return isUnknown(value) ? undefined : value.content === false;
  } catch (error) {
    if (!(error instanceof EvaluationError) && !(error instanceof RangeError)) throw error;
    // What terraform cannot evaluate either is told where the variable is used; a limit of ours is not.
    const { reason } = failure(error);
    if (reason === 'limit') failedValue(error, rangeIn(condition.file, condition.attribute), module.context);
    return undefined;
  }
}

function messageOf(module: ModuleInstance, rule: ConfigBlock): string {
  const argument = rule.attributes.get('error_message');
  if (!argument) return 'its condition is false.';
  try {
    const message = toData(evaluate(argument.attribute.expression, module.scope));
    return typeof message === 'string' && !Sensitive.is(message) ? message : 'its condition is false.';
  } catch (error) {
    if (error instanceof EvaluationError || error instanceof RangeError) return 'its condition is false.';
    throw error;
  }
}
