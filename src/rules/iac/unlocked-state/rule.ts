import type { CompletedBackend, StackFacts } from '../../../core/facts/code.ts';
import { ruleId } from '../../../core/id.ts';
import type { Outcome, Rule } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { notApplicable, pass, unknown } from '../../outcome.ts';
import { isNotApplicable, rootOf, textEvidence } from '../../root-of.ts';

export const rule: Rule = {
  id: ruleId('iac/unlocked-state'),
  title: 'Two applies at the same time can corrupt the state',
  appliesTo: ['stack'],
  severity: 'medium',
  consequence: 'change-failure',
  environments: 'any',
  check(component, context) {
    const facts = rootOf(component, context);
    return isNotApplicable(facts) ? facts : judge(facts);
  },
};

function judge(facts: StackFacts): Outcome {
  const { backend } = facts.code;
  if (!backend || backend.type === 'local') return notApplicable('its state is local');
  if (backend.type !== 's3') return notApplicable(`backend ${backend.type} locks by itself`);
  const locks = facts.backends.map(lockOf);
  const open = facts.backends.filter((_, index) => locks[index] === false);
  if (open.length > 0) return failed(facts, open);
  const doubts = locks.filter((lock) => Unknown.is(lock));
  return doubts.length > 0 ? unknown(...doubts) : pass;
}

/** True when the state is locked while somebody applies. */
function lockOf(backend: CompletedBackend): boolean | Unknown {
  const { use_lockfile: file, dynamodb_table: table } = backend.settings;
  if (file === true || file === 'true' || (typeof table === 'string' && table !== '')) return true;
  if (Unknown.is(file)) return file;
  if (Unknown.is(table)) return table;
  if (!backend.isPartial) return false;
  return new Unknown({
    reason: 'not-in-inputs',
    detail: 'the backend block is completed by -backend-config, and no such file is among the inputs',
    settledBy: 'the file or the arguments given to terraform init -backend-config',
  });
}

function failed({ rootName }: StackFacts, open: readonly CompletedBackend[]): Outcome {
  return {
    status: 'fail',
    problem:
      `Two people or pipelines that apply ${rootName} at once overwrite each other's state: its S3 backend ` +
      'sets neither use_lockfile nor dynamodb_table.',
    evidence: open.flatMap(({ at }) => [
      textEvidence('backend "s3": use_lockfile and dynamodb_table are absent', at.at(-1)),
    ]),
    remedies: [
      {
        title: 'Set use_lockfile = true (Terraform 1.10 or later), or dynamodb_table',
        safety: 'review',
        caution: 'Run terraform init -reconfigure; whoever applies needs the right to write the lock.',
        intents: [],
      },
    ],
  };
}
