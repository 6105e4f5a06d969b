import type { Evidence } from '../../core/finding.ts';
import type { PipelineJob } from '../../core/facts/pipeline.ts';
import { Unknown } from '../../core/value.ts';
import { listed } from './jobs.ts';

/** What code that runs in a job can get hold of. */
export interface Reach {
  /** Names of secrets, without the token of the job. */
  readonly secrets: readonly string[];
  /** Scopes of its token that may be written; `default` where the settings of the repository decide. */
  readonly writes: readonly string[] | 'default' | Unknown;
  /** Clouds that it logs in to. */
  readonly clouds: readonly string[];
  readonly evidence: readonly Evidence[];
}

const CLOUD_NAMES = { aws: 'AWS', google: 'Google Cloud', azure: 'Azure' } as const;

/** What a job has in reach. */
export function reachOf(job: PipelineJob): Reach {
  const named = job.secrets.filter(({ name }) => !/^github_token$/i.test(name));
  const secrets = named.map(({ name }) => name);
  const { permissions } = job;
  const writes =
    permissions === 'default'
      ? 'default'
      : Unknown.is(permissions.value)
        ? permissions.value
        : Object.entries(permissions.value).flatMap(([scope, level]) =>
            // That one only asks who the run is: the login tells what it is good for.
            level === 'write' && scope !== 'id-token' ? [scope] : [],
          );
  const logins = job.acts.flatMap(({ login, at }) =>
    login ? [{ cloud: CLOUD_NAMES[login.cloud], at }] : [],
  );
  const clouds = [...new Set(logins.map(({ cloud }) => cloud))];
  const evidence: Evidence[] = [];
  if (secrets.length > 0)
    evidence.push({ says: `secrets in reach: ${listed(secrets, 6)}`, at: named[0]?.at });
  if (writes !== 'default' && !Unknown.is(writes) && writes.length > 0) {
    const at = permissions === 'default' ? job.at : permissions.at[0];
    evidence.push({ says: `its token may write ${listed(writes, 6)}`, at });
  }
  if (clouds.length > 0) evidence.push({ says: `it logs in to ${listed(clouds)}`, at: logins[0]?.at });
  return { secrets, writes, clouds, evidence };
}

/** `the secrets A and B and a token that writes contents`; undefined for nothing certain. */
export function reachWords({ secrets, writes, clouds }: Reach): string | undefined {
  const parts = [
    ...(secrets.length > 0
      ? [`${secrets.length === 1 ? 'the secret' : 'the secrets'} ${listed(secrets)}`]
      : []),
    ...(clouds.length > 0 ? [`rights in ${listed(clouds)}`] : []),
    ...(writes !== 'default' && !Unknown.is(writes) && writes.length > 0
      ? [`a token that writes ${listed(writes)}`]
      : []),
  ];
  return parts.length === 0 ? undefined : listed(parts);
}
