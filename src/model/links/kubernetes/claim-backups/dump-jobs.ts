import type { Pods } from '../../../../core/facts/workload.ts';
import { Unknown } from '../../../../core/value.ts';
import { commandLine } from '../../../kubernetes/pods/evidence.ts';
import type { ClaimedData } from './schedules.ts';

// Programs that write out what a store holds, and programs that save a directory elsewhere.
const DUMPS: readonly RegExp[] = [
  /\b(?:pg_dump(?:all)?|pg_basebackup|mysqldump|mariadb-dump|xtrabackup|mongodump|clickhouse-backup)\b/,
  /\b(?:redis-cli\b.*--rdb|etcdctl\b.*snapshot|influxd? backup)\b/,
  /\b(?:restic|kopia|borg(?:matic)?|duplicity|wal-g|pgbackrest|barman|mc mirror|rclone|velero)\b/,
  /\bbackups?\b/,
];

/**
 * Whether a job saves these claims: it runs a program that does, and it names the workload or mounts its
 * claim.
 */
export function dumps(job: Pods, { name, claims }: ClaimedData): boolean {
  const texts = job.containers.flatMap((container) => [
    commandLine(container),
    typeof container.image?.repository === 'string' ? container.image.repository : '',
    ...container.environment.flatMap(({ value }) => (typeof value === 'string' ? value : [])),
  ]);
  const all = texts.join('\n');
  const mounts = job.volumes.some(({ kind, source }) => {
    const claim = source?.value;
    return kind === 'claim' && claim !== undefined && !Unknown.is(claim) && claims.includes(claim);
  });
  if (!DUMPS.some((pattern) => pattern.test(all))) return false;
  return mounts || new RegExp(`(?:^|[^\\w-])${escaped(name)}(?:$|[^\\w]|-\\d)`, 'm').test(all);
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
