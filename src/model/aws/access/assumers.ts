import type { Assumer, Condition, Policy, Principal, Statement } from '../../../core/facts/policy.ts';
import { isOpaque, readableText, symbolicText, UNKNOWN_PIECE } from '../../../core/partial-text.ts';
import type { Value } from '../../../core/value.ts';
import { Unknown } from '../../../core/value.ts';
import type { GraphDraft } from '../../graph-draft.ts';
import { admissionOf, pipelineAt } from './federation.ts';

type Kind = Assumer['kind'];

// Services that run the customer's code.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
const COMPUTE = new RegExp(
  '^(ec2|lambda|edgelambda|ecs-tasks|batch|glue|sagemaker|elasticmapreduce|emr-serverless|elasticbeanstalk' +
    '|ssm|gamelift|robomaker|tasks\\.apprunner|pods\\.eks)\\.amazonaws\\.com(\\.cn)?$',
);
const PIPELINE = new RegExp(
  '^(codebuild|codepipeline|codedeploy|cloudformation|imagebuilder|build\\.apprunner' +
    '|(member\\.org\\.)?stacksets\\.cloudformation)\\.amazonaws\\.com(\\.cn)?$',
);

/**
 * Who can become an identity: one entry for each principal of each allowing statement of its trust policy.
 */
export function assumersOf(trust: Policy, draft: GraphDraft): readonly Assumer[] {
  return trust.statements
    .filter(({ effect }) => effect !== 'deny')
    .flatMap((statement) => {
      const principals = statement.principals?.items;
      if (principals === undefined) return [];
      if (Unknown.is(principals)) return [assumerOf(somebody(principals), statement, draft)];
      return principals.map((principal) => assumerOf(principal, statement, draft));
    });
}

function somebody(id: Unknown): Principal {
  return { kind: 'other', id, account: undefined, component: undefined };
}

function assumerOf(principal: Principal, statement: Statement, draft: GraphDraft): Assumer {
  const host = principal.kind === 'federation' ? hostOf(principal, statement, draft) : undefined;
  const { kind, says } = kindOf(principal, statement, host);
  return {
    kind,
    says,
    at: statement.at,
    principal,
    limited: isLimited(statement.conditions),
    admits: kind === 'pipeline' && host !== undefined ? admissionOf(host, statement.conditions) : undefined,
    conditions: Unknown.is(statement.conditions) ? [] : statement.conditions.map(inWords),
  };
}

function kindOf(
  principal: Principal,
  { conditions }: Statement,
  host: string | undefined,
): { readonly kind: Kind; readonly says: string } {
  const says = isOpaque(principal.id) ? 'somebody who cannot be told' : readableText(principal.id);
  const name = symbolicText(principal.id);
  switch (principal.kind) {
    case 'everyone':
      return { kind: 'everyone', says: 'anyone with an AWS account' };
    case 'service':
      return { kind: COMPUTE.test(name) ? 'compute' : PIPELINE.test(name) ? 'pipeline' : 'service', says };
    case 'federation':
      return federated(host, name, says);
    case 'account':
    case 'identity':
      return { kind: asksForSecondFactor(conditions) || isSingleSignOn(name) ? 'people' : 'account', says };
    default:
      return { kind: 'other', says };
  }
}

function federated(host: string | undefined, name: string, says: string): { kind: Kind; says: string } {
  if (name.includes(':saml-provider/')) return { kind: 'people', says };
  const pipeline = host === undefined ? undefined : pipelineAt(host);
  if (pipeline) return { kind: 'pipeline', says: pipeline.name };
  if (host !== undefined && (host === 'cluster' || host.startsWith('oidc.eks.'))) {
    return { kind: 'cluster', says: 'a service account of a Kubernetes cluster' };
  }
  return { kind: 'other', says };
}

function isSingleSignOn(name: string): boolean {
  return name.includes('AWSReservedSSO_') || name.includes('aws-reserved/sso.amazonaws.com');
}

function asksForSecondFactor(conditions: Value<readonly Condition[]>): boolean {
  return (
    !Unknown.is(conditions) && conditions.some(({ key }) => /^aws:MultiFactorAuth(Present|Age)$/i.test(key))
  );
}

/** The host of a federated principal: from its ARN, its resource, or the keys of the conditions. */
function hostOf(principal: Principal, statement: Statement, draft: GraphDraft): string | undefined {
  const arn = /:oidc-provider\/(.+)$/.exec(symbolicText(principal.id))?.[1];
  if (arn !== undefined && !arn.includes(UNKNOWN_PIECE)) return arn;
  return hostOfProvider(principal.id, draft) ?? hostOfConditions(statement.conditions);
}

function hostOfProvider(id: Value<string>, draft: GraphDraft): string | undefined {
  if (!Unknown.is(id)) return undefined;
  for (const { resource } of id.refs) {
    const provider = draft.resource(resource);
    if (provider?.type === 'aws_eks_cluster') return 'cluster';
    if (provider?.type !== 'aws_iam_openid_connect_provider') continue;
    const url = provider.attributes['url'];
    if (typeof url === 'string') return url.replace(/^https:\/\//, '').replace(/\/$/, '');
    const clusters = Unknown.is(url)
      ? url.refs.map((reference) => draft.resource(reference.resource)?.type)
      : [];
    if (clusters.includes('aws_eks_cluster')) return 'cluster';
  }
  return undefined;
}

function hostOfConditions(conditions: Value<readonly Condition[]>): string | undefined {
  if (Unknown.is(conditions)) return undefined;
  for (const { key, values } of conditions) {
    const host = /^(.+):(sub|aud)$/.exec(key)?.[1];
    if (host !== undefined && pipelineAt(host)) return host;
    if (Unknown.is(values)) continue;
    if (values.some((value) => symbolicText(value).startsWith('system:serviceaccount:'))) return 'cluster';
    if (values.some((value) => symbolicText(value).startsWith('repo:')))
      return 'token.actions.githubusercontent.com';
  }
  return undefined;
}

// Conditions that tell one caller from another: organization, external id, source, second factor, the caller
// itself.
const LIMITING = new RegExp(
  '^(aws:PrincipalOrg(ID|Paths)|aws:PrincipalArn|aws:PrincipalAccount|aws:PrincipalTag/.+' +
    '|aws:Source(Arn|Account|Org(ID|Paths)|Ip|Vpc|Vpce)|aws:VpcSourceIp|aws:MultiFactorAuth(Present|Age)' +
    '|sts:ExternalId|aws:userid|aws:username|(aws|sts):RoleSessionName|(aws|sts):SourceIdentity' +
    '|.+:(sub|aud|amr))$',
  'i',
);

/** True when a condition tells one caller from another, so that not everyone gets in. */
export function isLimited(conditions: Value<readonly Condition[]>): Value<boolean> {
  if (Unknown.is(conditions)) return conditions;
  return conditions.some(({ key, operator, values }) => {
    const isWide =
      !Unknown.is(values) &&
      values.some((value) => value === '*' || /^(0\.0\.0\.0|::)\/0$/.test(symbolicText(value)));
    return LIMITING.test(key) && !isWide && !/Not(Equals|Like|IpAddress)|^Null$/i.test(operator);
  });
}

function inWords({ operator, key, values }: Condition): string {
  const name = readableText(key.replaceAll(UNKNOWN_PIECE, '…'));
  if (Unknown.is(values)) return `${operator} ${name} = ?`;
  return `${operator} ${name} = ${values.map(readableText).join(', ')}`;
}
