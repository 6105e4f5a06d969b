import type { Component } from '../../core/component.ts';
import type { StackId } from '../../core/id.ts';
import type { RuleContext } from '../../core/rule.ts';
import { Unknown } from '../../core/value.ts';
import { listed } from './jobs.ts';

const serving = new WeakMap<RuleContext, ReadonlyMap<StackId, readonly Component[]>>();

/** Workloads of a stack that requests are sent to. */
export function servingIn(stack: StackId, context: RuleContext): readonly Component[] {
  let byStack = serving.get(context);
  if (!byStack) {
    const found = new Map<StackId, Component[]>();
    for (const component of context.ofKind('workload')) {
      const { pods } = component.facts;
      if (!pods || component.stack === undefined || pods.serving.is !== 'yes') continue;
      if (
        pods.generatesLoad !== undefined ||
        pods.platformAgent !== undefined ||
        pods.controller === 'custom'
      )
        continue;
      const list = found.get(component.stack);
      if (list) list.push(component);
      else found.set(component.stack, [component]);
    }
    byStack = found;
    serving.set(context, byStack);
  }
  return byStack.get(stack) ?? [];
}

const bringing = new WeakMap<RuleContext, boolean>();

/** Whether anything in the inputs is deployed by something in the inputs. */
export function deploysAnything(context: RuleContext): boolean {
  let found = bringing.get(context);
  if (found === undefined) {
    found =
      context.stacks.some(({ deployers = [] }) => deployers.length > 0) ||
      [...context.ofKind('stack'), ...context.ofKind('workload')].some(
        ({ facts }) => (facts.broughtBy ?? []).length > 0,
      );
    bringing.set(context, found);
  }
  return found;
}

const deploys = new WeakMap<RuleContext, 'nothing' | 'known' | Unknown>();

/**
 * Whether pipelines of the inputs could deploy more than is known: `nothing` where none was read that runs
 * on more than pull requests.
 */
export function openDeploys(context: RuleContext): 'nothing' | 'known' | Unknown {
  let found = deploys.get(context);
  if (found === undefined) deploys.set(context, (found = lookForDeploys(context)));
  return found;
}

function lookForDeploys(context: RuleContext): 'nothing' | 'known' | Unknown {
  const pipelines = context.ofKind('pipeline').flatMap(({ name, facts: { pipeline } }) => {
    const runs = pipeline && !pipeline.triggers.every(({ kind }) => kind === 'pull-request');
    return runs ? [{ name, pipeline }] : [];
  });
  if (pipelines.length === 0) return 'nothing';
  const open = pipelines.filter(({ pipeline }) => {
    const acts = pipeline.jobs.flatMap((job) => job.acts);
    const isUntold = acts.some(
      ({ does, components }) =>
        (does === 'deploy' || does === 'apply' || does === 'push-image') && components.length === 0,
    );
    return (
      isUntold ||
      pipeline.moreJobs !== undefined ||
      pipeline.jobs.some(({ moreActs }) => moreActs !== undefined)
    );
  });
  if (open.length === 0) return 'known';
  return new Unknown({
    reason: 'not-in-inputs',
    detail: `what is brought by ${listed(open.map(({ name }) => name))} is not known in full`,
    settledBy: 'the pipeline or the GitOps objects that deploy it',
  });
}
