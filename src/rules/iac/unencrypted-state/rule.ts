import type { CompletedBackend, StackFacts } from '../../../core/facts/code.ts';
import type { Evidence } from '../../../core/finding.ts';
import { ruleId } from '../../../core/id.ts';
import type { Outcome, Rule, RuleContext } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { notApplicable, pass, unknown } from '../../outcome.ts';
import { counted, isNotApplicable, listed, rootOf, textEvidence } from '../../root-of.ts';

const BACKEND_PAGE = 'https://developer.hashicorp.com/terraform/language/backend/s3';

export const rule: Rule = {
  id: ruleId('iac/unencrypted-state'),
  title: 'State, which holds passwords in plain text, is stored without declared encryption',
  appliesTo: ['stack'],
  severity: 'low',
  consequence: 'exposure',
  environments: 'any',
  check(component, context) {
    const facts = rootOf(component, context);
    return isNotApplicable(facts) ? facts : judge(facts, context);
  },
};

function judge(facts: StackFacts, context: RuleContext): Outcome {
  const { backend } = facts.code;
  if (!backend || backend.type === 'local') return notApplicable('its state is local');
  if (backend.type !== 's3') return notApplicable(`backend ${backend.type} always encrypts at rest`);
  const verdicts = facts.backends.map(declared);
  const open = facts.backends.filter((_, index) => verdicts[index] === false);
  if (open.length > 0) return failed(facts, open, context);
  const doubts = verdicts.filter((verdict) => Unknown.is(verdict));
  if (doubts.length > 0) return unknown(...doubts);
  return verdicts.every((verdict) => verdict === 'bucket')
    ? notApplicable('the state bucket declares a default encryption')
    : pass;
}

/** Who declares the encryption: the backend, its bucket, or nobody. */
function declared(backend: CompletedBackend): 'backend' | 'bucket' | false | Unknown {
  const { encrypt } = backend.settings;
  if (encrypt === true || encrypt === 'true') return 'backend';
  if (backend.bucketDeclaresEncryption === true) return 'bucket';
  if (Unknown.is(encrypt)) return encrypt;
  if (Unknown.is(backend.bucketDeclaresEncryption)) return backend.bucketDeclaresEncryption;
  if (!backend.isPartial) return false;
  return new Unknown({
    reason: 'not-in-inputs',
    detail: 'the backend block is completed by -backend-config, and no such file is among the inputs',
    settledBy: 'the file or the arguments given to terraform init -backend-config',
  });
}

function failed(facts: StackFacts, open: readonly CompletedBackend[], context: RuleContext): Outcome {
  const { rootName, secretsInState } = facts;
  const holds =
    secretsInState.length === 0 ? '' : `, which holds the secrets of ${listed(secretsInState, 3)}`;
  return {
    status: 'fail',
    problem:
      `Nothing in the inputs says that the state of ${rootName}${holds} is encrypted: its S3 backend does ` +
      'not set encrypt = true.',
    evidence: [...open.flatMap((backend) => evidenceOf(backend, context)), secrets(secretsInState)],
    remedies: [
      {
        title:
          'Set encrypt = true in the backend (and kms_key_id where the policy asks for a key of your own)',
        safety: 'safe',
        caution: 'Run terraform init -reconfigure afterwards.',
        intents: [],
      },
    ],
  };
}

function evidenceOf(backend: CompletedBackend, context: RuleContext): readonly Evidence[] {
  const says = backend.settings['encrypt'] === undefined ? 'encrypt is absent' : 'encrypt = false';
  const own: Evidence = { says: `backend "s3": ${says}`, range: backend.at.at(-1), source: BACKEND_PAGE };
  const bucket =
    backend.bucket === undefined
      ? textEvidence('the state bucket is not among the inputs', undefined)
      : textEvidence(
          `the bucket ${context.component(backend.bucket).name} declares no encryption`,
          undefined,
        );
  return [own, bucket];
}

function secrets(addresses: readonly string[]): Evidence {
  return addresses.length === 0
    ? textEvidence('no resource with a secret was found in this state', undefined)
    : textEvidence(
        `${counted(addresses.length, 'resource')} whose secrets the state holds: ${listed(addresses)}`,
        undefined,
      );
}
