import type { ClaimBackups, Pods } from '../../../../core/facts/workload.ts';
import { Unknown } from '../../../../core/value.ts';
import { namespaceKey } from '../../../kubernetes/object.ts';
import type { ComponentDraft, GraphDraft } from '../../../graph-draft.ts';
import type { LinkPass } from '../../../link-pass.ts';
import { at } from '../../../read.ts';
import type { InScope, ObjectIndex } from '../together.ts';
import { CLUSTER, objectIndex } from '../together.ts';
import type { DumpJob } from './dump-jobs.ts';
import { dumps, readDumpJob } from './dump-jobs.ts';
import type { ClaimedData } from './schedules.ts';
import { judgeSchedule, scheduleTypes } from './schedules.ts';

/** Finds what saves the volumes of workloads. */
export const claimBackups: LinkPass = {
  name: 'claim-backups',
  after: ['volume-claims'],
  run(draft) {
    const index = objectIndex(draft);
    const around: Surroundings = { index, isSaving: hasSchedules(draft), ...findDumpJobs(draft) };
    for (const component of draft.components.values()) {
      const { pods } = component.facts;
      if (!pods || !component.main) continue;
      const data = claimedData(component, pods);
      if (!data) continue;
      draft.setFact(component, 'claimBackups', backupsOf(component, data, around));
    }
  },
};

function hasSchedules(draft: GraphDraft): boolean {
  return draft.ofType(...scheduleTypes('cluster'), ...scheduleTypes('namespace')).length > 0;
}

/** Claims that a workload mounts or makes. A template makes `data-orders-db-0` and so on. */
function claimedData({ main }: ComponentDraft, pods: Pods): ClaimedData | undefined {
  const namespace = main && namespaceKey(main);
  if (!main || namespace === undefined) return undefined;
  const mounted = pods.volumes.flatMap(({ kind, source }) =>
    kind === 'claim' && typeof source?.value === 'string' ? [source.value] : [],
  );
  const made = pods.claimTemplates.flatMap(({ name }) => [name, `${name}-${main.name}-0`]);
  const claims = [...mounted, ...made];
  if (claims.length === 0) return undefined;
  return { namespace, labels: pods.labels, claims, kind: main.type.split('/').at(-1) ?? '', name: main.name };
}

interface Surroundings {
  readonly index: ObjectIndex;
  /** Whether anything in the inputs saves volumes. */
  readonly isSaving: boolean;
  readonly dumpJobs: ReadonlyMap<ComponentDraft, DumpJob>;
  /** Namespaces that hold such a job: most hold none, and need no look. */
  readonly dumping: ReadonlySet<string>;
}

function findDumpJobs(draft: GraphDraft): Pick<Surroundings, 'dumpJobs' | 'dumping'> {
  const dumpJobs = new Map<ComponentDraft, DumpJob>();
  const dumping = new Set<string>();
  for (const component of draft.components.values()) {
    const { pods } = component.facts;
    const job = pods?.controller === 'cron-job' ? readDumpJob(pods) : undefined;
    const namespace = component.main && namespaceKey(component.main);
    if (!job || namespace === undefined) continue;
    dumpJobs.set(component, job);
    dumping.add(namespace);
  }
  return { dumpJobs, dumping };
}

// A reader wants to know why the likely ones miss, not all of them.
const MISSES = 3;

function backupsOf(
  { main }: ComponentDraft,
  data: ClaimedData,
  { index, isSaving, dumpJobs, dumping }: Surroundings,
): ClaimBackups {
  const empty: ClaimBackups = { by: [], misses: [], maybe: undefined, isSaving };
  if (!main) return empty;
  const near = dumping.has(data.namespace)
    ? all(index.inNamespace(main, data.namespace, ['batch/CronJob']))
    : [];
  const jobs = near.filter((component) => {
    const job = dumpJobs.get(component);
    return job !== undefined && dumps(job, data);
  });
  const by = jobs.map((job) => said(job, 'a job that saves it'));
  const misses: ClaimBackups['misses'][number][] = [];
  let maybe: Unknown | undefined;
  const schedules = [
    ...all(index.inNamespace(main, data.namespace, scheduleTypes('namespace'))),
    ...all(index.inNamespace(main, CLUSTER, scheduleTypes('cluster'))),
  ];
  for (const schedule of isSaving ? schedules : []) {
    if (!schedule.main) continue;
    const verdict = judgeSchedule(schedule.main, data);
    if (Unknown.is(verdict)) maybe ??= verdict;
    else if (verdict === undefined) by.push(said(schedule, 'a schedule that saves it'));
    else if (misses.length < MISSES) misses.push(said(schedule, verdict));
  }
  return { by, misses, maybe, isSaving };
}

function all({ own, together, elsewhere }: InScope): readonly ComponentDraft[] {
  return [...own, ...together, ...elsewhere];
}

function said({ name, main, id }: ComponentDraft, says: string): ClaimBackups['by'][number] {
  if (!main) throw new Error(`${id} was made of no resource`);
  return { says: `${main.type.split('/').at(-1) ?? ''} ${name}: ${says}`, at: at(main) };
}
