// Compares a stack with a plan: addresses, attributes of managed resources, and outputs.
import type { Stack } from '../../../src/core/resource.ts';
import type { Verdict } from './compare.ts';
import { compare } from './compare.ts';
import { normalised } from './normalised.ts';
import type { PlanJson } from './planned.ts';
import { isPlannedObject, plannedValue } from './planned.ts';
import type { ProviderSchema } from './shape.ts';
import { blockShape } from './shape.ts';

export interface StackVerdict {
  readonly instances: number;
  /** Addresses that only one side has: `- ` only in the plan, `+ ` only here. */
  readonly addresses: readonly string[];
  readonly attributes: readonly Verdict[];
  readonly outputs: readonly Verdict[];
}

/** The verdicts on everything that both a stack and a plan of the same inputs say. */
export function compareStack(stack: Stack, plan: PlanJson, schema: ProviderSchema): StackVerdict {
  const planned = new Map(
    (plan.resource_changes ?? [])
      .filter(({ mode, change }) => mode === 'managed' && change.actions.includes('create'))
      .map((change) => [change.address, change]),
  );
  const written = stack.resources.filter((one) => one.mode === 'managed' && one.via === 'source');
  const ours = new Set(written.map((one) => one.address));
  const attributes = written.flatMap((resource) => {
    const change = planned.get(resource.address);
    if (!change) return [];
    const after = plannedValue(change.change);
    const known = schema.resource_schemas[resource.type];
    const shape = known ? blockShape(known.block) : undefined;
    return Object.entries(resource.attributes).flatMap(([name, value]) => {
      const inner = shape?.kind === 'object' ? shape.attributes[name] : undefined;
      const theirs = isPlannedObject(after) ? after[name] : undefined;
      const verdicts = compare(`${resource.address} ${name}`, inner ?? { kind: 'any' }, value, theirs);
      return normalised.has(`${resource.type} ${name}`) ? verdicts.map(excused) : verdicts;
    });
  });
  const outputs = Object.entries(plan.output_changes ?? {}).flatMap(([name, change]) =>
    compare(`output ${name}`, { kind: 'any' }, stack.outputs[name], plannedValue(change)),
  );
  return {
    instances: planned.size,
    addresses: [
      ...[...planned.keys()].filter((address) => !ours.has(address)).map((address) => `- ${address}`),
      ...[...ours].filter((address) => !planned.has(address)).map((address) => `+ ${address}`),
    ],
    attributes,
    outputs,
  };
}

function excused(verdict: Verdict): Verdict {
  return verdict.outcome === 'different' ? { ...verdict, outcome: 'normalised' } : verdict;
}
