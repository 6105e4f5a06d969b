import { Unknown } from '../../../core/value.ts';
import type { StackContext } from '../evaluate/context.ts';
import { Handle } from '../evaluate/handle.ts';
import type { ResourceInstance } from '../evaluate/resource-instance.ts';
import type { TfValue } from '../values/value.ts';
import { unknownCause, unknownOf } from '../values/value.ts';

/**
 * The outputs of the root whose backend keeps the state that is read here. Undefined when no such root is in
 * the inputs: then the outputs stay unknown, with what would settle them.
 */
export function remoteStateOutputs(instance: ResourceInstance, context: StackContext): TfValue {
  const backend = instance.attribute('backend');
  const config = instance.attribute('config');
  const workspace = instance.config.attributes.has('workspace') ? instance.attribute('workspace') : undefined;
  const { content } = backend;
  const found =
    typeof content === 'string' && !unknownCause(config)
      ? context.remoteState(content, config, workspace)
      : undefined;
  return found ?? unknownOutputs(instance);
}

function unknownOutputs(instance: ResourceInstance): TfValue {
  const why = 'no root of the inputs keeps the state it reads';
  const init = (name: string) => ({
    reason: 'remote-state' as const,
    detail: `${instance.address}.outputs${name}: ${why}`,
    settledBy: "the root that writes this state, or --data terraform_remote_state='{outputs={…}}'",
  });
  const output = (name: string): TfValue => {
    const refs = [{ resource: instance.id, path: ['outputs', name] }];
    return unknownOf('dynamic', new Unknown({ ...init(`.${name}`), refs }));
  };
  return unknownOf(
    'dynamic',
    new Handle({ ...init(''), refs: [{ resource: instance.id, path: ['outputs'] }] }, output),
  );
}
