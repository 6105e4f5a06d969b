import { Unknown } from '../../../core/value.ts';
import { objectOf } from '../values/type.ts';
import type { TfValue } from '../values/value.ts';
import { EvaluationError, object, string, unknownOf } from '../values/value.ts';
import { textOf } from './arguments.ts';
import type { FunctionDefinition } from './definition.ts';
import { TEXT } from './definition.ts';

const ARN_PARTS = ['partition', 'service', 'region', 'account_id', 'resource'];
const ARN_TYPE = objectOf(new Map([...ARN_PARTS].sort().map((name) => [name, 'string'])));

/** Functions of providers that compute from their arguments alone, by their full names. */
export const providerDefinitions: ReadonlyMap<string, FunctionDefinition> = new Map([
  [
    'provider::aws::arn_build',
    {
      parameters: ARN_PARTS.map(() => TEXT),
      result: 'string',
      call: (args) => string(['arn', ...args.map(textOf)].join(':')),
    },
  ],
  [
    'provider::aws::arn_parse',
    { parameters: [TEXT], result: ARN_TYPE, call: ([arn]) => parsedArn(textOf(arn)) },
  ],
  [
    'provider::aws::trim_iam_role_path',
    { parameters: [TEXT], result: 'string', call: ([arn]) => string(withoutRolePath(textOf(arn))) },
  ],
]);

/** The result of a function of a provider that only the provider's program can compute. */
export function providerFunction(name: string): TfValue {
  const cause = new Unknown({ reason: 'provider-function', detail: `${name}() is computed by the provider` });
  return unknownOf('dynamic', cause);
}

function sectionsOf(arn: string): readonly string[] {
  const [, ...sections] = /^arn:([^:]*):([^:]*):([^:]*):([^:]*):(.*)$/su.exec(arn) ?? [];
  if (sections.length === 0) throw new EvaluationError(`${JSON.stringify(arn)} is no ARN`);
  return sections;
}

function parsedArn(arn: string): TfValue {
  const sections = sectionsOf(arn);
  return object(ARN_PARTS.map((name, index): [string, TfValue] => [name, string(sections[index] ?? '')]));
}

function withoutRolePath(arn: string): string {
  const [partition = '', service, region = '', account = '', resource = ''] = sectionsOf(arn);
  if (service !== 'iam' || region !== '' || !resource.startsWith('role/')) {
    throw new EvaluationError(`${JSON.stringify(arn)} is no ARN of an IAM role`);
  }
  return `arn:${partition}:iam::${account}:role/${resource.slice(resource.lastIndexOf('/') + 1)}`;
}
