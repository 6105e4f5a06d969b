import type { Component } from '../../../core/component.ts';
import type { Evidence } from '../../../core/finding.ts';
import { ruleId } from '../../../core/id.ts';
import type { Remedy } from '../../../core/remedy.ts';
import type { StackKind } from '../../../core/resource.ts';
import type { Outcome, Rule, RuleContext } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { notApplicable, pass, unknown } from '../../outcome.ts';

const LISTED = 8;
const OBJECTS: ReadonlySet<StackKind> = new Set(['manifests', 'kustomization', 'helm']);

/** A root whose resources cost money and do not say whose they are. */
export const rule: Rule = {
  id: ruleId('cost/untagged-resource'),
  title: 'This spend cannot be assigned to anyone',
  appliesTo: ['stack'],
  severity: 'low',
  consequence: 'waste',
  environments: 'any',
  check(component, context): Outcome {
    const taggable = component.facts.taggable ?? [];
    if (isOfCluster(component, context) && context.settings.requiredTags.length === 0) {
      return notApplicable('labels of workloads are asked for only where the configuration names them');
    }
    if (taggable.length === 0) return notApplicable('nothing in it costs money and can carry tags');
    const judged = taggable.map((id) => judge(context.component(id), context.settings.requiredTags));
    const untagged = judged.filter(({ missing }) => missing.length > 0);
    if (untagged.length > 0) return failed(component, untagged, { all: taggable.length, context });
    const because = judged.flatMap(({ because: why }) => why ?? []);
    return because.length > 0 ? unknown(...because) : pass;
  },
};

interface Judged {
  readonly component: Component;
  /** Keys that are missing, or `any` when there is none at all. */
  readonly missing: readonly string[];
  readonly because: Unknown | undefined;
}

function judge(component: Component, required: readonly string[]): Judged {
  const { tags, furtherTags } = component.facts;
  const value = tags?.value;
  if (!value) return { component, missing: [], because: undefined };
  if (Unknown.is(value)) return { component, missing: [], because: value };
  const keys = new Set(Object.keys(value));
  const missing =
    required.length > 0
      ? required.filter((key) => !keys.has(key))
      : [...keys].some((key) => key !== 'Name')
        ? []
        : ['any'];
  return furtherTags && missing.length > 0
    ? { component, missing: [], because: furtherTags }
    : { component, missing, because: undefined };
}

function failed(
  stack: Component,
  untagged: readonly Judged[],
  { all, context }: { all: number; context: RuleContext },
): Outcome {
  const required = context.settings.requiredTags;
  const what = required.length > 0 ? 'not every required tag' : 'no tag but Name';
  const share = Math.round((100 * untagged.length) / all);
  const evidence = untagged.slice(0, LISTED).map(({ component, missing }): Evidence => ({
    says:
      required.length > 0
        ? `${component.name} lacks ${missing.join(', ')}`
        : `${component.name} has no tag but Name`,
    at: component.facts.tags?.at[0],
  }));
  const keys = required.length > 0 ? required.join(', ') : 'who owns it, and which service it belongs to';
  return {
    status: 'fail',
    problem:
      `${untagged.length} of ${all} resources of ${stack.name} that cost money (${share} %) can be ` +
      `assigned to nobody: ` +
      `they carry ${what}.`,
    evidence,
    remedies: [isOfCluster(stack, context) ? labels(keys) : defaultTags(keys)],
    cause: evidence[0]?.at,
  };
}

function isOfCluster({ stack }: Component, context: RuleContext): boolean {
  return stack !== undefined && OBJECTS.has(context.stack(stack).kind);
}

function defaultTags(keys: string): Remedy {
  return {
    title: `Add default_tags to the provider of this root: ${keys}`,
    safety: 'review',
    caution:
      'Every resource of the root shows a change in the next plan; Auto Scaling groups take no default tags.',
    intents: [],
  };
}

function labels(keys: string): Remedy {
  return {
    title: `Label the namespace, or all workloads at once (kustomize labels, chart values): ${keys}`,
    safety: 'review',
    caution: 'Labels of the pod template replace the pods once; labels of the selector must not change.',
    intents: [],
  };
}
