import type { Component } from '../../../core/component.ts';
import type { Admission, Assumer } from '../../../core/facts/policy.ts';
import type { Severity } from '../../../core/finding.ts';
import { ruleId } from '../../../core/id.ts';
import type { Outcome, Rule, RuleContext } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { assumersEvidence, canWrite, grantsEvidence, identityName } from '../../access.ts';
import { notApplicable, pass, unknown } from '../../outcome.ts';

type Loose = Exclude<Admission, 'bound'>;

/** A role that runs of a CI system can take, though nobody said which runs. */
export const rule: Rule = {
  id: ruleId('security/pipeline-trust-without-subject'),
  title: 'Any repository, or any pull request, can get this role',
  appliesTo: ['identity'],
  severity: 'critical',
  consequence: 'exposure',
  environments: 'any',
  check(component, context): Outcome | readonly Outcome[] {
    const { trust, assumers = [] } = component.facts;
    if (!trust) return notApplicable('nobody becomes it');
    if (Unknown.is(trust.value)) return unknown(trust.value);
    const pipelines = assumers.filter(({ admits }) => admits !== undefined);
    const { unread } = trust.value;
    if (pipelines.length === 0)
      return unread.length > 0 ? unknown(...unread) : notApplicable('no CI system becomes it');
    const loose = pipelines.filter(({ admits }) => admits !== 'bound' && !Unknown.is(admits));
    if (loose.length > 0) return loose.map((assumer) => judge(component, assumer, context));
    const because = pipelines.flatMap(({ admits }) => (Unknown.is(admits) ? admits : []));
    return because.length > 0 ? unknown(...because) : pass;
  },
};

function judge(component: Component, assumer: Assumer, context: RuleContext): Outcome {
  const { admits } = assumer;
  if (admits === undefined || Unknown.is(admits) || admits === 'bound') return pass;
  const writes = canWrite(component);
  if (admits === 'pull-requests' || admits === 'repository') {
    if (writes === false) return notApplicable('it only reads, and only runs of one repository get it');
    if (admits === 'pull-requests' && Unknown.is(writes)) return unknown(writes);
  }
  return {
    status: 'fail',
    key: admits,
    problem: `${who(admits, assumer)} can become ${identityName(component)}: ${because(admits, assumer)}.`,
    evidence: [
      ...assumersEvidence(component, context),
      ...(admits === 'pull-requests' ? [forks] : []),
      ...grantsEvidence(component),
    ],
    remedies: [
      {
        title: 'Bind the subject to one repository and to a branch or an environment',
        safety: 'review',
        caution: 'Runs of other branches and repositories that use the role today are refused.',
        intents: [],
      },
    ],
    cause: assumer.at,
    severity: severityOf(admits),
  };
}

const forks = {
  says: 'pull requests from forks get no token unless the settings of a private repository grant it',
  source:
    'https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows' +
    '#workflows-in-forked-repositories',
};

function severityOf(admits: Loose): Severity | undefined {
  if (admits === 'pull-requests') return 'high';
  return admits === 'organization' || admits === 'repository' ? 'medium' : undefined;
}

function who(admits: Loose, { says }: Assumer): string {
  if (admits === 'anyone') return `Anyone who uses ${says}`;
  if (admits === 'pull-requests') return 'Whoever can push a branch, before anybody has reviewed it,';
  return admits === 'organization'
    ? 'Any project of the organization'
    : 'Any branch and any pull request of the repository';
}

function because(admits: Loose, { conditions }: Assumer): string {
  const subject = conditions.find((condition) => /:sub\b/.test(condition)) ?? conditions[0];
  if (subject !== undefined) return `its trust asks for ${subject}`;
  return admits === 'anyone' ? 'its trust has no condition on the subject' : 'its trust names no repository';
}
