import { appraise } from '../appraise/appraise.ts';
import type { Priced } from '../appraise/appraise.ts';
import type { BaseModels } from '../appraise/counterfactual.ts';
import { together } from '../appraise/together.ts';
import { tiersOf } from '../appraise/tiers.ts';
import type { Workbench } from '../appraise/workbench.ts';
import { workbenchOf } from './workbench-of.ts';
import type { Assumptions } from '../core/assumption.ts';
import type { Component } from '../core/component.ts';
import type { Declared } from '../core/declared.ts';
import type { Estimate } from '../core/estimate.ts';
import type { ConsequenceModel, Finding } from '../core/finding.ts';
import type { FindingId, StackId } from '../core/id.ts';
import type { Rule } from '../core/rule.ts';
import type { Estate } from '../graph/estate.ts';
import type { Worth } from '../group/standing.ts';
import { ranked } from '../group/standing.ts';
import type { Models } from '../models.ts';
import { narrowed } from './narrow.ts';

export interface AppraisedInput {
  readonly findings: readonly Finding[];
  readonly rules: readonly Rule[];
  readonly estate: Estate;
  readonly models: Models;
  readonly assumptions: Assumptions;
  readonly declared: Declared | undefined;
  isWanted(component: Component): boolean;
}

export interface Appraised {
  /** All findings, in the order in which they are read. */
  readonly findings: readonly Finding[];
  /** What the remedies of tier 1 take away together. */
  readonly tierOne: Estimate | undefined;
}

/** Consequences that the models count. */
const PRICED: ReadonlySet<string> = new Set([
  'availability',
  'change-failure',
  'capacity',
] satisfies readonly ConsequenceModel[]);

/** Findings with what their remedies are worth, in tiers. */
export function appraised(input: AppraisedInput): Appraised {
  const { estate, models, rules } = input;
  const consequences = new Map(rules.map(({ id, consequence }) => [id, consequence]));
  const consequenceOf = ({ rule }: Finding): ConsequenceModel => consequences.get(rule) ?? 'none';
  const findings = input.findings.filter(
    (finding) => finding.status === 'fail' && PRICED.has(consequenceOf(finding)),
  );
  if (findings.length === 0 || models.journeys().length === 0) {
    return { findings: input.findings, tierOne: undefined };
  }
  const edited = new Set(findings.flatMap((finding) => stacksEdited(finding, estate)));
  const { base, only } = narrowed({ ...input, edited });
  const bench = workbenchOf({ estate, declared: input.declared, only });
  const priced = appraise({ ...base, findings, bench, consequenceOf });
  const tiers = tiersById(priced);
  const worth = new Map(
    [...priced].map(([id, { impact }]): [FindingId, Worth] => [id, { impact, tier: tiers.get(id) }]),
  );
  return { findings: ranked(input.findings, worth), tierOne: ofTierOne(priced, tiers, { base, bench }) };
}

/** The tier of everything that certainly can take minutes away. */
function tiersById(priced: ReadonlyMap<FindingId, Priced>): ReadonlyMap<FindingId, number> {
  const counted = [...priced].flatMap(([id, { change, impact }]) =>
    change && !impact.isCeiling && (impact.total?.high ?? 0) > 0 ? [{ id, change }] : [],
  );
  const tiers = tiersOf(counted.map(({ change }) => change));
  return new Map(counted.map(({ id }, index): [FindingId, number] => [id, tiers[index] ?? 1]));
}

function ofTierOne(
  priced: ReadonlyMap<FindingId, Priced>,
  tiers: ReadonlyMap<FindingId, number>,
  { base, bench }: { readonly base: BaseModels; readonly bench: Workbench },
): Estimate | undefined {
  const first = [...priced].flatMap(([id, one]) => (tiers.get(id) === 1 ? [one] : []));
  return first.length < 2 ? undefined : together(first, base, bench);
}

function stacksEdited({ remedies }: Finding, estate: Estate): readonly StackId[] {
  return remedies.flatMap(({ intents }) =>
    intents.flatMap((one) =>
      one.op === 'add' ? one.stack : (estate.resource(one.at.resource)?.stack ?? []),
    ),
  );
}
