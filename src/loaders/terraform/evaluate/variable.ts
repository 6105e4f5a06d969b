import { Unknown } from '../../../core/value.ts';
import type { ConfigAttribute, VariableConfig } from '../config/module-config.ts';
import { rangeIn } from '../config/source-file.ts';
import { convert } from '../values/convert.ts';
import type { Type } from '../values/type.ts';
import type { Defaults } from '../values/type-constraint.ts';
import { applyDefaults, parseTypeConstraint } from '../values/type-constraint.ts';
import type { TfValue } from '../values/value.ts';
import { EvaluationError, isNull, unknownOf } from '../values/value.ts';
import { evaluateArgument, failedValue } from './context.ts';
import { evaluate } from './expression.ts';
import type { ModuleInstance } from './module-instance.ts';
import type { Scope } from './scope.ts';

interface Constraint {
  readonly type: Type;
  readonly defaults: Defaults | undefined;
}

/** The value of a root module's variable: given, else its default, else unknown with what would settle it. */
export function rootVariable(
  module: ModuleInstance,
  name: string,
  declared: VariableConfig | undefined,
  given: TfValue | undefined,
): TfValue {
  const settledBy = `--var ${name}=… or --var-file`;
  if (!declared) {
    if (given) return given;
    const detail = `var.${name} is not declared here`;
    return unknownOf('dynamic', new Unknown({ reason: 'variable-without-value', detail, settledBy }));
  }
  if (given) return accepted(module, declared, given);
  if (declared.attributes.has('default')) return accepted(module, declared, defaultOf(module, declared));
  const { type } = constraintOf(module, declared);
  const detail = `var.${name} has no value`;
  const value = unknownOf(type, new Unknown({ reason: 'variable-without-value', detail, settledBy }));
  return isSensitive(declared) ? { ...value, sensitive: true } : value;
}

/** The value of a called module's variable: the call's argument, else its default. */
export function inputVariable(
  module: ModuleInstance,
  name: string,
  declared: VariableConfig | undefined,
  argument: ConfigAttribute | undefined,
  callScope: Scope,
): TfValue {
  if (!declared) throw new EvaluationError(`var.${name} is not declared in this module`);
  const { parent } = module;
  if (!argument || !parent) {
    if (declared.attributes.has('default')) return accepted(module, declared, defaultOf(module, declared));
    const at = module.call
      ? rangeIn(module.call.file, module.call.block.header)
      : rangeIn(declared.file, declared.block.header);
    return failedValue(
      new EvaluationError(`${module.address} gets no value for its required input "${name}"`),
      at,
      module.context,
    );
  }
  const given = evaluateArgument(argument, callScope, module.context);
  return accepted(module, declared, given);
}

/** Applies nullability, the type constraint with its defaults, and the sensitive mark. */
function accepted(module: ModuleInstance, declared: VariableConfig, given: TfValue): TfValue {
  const usesDefault = isNull(given) && isNotNullable(declared) && declared.attributes.has('default');
  const value = usesDefault ? defaultOf(module, declared) : given;
  const { type, defaults } = constraintOf(module, declared);
  try {
    const completed = defaults ? applyDefaults(value, defaults) : value;
    const converted = convert(completed, type);
    return isSensitive(declared) ? { ...converted, sensitive: true } : converted;
  } catch (error) {
    if (error instanceof EvaluationError) {
      const message = `var.${declared.name} of ${module.address || 'the root module'}: ${error.message}`;
      return failedValue(
        new EvaluationError(message),
        rangeIn(declared.file, declared.block.header),
        module.context,
      );
    }
    throw error;
  }
}

function defaultOf(module: ModuleInstance, declared: VariableConfig): TfValue {
  const argument = declared.attributes.get('default');
  if (!argument) throw new Error(`${declared.name} has no default`);
  return evaluateArgument(argument, module.scope, module.context);
}

const constraints = new WeakMap<VariableConfig, Constraint>();

function constraintOf(module: ModuleInstance, declared: VariableConfig): Constraint {
  const known = constraints.get(declared);
  if (known) return known;
  const constraint = readConstraint(module, declared);
  constraints.set(declared, constraint);
  return constraint;
}

function readConstraint(module: ModuleInstance, declared: VariableConfig): Constraint {
  const argument = declared.attributes.get('type');
  if (!argument) return { type: 'dynamic', defaults: undefined };
  try {
    return parseTypeConstraint(argument.attribute.expression, (expression) =>
      evaluate(expression, module.scope),
    );
  } catch (error) {
    failedValue(error, rangeIn(argument.file, argument.attribute.expression), module.context);
    return { type: 'dynamic', defaults: undefined };
  }
}

function isSensitive(declared: VariableConfig): boolean {
  return isLiteral(declared, 'sensitive', true);
}

function isNotNullable(declared: VariableConfig): boolean {
  return isLiteral(declared, 'nullable', false);
}

function isLiteral(declared: VariableConfig, name: string, value: boolean): boolean {
  const expression = declared.attributes.get(name)?.attribute.expression;
  if (expression?.kind === 'literal') return expression.value === value;
  const [part] = expression?.kind === 'template' ? expression.parts : [];
  return part?.kind === 'text' && part.value === String(value);
}
