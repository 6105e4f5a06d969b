import type { Component } from '../../../core/component.ts';
import { ruleId } from '../../../core/id.ts';
import type { Outcome, Rule, RuleContext } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { duration } from '../../messages.ts';
import { evidenceOf, notApplicable, pass, remediesOf, unknown } from '../../outcome.ts';

// What ends within a month is not kept for its history.
const TEMPORARY_DAYS = 30;
const PASSING_NAME =
  /(^|[-_.])(logs?|logging|cache|artifacts?|artefacts?|builds?|tmp|temp|temporary|scratch)([-_.]|$)/i;

/** A bucket that forgets what was overwritten or deleted. */
export const rule: Rule = {
  id: ruleId('data/unversioned-bucket'),
  title: 'A wrong delete or overwrite of an object is final',
  appliesTo: ['bucket'],
  severity: 'medium',
  consequence: 'data-loss',
  environments: 'production-like',
  check(component, context): Outcome {
    const { versioning, objectLock, isReplicated, bucketRole } = component.facts;
    if (!versioning) return notApplicable('it cannot keep versions');
    if (versioning.value === true) return pass;
    if (bucketRole?.value === 'state')
      return notApplicable('it holds Terraform state: iac/unversioned-state-bucket speaks');
    if (objectLock?.value === true) return notApplicable('its objects are locked');
    if (isReplicated?.value === true) return notApplicable('its objects are replicated');
    if (Unknown.is(versioning.value)) return unknown(versioning.value);
    const because = [objectLock?.value, isReplicated?.value].filter((value) => Unknown.is(value));
    if (because.length > 0) return unknown(...because);
    return failed(component, context);
  },
};

function failed(component: Component, context: RuleContext): Outcome {
  const { versioning, recoverableDays, bucketRole, expiresAfterDays } = component.facts;
  if (!versioning) return pass;
  const passing = passingRole(component);
  const days = typeof recoverableDays?.value === 'number' ? recoverableDays.value : 0;
  const users = context
    .dependenciesTo(component.id, 'stores')
    .slice(0, 3)
    .map(({ from, evidence }) => ({
      says: `${context.component(from).name} works with it`,
      at: evidence[0]?.at,
    }));
  return {
    status: 'fail',
    problem:
      days > 0
        ? `What was deleted or overwritten in ${component.name} is gone after ${duration(days * 86_400)}: ` +
          'versioning is not enabled.'
        : `Whatever is deleted or overwritten in ${component.name} is gone: versioning is not enabled.`,
    evidence: [
      evidenceOf(versioning, 'versioning is not enabled'),
      ...(recoverableDays && days > 0
        ? [evidenceOf(recoverableDays, `soft delete gives it back for ${duration(days * 86_400)}`)]
        : []),
      ...(bucketRole ? [evidenceOf(bucketRole, `it holds ${String(bucketRole.value)}`)] : []),
      ...(expiresAfterDays && typeof expiresAfterDays.value === 'number'
        ? [evidenceOf(expiresAfterDays, `its objects end after ${expiresAfterDays.value} days`)]
        : []),
      ...users,
    ],
    remedies: remediesOf(component, 'enable-versioning'),
    cause: versioning.at[0],
    severity: passing || days > 0 ? 'low' : undefined,
  };
}

/**
 * What only passes through, or can be made again: told by what writes to it, by its expiry, or by its name.
 */
function passingRole({ name, facts }: Component): boolean {
  const { bucketRole, expiresAfterDays } = facts;
  if (bucketRole && ['logs', 'artifacts', 'cache', 'site', 'copies'].includes(String(bucketRole.value)))
    return true;
  const days = expiresAfterDays?.value;
  return (typeof days === 'number' && days <= TEMPORARY_DAYS) || PASSING_NAME.test(name);
}
