import type { NumberOperand } from '../../../syntax/gotemplate/ast.ts';
import { typeName } from './print.ts';
import type { GoValue, Parameter } from './value.ts';
import { Dict, List, TemplateError, Traced, doubted, plain, uncertaintyOf } from './value.ts';

const GO_TYPES: Readonly<Record<Parameter, string>> = {
  any: 'interface {}',
  string: 'string',
  bool: 'bool',
  int: 'int',
  int64: 'int64',
  float64: 'float64',
  dict: 'map[string]interface {}',
  list: '[]interface {}',
};

/** Go's check of the number of arguments. */
export function checkCount(
  name: string,
  count: number,
  { parameters, rest }: { readonly parameters: readonly Parameter[]; readonly rest: Parameter | undefined },
): void {
  const wanted = parameters.length;
  if (rest === undefined && count !== wanted) {
    throw new TemplateError(`wrong number of args for ${name}: want ${wanted} got ${count}`);
  }
  if (count < wanted) {
    throw new TemplateError(`wrong number of args for ${name}: want at least ${wanted} got ${count}`);
  }
}

/** A number constant as the type that a parameter asks for. */
export function constantFor({ int, float, isFloat, text }: NumberOperand, parameter: Parameter): GoValue {
  const wanted = parameter === 'any' ? (isFloat ? 'float64' : 'int') : parameter;
  switch (wanted) {
    case 'int':
    case 'int64':
      if (int === undefined) throw new TemplateError(`expected integer; found ${text}`);
      if (int >= 2n ** 63n) throw new TemplateError(`${text} overflows int`);
      return wanted === 'int64' ? new Traced(int, { goType: 'int64' }) : int;
    case 'float64':
      if (float === undefined) throw new TemplateError(`expected float; found ${text}`);
      return float;
    default:
      throw new TemplateError(`expected ${GO_TYPES[wanted]}; found ${text}`);
  }
}

/** The argument when its type fits, as Go's reflection decides; an uncertain one is let through as zero. */
export function checkArgument(
  value: GoValue,
  parameter: Parameter,
  { isField }: { readonly isField: boolean },
): GoValue {
  if (parameter === 'any') return value;
  if (fits(value, parameter)) return value;
  const because = uncertaintyOf(value);
  if (because !== undefined) return doubted(zero(parameter), because);
  if (plain(value) === null && !isField) {
    if (parameter === 'dict' || parameter === 'list') return zero(parameter);
    throw new TemplateError(`invalid value; expected ${GO_TYPES[parameter]}`);
  }
  if (plain(value) === null) {
    throw new TemplateError(`wrong type for value; expected ${GO_TYPES[parameter]}; got interface {}`);
  }
  throw new TemplateError(`wrong type for value; expected ${GO_TYPES[parameter]}; got ${typeName(value)}`);
}

function fits(value: GoValue, parameter: Parameter): boolean {
  const bare = plain(value);
  switch (parameter) {
    case 'string':
      return typeof bare === 'string' && !(value instanceof Traced && value.goType === '[]uint8');
    case 'bool':
      return typeof bare === 'boolean';
    case 'int':
      return typeof bare === 'bigint' && !(value instanceof Traced && value.goType === 'int64');
    case 'int64':
      return typeof bare === 'bigint' && value instanceof Traced && value.goType === 'int64';
    case 'float64':
      return typeof bare === 'number';
    case 'list':
      return bare instanceof List && bare.goType === undefined;
    case 'dict':
      return bare instanceof Dict && (bare.goType === undefined || bare.goType === 'chartutil.Values');
    default:
      return true;
  }
}

function zero(parameter: Parameter): GoValue {
  switch (parameter) {
    case 'string':
      return '';
    case 'bool':
      return false;
    case 'int':
      return 0n;
    case 'int64':
      return new Traced(0n, { goType: 'int64' });
    case 'float64':
      return 0;
    case 'list':
      return new List([]);
    case 'dict':
      return new Dict();
    default:
      return null;
  }
}
