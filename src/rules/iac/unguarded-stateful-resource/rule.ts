import type { Component, Stated } from '../../../core/component.ts';
import type { Evidence } from '../../../core/finding.ts';
import { ruleId } from '../../../core/id.ts';
import type { Outcome, Rule } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { attributeOf, notApplicable, pass, remediesOf, unknown, valueEvidence } from '../../outcome.ts';
import { isInBackupPlan, mayBeCopy, notItsOwnData } from '../../stores.ts';

// What passes through these buckets, or is made again, is no loss.
const REBUILDABLE: ReadonlySet<string> = new Set(['artifacts', 'cache', 'site', 'copies']);

/** Something that keeps data, and that neither the provider nor Terraform refuses to delete. */
export const rule: Rule = {
  id: ruleId('iac/unguarded-stateful-resource'),
  title: 'One wrong apply deletes this data',
  appliesTo: ['datastore', 'bucket', 'volume', 'topic'],
  severity: 'high',
  consequence: 'data-loss',
  environments: 'production-like',
  check(component): Outcome {
    const { keepsData, preventDestroy, deletionProtection, bucketRole, recognisedStore } = component.facts;
    if (recognisedStore) return notApplicable('no apply deletes the volumes of a compose project');
    if (keepsData?.value !== true) return notApplicable('it keeps no data that would be missed');
    if (preventDestroy?.value === true || deletionProtection?.value === true) return pass;
    const exempt = notItsOwnData(component);
    if (exempt) return exempt;
    const role = bucketRole?.value;
    const isRebuildable = typeof role === 'string' && REBUILDABLE.has(role);
    if (isRebuildable) return notApplicable('what it holds can be made again');
    return component.kind === 'bucket' ? checkBucket(component) : checkStore(component);
  },
};

/** A full bucket refuses deletion by itself, unless Terraform is told to empty it first. */
function checkBucket(component: Component): Outcome {
  const { emptiedOnDestroy } = component.facts;
  if (!emptiedOnDestroy || emptiedOnDestroy.value === false) return pass;
  if (Unknown.is(emptiedOnDestroy.value)) return unknown(emptiedOnDestroy.value);
  return fail(component, emptiedOnDestroy, `${attributeOf(emptiedOnDestroy)} deletes its objects with it`);
}

function checkStore(component: Component): Outcome {
  const { deletionProtection, preventDestroy } = component.facts;
  const doubt = [mayBeCopy(component), deletionProtection?.value].find(Unknown.is);
  if (doubt) return unknown(doubt);
  const guard = deletionProtection ?? preventDestroy;
  if (!deletionProtection) return fail(component, guard, 'nothing refuses it');
  return fail(component, guard, `${attributeOf(deletionProtection)} and prevent_destroy are off`);
}

function fail(component: Component, cause: Stated<boolean> | undefined, why: string): Outcome {
  const { deletionProtection, preventDestroy, emptiedOnDestroy } = component.facts;
  const evidence: readonly Evidence[] = [emptiedOnDestroy, deletionProtection, preventDestroy].flatMap(
    (fact) => (fact ? [valueEvidence(fact)] : []),
  );
  const named = remediesOf(component, 'keep-full-bucket', 'refuse-deletion');
  return {
    status: 'fail',
    problem: `One wrong apply deletes what ${component.name} holds: ${why}.`,
    evidence,
    remedies: named.length > 0 ? named : remediesOf(component, 'prevent-destroy'),
    cause: cause?.at[0],
    severity: isInBackupPlan(component) === true ? 'low' : undefined,
  };
}
