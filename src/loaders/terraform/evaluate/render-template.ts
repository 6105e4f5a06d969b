import { parseTemplate } from '../../../syntax/hcl/parse.ts';
import type { TfValue } from '../values/value.ts';
import { EvaluationError, unknownCause, unknownOf } from '../values/value.ts';
import type { References, Scope } from './scope.ts';
import { bind } from './scope.ts';
import { evaluateTemplate } from './template.ts';

/** Renders the text of `templatefile` or `templatestring` with the variables of an object or a map. */
export function renderTemplate(text: string, variables: TfValue, outer: Scope): TfValue {
  const cause = unknownCause(variables);
  if (cause) return unknownOf('string', cause);
  const { content } = variables;
  if (!(content instanceof Map))
    throw new EvaluationError('the variables of a template must be an object or a map');
  const { parts, problems } = parseTemplate(text);
  const [problem] = problems;
  if (problem) throw new EvaluationError(`the template cannot be parsed: ${problem.message}`);
  const values: ReadonlyMap<string, TfValue> = content;
  const functions = { ...outer.functions, renderTemplate: noTemplates };
  let scope: Scope = { references: noReferences, functions, bindings: undefined, keys: {} };
  for (const [name, value] of values) scope = bind(scope, name, value);
  return evaluateTemplate(parts, scope);
}

function noTemplates(): never {
  throw new EvaluationError('a template cannot render another template');
}

const noReferences: References = {
  resolve(root) {
    throw new EvaluationError(`the template uses ${root}, which is not among the variables passed to it`);
  },
};
