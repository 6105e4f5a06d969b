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

const deploys = new WeakMap<RuleContext, 'nothing' | 'known' | Unknown>();

/**
 * Whether something in the inputs deploys and it is known what: `nothing` where neither a pipeline nor a
 * controller was read, unknown where something deploys that cannot be told.
 */
export function openDeploys(context: RuleContext): 'nothing' | 'known' | Unknown {
  let found = deploys.get(context);
  if (found === undefined) deploys.set(context, (found = lookForDeploys(context)));
  return found;
}

function lookForDeploys(context: RuleContext): 'nothing' | 'known' | Unknown {
  const pipelines = context.ofKind('pipeline').filter(({ facts }) => facts.pipeline);
  const hasController = context.stacks.some(({ deployers = [] }) => deployers.length > 0);
  if (pipelines.length === 0 && !hasController) return 'nothing';
  const open = pipelines.filter(({ facts: { pipeline } }) => {
    if (!pipeline || pipeline.triggers.every(({ kind }) => kind === 'pull-request')) return false;
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
    detail: `what ${listed(open.map(({ name }) => name))} bring is not known in full`,
    settledBy: 'the pipeline or the GitOps objects that deploy it',
  });
}
