import { Unknown } from '../../../core/value.ts';
import type { TfValue } from '../values/value.ts';
import { object, tuple, unknownOf } from '../values/value.ts';
import type { Expansion } from './expansion.ts';
import { Handle } from './handle.ts';

/** What a module call gives to expressions: its outputs. */
export interface ModuleNode {
  readonly address: string;
  output(name: string): TfValue;
  /** All outputs as one object. */
  whole(): TfValue;
}

export interface Group<T> {
  readonly expansion: Expansion;
  /** One for each instance of the expansion, in its order. */
  readonly members: readonly T[];
}

/** A call whose code is not in the tree: every output is unknown, with the reason. */
export function opaqueModule(address: string, why: string): ModuleNode {
  const output = (name: string): TfValue => {
    const detail = `output ${name} of ${address}: ${why}`;
    return unknownOf(
      'dynamic',
      new Unknown({ reason: 'module-not-opened', detail, settledBy: 'terraform get' }),
    );
  };
  const init = {
    reason: 'module-not-opened' as const,
    detail: `${address}: ${why}`,
    settledBy: 'terraform get',
  };
  return { address, output, whole: () => unknownOf('dynamic', new Handle(init, output), { notNull: true }) };
}

/** The value of a group used as a whole: one, a tuple by index, an object by key, or unknown. */
export function groupValue<T>(group: Group<T>, valueOf: (member: T) => TfValue): TfValue {
  const { expansion, members } = group;
  const [first] = members;
  switch (expansion.kind) {
    case 'single':
      if (first === undefined) throw new Error('a single expansion has one member');
      return valueOf(first);
    case 'count':
      return tuple(members.map(valueOf));
    case 'each':
      return object(
        members.map((member, index): [string, TfValue] => [
          String(expansion.instances[index]?.key),
          valueOf(member),
        ]),
      );
    case 'unknown':
      if (!expansion.unknown) throw new Error('an unknown expansion has a cause');
      return unknownOf(
        'dynamic',
        unknownGroup(expansion.unknown, first === undefined ? undefined : valueOf(first)),
      );
  }
}

/**
 * All instances of an unknown number: the cause of the number, with references to what stands for the
 * instances.
 */
function unknownGroup(cause: Unknown, placeholder: TfValue | undefined): Unknown {
  const { content } = placeholder ?? { content: null };
  const refs =
    typeof content === 'object' && content !== null && 'cause' in content ? content.cause.refs : [];
  const { reason, detail, settledBy } = cause;
  return new Unknown({ reason: 'unknown-expansion', detail: detail || reason, settledBy, refs });
}
