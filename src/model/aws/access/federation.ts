import type { Admission, Condition } from '../../../core/facts/policy.ts';
import { isOpaque, symbolicText, UNKNOWN_PIECE } from '../../../core/partial-text.ts';
import type { Value } from '../../../core/value.ts';
import { Unknown } from '../../../core/value.ts';

/** A system that runs other people's code and signs who it is. */
interface Pipeline {
  readonly name: string;
  readonly host: RegExp;
  /** True when every customer of it has the same host, so that only a condition tells them apart. */
  readonly shared: boolean;
  /** What a pattern of the subject admits. */
  admits(subject: string): Value<Admission> | undefined;
}

// Hosts and formats of subjects, read 2026-11 in the documentation of each system.
const pipelines: readonly Pipeline[] = [
  {
    name: 'GitHub Actions',
    host: /^token\.actions\.githubusercontent\.com$/,
    shared: true,
    admits: admitsGitHub,
  },
  {
    name: 'GitHub Actions',
    host: /^token\.actions\.githubusercontent\.com\//,
    shared: false,
    admits: admitsGitHub,
  },
  { name: 'GitLab CI', host: /^gitlab\.com$/, shared: true, admits: admitsGitLab },
  { name: 'GitLab CI', host: /gitlab/, shared: false, admits: admitsGitLab },
  { name: 'HCP Terraform', host: /^app\.(eu\.)?terraform\.io$/, shared: true, admits: admitsTerraform },
  { name: 'Buildkite', host: /^agent\.buildkite\.com$/, shared: true, admits: admitsBuildkite },
  {
    name: 'Bitbucket Pipelines',
    host: /^api\.bitbucket\.org\/2\.0\/workspaces\//,
    shared: false,
    admits: admitsTenant,
  },
  { name: 'CircleCI', host: /^oidc\.circleci\.com\/org\//, shared: false, admits: admitsTenant },
  { name: 'Spacelift', host: /\.app\.(us\.)?spacelift\.io$/, shared: false, admits: admitsTenant },
];

// Claims beside the subject that bind a run to a repository, a workflow or an environment.
const BINDING = new RegExp(
  ':(repository|repository_id|job_workflow_ref|workflow_ref|environment|project_path|project_id|project-id' +
    '|terraform_workspace_id|terraform_workspace_name|terraform_project_id|pipeline_slug' +
    '|deploymentenvironmentuuid|repositoryuuid)$',
  'i',
);
const OWNING =
  /:(repository_owner|repository_owner_id|namespace_path|namespace_id|organization_slug|enterprise)$/i;

/** The CI system behind an identity provider's host. */
export function pipelineAt(host: string): { readonly name: string } | undefined {
  return pipelines.find((pipeline) => pipeline.host.test(host));
}

/** Who can start a run that satisfies the conditions of a trust. */
export function admissionOf(host: string, conditions: Value<readonly Condition[]>): Value<Admission> {
  const pipeline = pipelines.find((candidate) => candidate.host.test(host));
  if (Unknown.is(conditions)) return conditions;
  let narrowest: Value<Admission> = pipeline?.shared === true ? 'anyone' : 'organization';
  for (const condition of conditions) {
    const admission = pipeline && admissionByOne(pipeline, condition);
    if (admission !== undefined) narrowest = narrower(narrowest, admission);
  }
  return narrowest;
}

function admissionByOne(pipeline: Pipeline, condition: Condition): Value<Admission> | undefined {
  const { operator, key, values } = condition;
  if (!/^(For(Any|All)Values?:)?String(Equals|Like)(IgnoreCase)?(IfExists)?$/i.test(operator))
    return undefined;
  if (BINDING.test(key)) return bound(values);
  if (OWNING.test(key)) return Unknown.is(values) ? values : 'organization';
  if (!/:sub$/i.test(key)) return undefined;
  if (Unknown.is(values)) return values;
  const literal = /Equals/i.test(operator);
  let widest: Value<Admission> = 'bound';
  for (const value of values) {
    const text = symbolicText(value);
    // In an exact comparison a star is a character that no subject has.
    const admission =
      literal && text.includes('*') ? 'bound' : isOpaque(value) ? value : pipeline.admits(text);
    if (admission !== undefined) widest = wider(widest, admission);
    else if (Unknown.is(value)) widest = wider(widest, value);
  }
  return widest;
}

function bound(values: Condition['values']): Value<Admission> {
  if (Unknown.is(values)) return values;
  return values.some((value) => value === '*') ? 'organization' : 'bound';
}

const ORDER: readonly Admission[] = ['bound', 'repository', 'organization', 'pull-requests', 'anyone'];

function narrower(a: Value<Admission>, b: Value<Admission>): Value<Admission> {
  if (a === 'bound' || b === 'bound') return 'bound';
  if (Unknown.is(b)) return b;
  if (Unknown.is(a)) return a;
  return ORDER.indexOf(a) < ORDER.indexOf(b) ? a : b;
}

function wider(a: Value<Admission>, b: Value<Admission>): Value<Admission> {
  if (Unknown.is(b)) return a === 'bound' ? b : a;
  if (Unknown.is(a)) return b === 'bound' ? a : b;
  return ORDER.indexOf(a) > ORDER.indexOf(b) ? a : b;
}

/**
 * `repo:OWNER/REPOSITORY:…`, each name with `@` and its number behind it where the organization asks for
 * that.
 */
function admitsGitHub(written: string): Admission | undefined {
  // No name contains `@`, so a star behind it stands for the number only.
  const subject = written.replace(/@[^/:]*/g, '');
  if (/^[*?]/.test(subject) || subject === 'repo:*') return 'anyone';
  if (/^repository_owner(_id)?:[^*]+:?\*?$/.test(subject)) return 'organization';
  if (!subject.startsWith('repo:')) return subject.includes(UNKNOWN_PIECE) ? undefined : 'bound';
  const [, full = '', ...rest] = subject.split(':');
  const slash = full.indexOf('/');
  const owner = slash < 0 ? full : full.slice(0, slash);
  if (owner.includes('*')) return 'anyone';
  if (full.slice(slash + 1).includes('*') && slash >= 0) return 'organization';
  return admitsInside(rest.join(':'), full, /^(\*|ref:\*|ref:refs\/(heads\/)?\*|environment:\*)$/);
}

/** `project_path:GROUP/PROJECT:ref_type:branch:ref:main`. */
function admitsGitLab(subject: string): Admission | undefined {
  if (/^[*?]/.test(subject)) return 'anyone';
  const path = /^project_path:([^:]*)(?::(.*))?$/.exec(subject);
  if (!path) return subject.includes(UNKNOWN_PIECE) ? undefined : 'bound';
  const [, project = '', rest = ''] = path;
  if (/^[^/]*\*/.test(project)) return 'anyone';
  if (project.includes('*')) return 'organization';
  return admitsInside(rest, project, /^(\*|ref_type:\*.*|ref_type:branch:ref:\*)$/);
}

function admitsInside(rest: string, whole: string, anyBranch: RegExp): Admission | undefined {
  if (anyBranch.test(rest)) return 'repository';
  if (rest.includes(UNKNOWN_PIECE) || whole.includes(UNKNOWN_PIECE)) return undefined;
  return rest === 'pull_request' ? 'pull-requests' : 'bound';
}

/** `organization:ORG:project:PROJECT:workspace:WORKSPACE:run_phase:PHASE`. */
function admitsTerraform(subject: string): Admission | undefined {
  const [, organization = '', ...rest] = subject.split(':');
  if (/^[*?]/.test(subject) || organization.includes('*')) return 'anyone';
  if (subject.includes(UNKNOWN_PIECE)) return undefined;
  const [, project = '*', , workspace = '*'] = rest;
  return project.includes('*') && workspace.includes('*') ? 'organization' : 'bound';
}

/** `organization:ORG:pipeline:PIPELINE:ref:…`. */
function admitsBuildkite(subject: string): Admission | undefined {
  const [, organization = '', , pipeline = '*'] = subject.split(':');
  if (/^[*?]/.test(subject) || organization.includes('*')) return 'anyone';
  if (subject.includes(UNKNOWN_PIECE)) return undefined;
  return pipeline.includes('*') ? 'organization' : 'bound';
}

// The host belongs to one customer: at worst, all that customer's repositories.
function admitsTenant(subject: string): Admission | undefined {
  if (/^[*?]/.test(subject) || /^org\/[^/]+\/(project\/)?\*/.test(subject)) return 'organization';
  return subject.includes(UNKNOWN_PIECE) ? undefined : 'bound';
}
