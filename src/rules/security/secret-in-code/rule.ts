import type { FoundSecret } from '../../../core/facts/code.ts';
import { ruleId } from '../../../core/id.ts';
import type { Outcome, Rule } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { notApplicable, pass } from '../../outcome.ts';
import { textEvidence } from '../../root-of.ts';

export const rule: Rule = {
  id: ruleId('security/secret-in-code'),
  title: 'A credential is readable by everyone who can read the repository',
  appliesTo: ['repository'],
  severity: 'critical',
  consequence: 'exposure',
  environments: 'any',
  check(component) {
    const found = component.facts.repositoryFacts?.secrets ?? [];
    const other = filesWithMore(found);
    return found.length === 0 ? pass : sameCredential(found).map((one) => judge(one, other));
  },
};

/** One credential of one container or object, in several descriptions of it, is one finding. */
function sameCredential(found: readonly FoundSecret[]): readonly Written[] {
  const byCredential = new Map<string, FoundSecret[]>();
  for (const one of found) {
    const { kind, where, fingerprint, confidence, effective } = one.secret;
    const isOfObject = / of (container|ConfigMap|HelmRelease|Application) /.test(where);
    const words = [kind, where, fingerprint, confidence, effective, one.role];
    const key = isOfObject ? words.join('\n') : one.key;
    const same = byCredential.get(key);
    if (same) same.push(one);
    else byCredential.set(key, [one]);
  }
  return [...byCredential.values()].flatMap(([first, ...others]) => (first ? [{ ...first, others }] : []));
}

/** Files that hold another credential than the identifier of an AWS key. */
function filesWithMore(found: readonly FoundSecret[]): ReadonlySet<string> {
  return new Set(found.flatMap(({ secret }) => (secret.kind === AWS_KEY ? [] : [secret.at.file])));
}

// The identifier of a key pair says whose key it is; only the secret key lets somebody in.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html
const AWS_KEY = 'aws-access-key';

interface Written extends FoundSecret {
  /** Where else the same credential is written. */
  readonly others: readonly FoundSecret[];
}

function judge(found: Written, filesWithOthers: ReadonlySet<string>): Outcome {
  const { secret, key, role } = found;
  const files = [secret, ...found.others.map((one) => one.secret)].map(({ at }) => at.file);
  if (secret.kind === AWS_KEY && !files.some((file) => filesWithOthers.has(file))) {
    return { ...notApplicable('the identifier of an access key, without its secret key'), key };
  }
  const isSample = role === 'example' || role === 'test';
  if (isSample && secret.confidence !== 'format') {
    return { ...notApplicable('it stands in an example or a test and is no credential by its format'), key };
  }
  if (!secret.effective) return { ...notApplicable('no deployment uses this value'), key };
  if (secret.confidence === 'name-only') {
    return { status: 'unknown', key, because: [doubtOf(found)], ...lineOf(found) };
  }
  return {
    status: 'fail',
    key,
    problem: problemOf(found),
    ...lineOf(found),
    remedies: [
      {
        title: 'Move the credential to the secret store, refer to it, and replace it with a new one',
        safety: 'review',
        caution: 'It stays in the history of the repository: only a new credential ends the exposure.',
        intents: [],
      },
    ],
    severity: isSample ? 'low' : undefined,
    confidence: secret.confidence === 'name-and-entropy' ? 'medium' : 'high',
  };
}

function problemOf({ secret }: FoundSecret): string {
  const guess = secret.guessable ? ', and it can be guessed' : '';
  const what = KINDS[secret.kind] ?? 'a credential';
  const place =
    secret.confidence === 'format'
      ? `${secret.at.file} holds ${what}`
      : `${secret.where} is written in ${secret.at.file}`;
  return `Everyone who can read the repository can use ${what}: ${place}${guess}.`;
}

const KINDS: { readonly [kind: string]: string } = {
  'aws-access-key': 'an AWS access key',
  'private-key': 'a private key',
  'github-token': 'a GitHub token',
  'gitlab-token': 'a GitLab token',
  'slack-token': 'a Slack token',
  'slack-webhook': 'a Slack webhook',
  'stripe-key': 'a Stripe key',
  'google-api-key': 'a Google API key',
  'sendgrid-key': 'a SendGrid key',
  'npm-token': 'an npm token',
  'azure-storage-key': 'an Azure storage key',
  'vault-token': 'a Vault token',
  'terraform-token': 'an HCP Terraform token',
  'address-with-password': 'a password inside an address',
  'environment-variable': 'a credential of a workload',
  'stored-secret': 'a stored secret',
};

/** Where it stands and how to recognise it; never what it is. */
function lineOf({ secret, others }: Written): {
  readonly evidence: readonly ReturnType<typeof textEvidence>[];
} {
  const guessable = secret.guessable ? ', guessable' : '';
  const what =
    secret.confidence === 'format'
      ? `${KINDS[secret.kind] ?? 'a credential'} in ${secret.where}`
      : secret.where;
  const says = `${what} (${secret.fingerprint}${guessable})`;
  const elsewhere = others.map((other) => textEvidence('the same in another description', other.secret.at));
  return { evidence: [textEvidence(says, secret.at), ...elsewhere] };
}

function doubtOf({ secret }: FoundSecret): Unknown {
  return new Unknown({
    reason: 'rule-question',
    detail: `${secret.where} in ${secret.at.file} is named like a credential`,
    settledBy: 'whether the value is a credential; if it is none, an accept with that reason',
  });
}
