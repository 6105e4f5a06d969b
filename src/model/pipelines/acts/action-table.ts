import type { Act, PipelineStep } from '../../../core/facts/pipeline.ts';
import { writtenText } from '../../../core/pipeline-text.ts';
import { Unknown } from '../../../core/value.ts';
import { ACTIONS, OPEN_ACTIONS, QUIET_ACTIONS } from './action-names.ts';

type Does = Act['does'];

/** What an action does; `unknown` where nobody here knows it. */
export type ActionActs = readonly Does[] | 'unknown';

// Actions of anybody that set up a tool, keep files or tell people.
const QUIET_NAME =
  /\/(?:setup|install|cache|upload|download|notify|slack|label|comment|release|tag|changelog)[\w-]*$/;
const QUIET_PART = /(?:^|[/-])(?:setup|install|installer|cache|notification|notifier|slack|labeler)(?:$|-)/;

// Actions that look at code, whoever wrote them, are called after the program that looks.
const LINT_NAME =
  /[/-](?:\w*lint\w*|semgrep|checkov|trivy|gitleaks|trufflehog|snyk|grype|sonar\w*|tfsec|bandit)(?:$|[/-])/;

const PLAN_NAME = /[/_-](?:terraform|tofu|terragrunt|tf)[_-]plan(?:$|[/-])/;

/** What an action does, told by its name in small letters. */
export function actsOfAction(name: string): ActionActs {
  const rows = ACTIONS.filter(([, names]) => names.has(name));
  if (rows.length > 0) return rows.map(([does]) => does);
  if (OPEN_ACTIONS.has(name)) return 'unknown';
  if (LINT_NAME.test(name) && !QUIET_PART.test(name)) return ['lint'];
  if (PLAN_NAME.test(name)) return ['plan'];
  const isQuiet = QUIET_ACTIONS.has(name) || QUIET_NAME.test(name) || QUIET_PART.test(name);
  return isQuiet ? [] : 'unknown';
}

/** `short-lived` rights of a role or long-lived keys, as the inputs of a login tell; undefined: not told. */
export function loginOf(name: string, step: PipelineStep): Act['login'] {
  const has = (...names: readonly string[]): boolean =>
    step.inputs.some((input) => names.includes(input.name) && input.value !== '');
  if (name === 'aws-actions/configure-aws-credentials') {
    if (has('aws-access-key-id')) return { cloud: 'aws', by: 'keys' };
    return has('role-to-assume') ? { cloud: 'aws', by: 'role' } : undefined;
  }
  if (name === 'google-github-actions/auth') {
    const keys = has('credentials_json');
    // With both, an expression may leave out either.
    if (keys && has('workload_identity_provider')) return undefined;
    if (keys) return { cloud: 'google', by: 'keys' };
    return has('workload_identity_provider') ? { cloud: 'google', by: 'role' } : undefined;
  }
  if (name === 'azure/login') {
    if (has('creds')) return { cloud: 'azure', by: 'keys' };
    return has('client-id') ? { cloud: 'azure', by: 'role' } : undefined;
  }
  return undefined;
}

/** The text of an input as written; undefined where it is not given. */
export function inputOf({ inputs }: PipelineStep, ...names: readonly string[]): string | undefined {
  for (const name of names) {
    const input = inputs.find((one) => one.name.toLowerCase() === name);
    if (input && (Unknown.is(input.value) || input.value !== '')) return writtenText(input.value);
  }
  return undefined;
}
