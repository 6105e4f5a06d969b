import { literalText } from '../../../syntax/hcl/literal-text.ts';
import type { SourceRange } from '../../../core/location.ts';
import type { ModuleCall } from '../../../core/resource.ts';
import type { DataObject } from '../../../core/value.ts';
import type { ModuleCallConfig } from '../config/module-config.ts';
import { rangeIn } from '../config/source-file.ts';
import { toData } from '../values/data.ts';
import { evaluateArgument } from './context.ts';
import type { ModuleInstance } from './module-instance.ts';
import type { Scope } from './scope.ts';

const CALL_META: ReadonlySet<string> = new Set([
  'source',
  'version',
  'count',
  'for_each',
  'providers',
  'depends_on',
]);

/** What is known of one instance of a call beside its configuration. */
export interface CallInstance {
  readonly address: string;
  readonly opened: ModuleCall['opened'];
  /** The scope in which its arguments are evaluated. */
  readonly scope: Scope;
  readonly unknownCount: boolean;
}

/** What `Dependence` calls the inputs of a call. */
export const INPUTS = 'inputs';

/** A call as a line of the stack: where it stands, what it opens, and its inputs, evaluated on demand. */
export function describeCall(
  module: ModuleInstance,
  config: ModuleCallConfig,
  { address, opened, scope, unknownCount }: CallInstance,
): ModuleCall {
  const { context } = module;
  let inputs: DataObject | undefined;
  const readInputs = (): DataObject => {
    const written = [...config.attributes].filter(([name]) => !CALL_META.has(name));
    return Object.fromEntries(
      written.map(([name, argument]) => [name, toData(evaluateArgument(argument, scope, context))]),
    );
  };
  return {
    address,
    source: literalText(config.attributes.get('source')?.attribute.expression) ?? '',
    version: literalText(config.attributes.get('version')?.attribute.expression),
    opened,
    declaredAt: callDeclaredAt(module, config),
    // Read late: inputs may refer to what is still being expanded.
    get inputs() {
      const { dependence } = context;
      inputs ??= dependence ? dependence.within(address, INPUTS, readInputs) : readInputs();
      return inputs;
    },
    stack: context.stack,
    unknownCount,
  };
}

/** The call; for one that a stand-in makes, the call of the stand-in, which a person can edit. */
function callDeclaredAt(module: ModuleInstance, config: ModuleCallConfig): SourceRange {
  let written = config;
  for (let one: ModuleInstance | undefined = module; one; one = one.parent) {
    if (one.opened === 'mapped' && one.call) written = one.call;
  }
  return rangeIn(written.file, written.block);
}
