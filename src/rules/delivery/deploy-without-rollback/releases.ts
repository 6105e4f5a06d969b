import type { Component } from '../../../core/component.ts';
import type { RuleContext } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';

// From so many on, releases without a word about it are a way of writing them, not so many decisions.
const FEWEST = 5;

/** A release that a controller keeps, as Flux does; not a deployment group of a workload. */
export function isRelease({ kind, facts }: Component): boolean {
  return kind === 'pipeline' && facts.deployedBy === undefined && facts.runsAs === undefined;
}

/** All releases that say nothing about a failed upgrade, where it is a habit; else none. */
export function habitOf(component: Component, context: RuleContext): readonly Component[] {
  if (!isRelease(component)) return [];
  const all = known.get(context) ?? context.ofKind('pipeline').filter((one) => isSilent(one, context));
  known.set(context, all);
  const names = new Set(all.map(({ name }) => name));
  return names.size >= FEWEST && all.includes(component) ? all : [];
}

const known = new WeakMap<RuleContext, readonly Component[]>();

function isSilent(component: Component, context: RuleContext): boolean {
  const { revertsBadRelease: reverts } = component.facts;
  if (!isRelease(component) || reverts?.origin !== 'default' || reverts.value !== false) return false;
  return unseenDeployer(component, context) === undefined;
}

/**
 * Where objects of the inputs deploy other folders and not this one, its own deployer is elsewhere, and may
 * patch it: a remediation for every release is often set there.
 */
export function unseenDeployer(component: Component, context: RuleContext): Unknown | undefined {
  const { revertsBadRelease: reverts } = component.facts;
  if (!isRelease(component) || reverts?.origin !== 'default' || component.stack === undefined)
    return undefined;
  const { kind, deployers = [] } = context.stack(component.stack);
  const isDescribed = kind === 'kustomization' || kind === 'manifests';
  if (!isDescribed || deployers.length > 0 || !hasDeployers(context)) return undefined;
  return new Unknown({
    reason: 'not-in-inputs',
    detail: `nothing in the inputs deploys ${component.name}, and what deploys it may set a remediation`,
    settledBy: 'the Flux Kustomization that deploys this folder',
  });
}

function hasDeployers(context: RuleContext): boolean {
  const found = deploys.get(context);
  if (found !== undefined) return found;
  const has = context.stacks.some(
    ({ kind, deployers = [] }) => kind === 'kustomization' && deployers.length > 0,
  );
  deploys.set(context, has);
  return has;
}

const deploys = new WeakMap<RuleContext, boolean>();
