import type { Component, Stated } from '../../core/component.ts';
import type { Controller, Pods } from '../../core/facts/workload.ts';
import type { Value } from '../../core/value.ts';
import { Unknown } from '../../core/value.ts';
import type { Estate } from '../../graph/estate.ts';

/** How many copies of a workload run. */
export interface Copies {
  readonly low: Stated<number>;
  readonly high: Stated<number>;
  /** True when an autoscaler or the platform moves the number. */
  readonly isScaled: boolean;
  /** Copies that a rollout starts beside the given number. */
  readonly surgeOf: (copies: number) => Value<number>;
}

const COPIED: ReadonlySet<Controller> = new Set(['deployment', 'stateful-set', 'replica-set', 'rollout']);

/** The copies of a workload or function; undefined where nobody counts them. */
export function copiesOf(component: Component, estate: Estate): Copies | undefined {
  const { pods } = component.facts;
  return pods ? copiesOfPods(pods, estate) : copiesOfTasks(component);
}

function copiesOfPods(pods: Pods, estate: Estate): Copies | undefined {
  const { controller, minimum, maximum, autoscalers, maybeAutoscaler, rollout } = pods;
  if (!COPIED.has(controller) || !minimum || !maximum || pods.generatesLoad) return undefined;
  const counting = autoscalers.filter((id) => {
    const { autoscaler } = estate.component(id).facts;
    return autoscaler !== undefined && autoscaler.kind !== 'vertical';
  });
  const surge = rollout?.maxSurge.value ?? 0;
  return {
    low: minimum,
    high: maybeAutoscaler && counting.length === 0 ? { ...maximum, value: maybeAutoscaler } : maximum,
    isScaled: counting.length > 0,
    surgeOf: (copies) => partOf(surge, copies),
  };
}

function copiesOfTasks({ facts, kind }: Component): Copies | undefined {
  const { desiredSize, minimumSize, maximumSize, scalers, rolloutSurge, runsAs } = facts;
  if (kind !== 'workload' || runsAs === 'daemon') return undefined;
  const moves =
    scalers === undefined ? true : Unknown.is(scalers.value) ? scalers.value : scalers.value.length > 0;
  const surgeOf = (copies: number): Value<number> => partOf(rolloutSurge?.value ?? 0, copies);
  if (maximumSize && moves !== false) {
    const high =
      Unknown.is(moves) && !Unknown.is(maximumSize.value) ? { ...maximumSize, value: moves } : maximumSize;
    return { low: minimumSize ?? desiredSize ?? notKept(maximumSize), high, isScaled: true, surgeOf };
  }
  return desiredSize && { low: desiredSize, high: desiredSize, isScaled: false, surgeOf };
}

/** The platform starts copies when requests come. */
function notKept(maximum: Stated<number>): Stated<number> {
  const value = new Unknown({
    reason: 'not-in-inputs',
    detail: 'how many copies the platform keeps running depends on the requests',
    settledBy: 'a minimum number of instances',
  });
  return { ...maximum, value };
}

/** A number, or a percentage of the copies, which is rounded up as Kubernetes and Amazon ECS do. */
function partOf(amount: Value<number | string>, copies: number): Value<number> {
  if (Unknown.is(amount) || typeof amount === 'number') return amount;
  const percent = /^(\d+(?:\.\d+)?)%$/.exec(amount)?.[1];
  if (percent !== undefined) return Math.ceil((Number(percent) * copies) / 100);
  const detail = `${amount} is neither a number nor a percentage`;
  return new Unknown({ reason: 'evaluation-error', detail, settledBy: 'a number or a percentage' });
}
