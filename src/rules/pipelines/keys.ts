import type { Act, PipelineJob, PipelineStep, PipelineVariable } from '../../core/facts/pipeline.ts';
import type { Location } from '../../core/location.ts';
import { writtenText } from '../../core/pipeline-text.ts';
import { Unknown } from '../../core/value.ts';

/** A login of a job by keys that outlive its run. */
export interface KeyLogin {
  readonly cloud: NonNullable<Act['login']>['cloud'];
  /** Names of the secrets or variables, never values. */
  readonly secrets: readonly string[];
  readonly says: string;
  readonly at: Location;
}

/**
 * The logins of a job by long-lived keys; without those of emulators, and of services that only sound like
 * the cloud.
 */
export function keyLogins(job: PipelineJob): readonly KeyLogin[] {
  const found: KeyLogin[] = [];
  for (const { login, at, says, tool } of job.acts) {
    if (login?.by !== 'keys') continue;
    const step = job.steps.find((one) => isWithin(at, one.at));
    const variables = step ? [...step.variables, ...step.inputs, ...job.variables] : job.variables;
    if (login.cloud === 'aws' && isOtherService([...variables, ...(step?.run ? scriptOf(step) : [])]))
      continue;
    const values = tool === 'environment' ? ofCloud(variables, says) : (step?.inputs ?? []);
    const keys = values.filter(({ name }) => KEYS.test(name));
    if (keys.length > 0 && keys.every(({ value }) => !isKept(value))) continue;
    const secrets = [...new Set(keys.flatMap(({ value }) => secretNames(value)))];
    const how = tool === 'environment' ? `${says} in its environment` : says;
    found.push({
      cloud: login.cloud,
      secrets,
      says: secrets.length > 0 ? `${how}, from ${secrets.join(' and ')}` : how,
      at,
    });
  }
  return found;
}

const KEYS = new RegExp(
  '^(?:aws[-_]access[-_]key[-_]id|aws[-_]secret[-_]access[-_]key|creds|credentials_json' +
    '|(?:arm|azure)_client_(?:secret|certificate)|azure_credentials' +
    '|google_(?:application_)?credentials|gcloud_service_key)$',
  'i',
);

function isWithin(at: Location, step: Location): boolean {
  return at.resource === step.resource && step.path.every((part, index) => at.path[index] === part);
}

/** Of the variables those of the cloud that one of them belongs to. */
function ofCloud(variables: readonly PipelineVariable[], name: string): readonly PipelineVariable[] {
  const start = name.split('_')[0] ?? name;
  return variables.filter((one) => one.name.startsWith(start));
}

/**
 * What is kept somewhere is an expression or a variable; a text is a test's, and what a step made ends with
 * it.
 */
function isKept(value: PipelineVariable['value']): boolean {
  return Unknown.is(value) && !/\b(?:steps|needs)\./.test(writtenText(value));
}

function secretNames(value: PipelineVariable['value']): readonly string[] {
  const text = Unknown.is(value) ? writtenText(value) : '';
  const named = [...text.matchAll(/\b(?:secrets|vars)\.(\w+)|^\$\{?(\w+)\}?$/g)];
  return named.flatMap((match) => match[1] ?? match[2] ?? []);
}

function scriptOf({ run, at }: PipelineStep): readonly PipelineVariable[] {
  return run ? [{ name: 'script', value: run.value, at }] : [];
}

// Emulators, and stores of other vendors that speak the same protocol and have keys only.
const OTHER_SERVICE = new RegExp(
  'localstack|minio|moto|localhost|127\\.0\\.0\\.1|r2\\.cloudflarestorage|digitaloceanspaces|backblazeb2' +
    '|wasabisys|--endpoint-url|linodeobjects|scw\\.cloud|storage\\.yandexcloud' +
    '|\\bR2_|\\bMINIO|\\bSPACES_|\\bB2_',
  'i',
);
const ENDPOINT = /^AWS_(?:S3_)?ENDPOINT(?:_URL)?(?:_S3)?$|^S3_ENDPOINT/;

function isOtherService(variables: readonly PipelineVariable[]): boolean {
  return variables.some(({ name, value }) => ENDPOINT.test(name) || OTHER_SERVICE.test(writtenText(value)));
}
