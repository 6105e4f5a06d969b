import type { StackContext } from '../evaluate/context.ts';
import { failedValue } from '../evaluate/context.ts';
import { evaluate } from '../evaluate/expression.ts';
import type { ResourceInstance } from '../evaluate/resource-instance.ts';
import { rangeIn } from '../config/source-file.ts';
import type { TfValue } from '../values/value.ts';
import { string } from '../values/value.ts';
import { policyDocumentJson } from './policy-document.ts';
import { remoteStateOutputs } from './remote-state.ts';

type Attribute = (instance: ResourceInstance, name: string, context: StackContext) => TfValue | undefined;

/** Data sources whose result is pure computation, or known from elsewhere in the inputs. */
const computed: ReadonlyMap<string, Attribute> = new Map<string, Attribute>([
  [
    'aws_iam_policy_document',
    (instance, name) =>
      name === 'json' || name === 'minified_json' ? policyDocumentJson(instance, name) : undefined,
  ],
  ['aws_partition', (_instance, name) => partition.get(name)],
  [
    'terraform_remote_state',
    (instance, name, context) => (name === 'outputs' ? remoteStateOutputs(instance, context) : undefined),
  ],
  ['null_data_source', (instance, name) => (name === 'outputs' ? instance.attribute('inputs') : undefined)],
]);

// The commercial partition. GovCloud and China roots name their region or partition explicitly.
// https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/data-sources/partition
const partition: ReadonlyMap<string, TfValue> = new Map([
  ['partition', string('aws')],
  ['id', string('aws')],
  ['dns_suffix', string('amazonaws.com')],
  ['reverse_dns_prefix', string('com.amazonaws')],
]);

/**
 * An attribute of a data source that can be known without asking a cloud: given with `--data`, or computed.
 * Undefined for managed resources, and where only terraform could tell.
 */
export function dataSourceAttribute(
  instance: ResourceInstance,
  name: string,
  context: StackContext,
): TfValue | undefined {
  const { config } = instance;
  if (config.mode !== 'data') return undefined;
  const given = context.data.get(config.type);
  if (given) {
    const value = attributeGiven(evaluate(given, instance.scope), name);
    if (value) return value;
  }
  const compute = computed.get(config.type);
  if (!compute) return undefined;
  try {
    return compute(instance, name, context);
  } catch (error) {
    return failedValue(error, rangeIn(config.file, config.block.header), context);
  }
}

function attributeGiven(value: TfValue, name: string): TfValue | undefined {
  const { content } = value;
  if (!(content instanceof Map)) return undefined;
  const entries: ReadonlyMap<string, TfValue> = content;
  return entries.get(name);
}
