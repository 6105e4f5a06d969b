import { toYaml } from './to-yaml.ts';
import { typeName } from './print.ts';
import type { GoMethod, GoValue } from './value.ts';
import { Dict, GoStruct, TemplateError, Traced, doubted, plain, uncertaintyOf } from './value.ts';

/** What `.name` of a value is: a field, an entry, or a method to call. */
export function memberOf(receiver: GoValue, name: string, hasArguments: boolean): GoValue | GoMethod {
  const value = plain(receiver);
  if (value instanceof Dict) return entryOf(value, name, hasArguments);
  if (value instanceof GoStruct) return structMember(value, name, hasArguments);
  const because = uncertaintyOf(receiver);
  // Who overrides the value may give it this field.
  if (because !== undefined) return new Traced(null, { uncertain: because });
  if (value === null) throw new TemplateError(`nil pointer evaluating interface {}.${name}`);
  throw new TemplateError(`can't evaluate field ${name} in type ${typeName(receiver)}`);
}

function entryOf(dict: Dict, name: string, hasArguments: boolean): GoValue | GoMethod {
  const isMethod = dict.goType === 'chartutil.Values' && Object.hasOwn(VALUES_METHODS, name);
  const method = isMethod ? VALUES_METHODS[name] : undefined;
  if (method) return method(dict);
  if (hasArguments) throw new TemplateError(`${name} is not a method but has arguments`);
  const value = dict.get(name);
  if (value !== undefined) return value;
  const missing = dict.goType === 'map[string]string' ? '' : null;
  return doubted(missing, dict.uncertain);
}

/** The methods of Helm's own type of values; `.Values.YAML` is not a key. */
const VALUES_METHODS: Readonly<Record<string, (dict: Dict) => GoValue>> = {
  AsMap: (dict) => dict,
  YAML: (dict) => toYaml(dict),
};

function structMember(value: GoStruct, name: string, hasArguments: boolean): GoValue | GoMethod {
  const method = value.methods.get(name);
  if (method) return method;
  const field = value.fields.get(name) ?? value.entries?.get(name);
  if (field === undefined) {
    if (value.entries) return null;
    throw new TemplateError(`can't evaluate field ${name} in type ${value.typeName}`);
  }
  if (hasArguments) throw new TemplateError(`${name} has arguments but cannot be invoked as function`);
  return field;
}
