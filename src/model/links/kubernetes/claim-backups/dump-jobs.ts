import type { Pods } from '../../../../core/facts/workload.ts';
import { commandLine } from '../../../kubernetes/pods/evidence.ts';
import type { ClaimedData } from './schedules.ts';

// Programs that write out what a store holds, and programs that save a directory elsewhere.
const DUMPS: readonly RegExp[] = [
  /\b(?:pg_dump(?:all)?|pg_basebackup|mysqldump|mariadb-dump|xtrabackup|mongodump|clickhouse-backup)\b/,
  /\b(?:redis-cli\b.*--rdb|etcdctl\b.*snapshot|influxd? backup)\b/,
  /\b(?:restic|kopia|borg(?:matic)?|duplicity|wal-g|pgbackrest|barman|mc mirror|rclone|velero)\b/,
  /\bbackups?\b/,
];

/** A job that runs a program that saves data: everything it says, and the claims it mounts. */
export interface DumpJob {
  readonly text: string;
  readonly claims: readonly string[];
}

/** What a job would save; undefined when none of its programs saves anything. */
export function readDumpJob({ containers, volumes }: Pods): DumpJob | undefined {
  const texts = containers.flatMap((container) => [
    commandLine(container),
    typeof container.image?.repository === 'string' ? container.image.repository : '',
    ...container.environment.flatMap(({ value }) => (typeof value === 'string' ? value : [])),
  ]);
  const text = texts.join('\n');
  if (!DUMPS.some((pattern) => pattern.test(text))) return undefined;
  const claims = volumes.flatMap(({ kind, source }) =>
    kind === 'claim' && typeof source?.value === 'string' ? source.value : [],
  );
  return { text, claims };
}

/** Whether a job saves these claims: it names the workload, or mounts a claim of it. */
export function dumps(job: DumpJob, { name, claims }: ClaimedData): boolean {
  if (job.claims.some((claim) => claims.includes(claim))) return true;
  return new RegExp(`(?:^|[^\\w-])${escaped(name)}(?:$|[^\\w]|-\\d)`, 'm').test(job.text);
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
