import type { Component } from '../../../core/component.ts';
import type { Evidence } from '../../../core/finding.ts';
import { ruleId } from '../../../core/id.ts';
import type { Outcome, Rule, RuleContext } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { notApplicable, pass, unknown } from '../../outcome.ts';

const LISTED = 8;

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
    remedies: [
      {
        title: `Add default_tags to the provider of this root: ${keys}`,
        safety: 'review',
        caution:
          'Every resource of the root shows a change in the next plan; Auto Scaling groups take no default ' +
          'tags.',
        intents: [],
      },
    ],
    cause: evidence[0]?.at,
  };
}
