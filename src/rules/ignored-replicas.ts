import type { Component } from '../core/component.ts';
import type { IgnoredDifference } from '../core/resource.ts';
import type { RuleContext } from '../core/rule.ts';
import { Unknown } from '../core/value.ts';

/**
 * Set where the deployer of a workload leaves its number of pods alone: then something that is not in the
 * inputs may set it, and what is written is only where it started.
 */
export function ignoredReplicas(component: Component, context: RuleContext): Unknown | undefined {
  const { stack, name } = component;
  const deployers = stack === undefined ? [] : (context.stack(stack).deployers ?? []);
  const deployer = deployers.find(({ ignores = [] }) => ignores.some((one) => isOf(one, component)));
  if (!deployer) return undefined;
  return new Unknown({
    reason: 'not-in-inputs',
    detail: `${deployer.says} leaves the number of pods of ${name} alone, so something else may set it`,
    settledBy: 'what sets the number of pods: its autoscaler',
  });
}

const REPLICAS = /^\/spec\/replicas$|^\.?spec\.replicas$/;

function isOf({ kind, name, group, fields }: IgnoredDifference, component: Component): boolean {
  const [apiGroup] = component.type.split('/');
  const ownKind = component.type.split('/').at(-1);
  if (kind !== undefined && kind !== ownKind && kind !== '*') return false;
  if (group !== undefined && group !== apiGroup && group !== '*') return false;
  if (name !== undefined && name !== component.name) return false;
  return fields.some((field) => REPLICAS.test(field));
}
