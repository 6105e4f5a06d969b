import { lookup } from '../../../../core/lookup.ts';
import type { Resource } from '../../../../core/resource.ts';
import type { Value } from '../../../../core/value.ts';
import { isDataObject, Unknown } from '../../../../core/value.ts';
import type { Labels } from '../../../../core/facts/workload.ts';
import { matchesSelector, readSelector } from '../../../kubernetes/labels.ts';
import { textListAt } from '../../../kubernetes/lists.ts';
import { namespaceKey, textAt } from '../../../kubernetes/object.ts';
import { dataAt } from '../../../read.ts';
import type { Path } from '../../../read.ts';
import { typeKey } from '../../../type-key.ts';

/** What is to be saved: claims of one workload. */
export interface ClaimedData {
  readonly namespace: string;
  readonly labels: Labels;
  /** Names of the claims, also those that claim templates will make (`data-orders-db`, up to the number). */
  readonly claims: readonly string[];
  /** The workload's kind and name, for tools that name it. */
  readonly kind: string;
  readonly name: string;
}

/** Whether a schedule saves the claims: nothing said is a yes, a text says why it does not. */
type Verdict = string | Unknown | undefined;

type Judge = (schedule: Resource, data: ClaimedData) => Verdict;

/** Objects that save volumes again and again; `cluster` ones reach every namespace. */
const TOOLS: { readonly [type: string]: { readonly reach: 'cluster' | 'namespace'; readonly judge: Judge } } =
  {
    'velero.io/Schedule': { reach: 'cluster', judge: velero },
    'longhorn.io/RecurringJob': { reach: 'cluster', judge: longhorn },
    'volsync.backube/ReplicationSource': { reach: 'namespace', judge: byClaim(['spec', 'sourcePVC']) },
    'snapscheduler.backube/SnapshotSchedule': { reach: 'namespace', judge: snapScheduler },
    'gemini.fairwinds.com/SnapshotGroup': {
      reach: 'namespace',
      judge: byClaim(['spec', 'persistentVolumeClaim', 'claimName']),
    },
    'k8up.io/Schedule': { reach: 'namespace', judge: k8up },
    'stash.appscode.com/BackupConfiguration': { reach: 'namespace', judge: stash },
  };

/** Types of objects that save volumes, by how far they reach. */
export function scheduleTypes(reach: 'cluster' | 'namespace'): readonly string[] {
  return Object.keys(TOOLS).filter((type) => lookup(TOOLS, type)?.reach === reach);
}

/** Whether this schedule saves these claims. */
export function judgeSchedule(schedule: Resource, data: ClaimedData): Verdict {
  const tool = lookup(TOOLS, typeKey(schedule));
  return tool ? tool.judge(schedule, data) : 'it saves no volumes';
}

/** https://velero.io/docs/main/api-types/schedule/ */
function velero(schedule: Resource, data: ClaimedData): Verdict {
  if (dataAt(schedule, 'spec', 'paused') === true) return 'it is paused';
  const template: Path = ['spec', 'template'];
  if (dataAt(schedule, ...template, 'snapshotVolumes') === false && !copiesFiles(schedule, template)) {
    return 'it leaves volumes out (snapshotVolumes: false)';
  }
  const excluded = textListAt(schedule, ...template, 'excludedNamespaces');
  if (excluded.some((name) => covers(name, data.namespace) === true)) {
    return `it leaves namespace ${data.namespace} out`;
  }
  const included = textListAt(schedule, ...template, 'includedNamespaces');
  const reached = anyOf(included.map((name) => covers(name, data.namespace)));
  if (included.length > 0 && reached !== true) {
    return Unknown.is(reached) ? reached : `it takes other namespaces than ${data.namespace}`;
  }
  return bySelector(schedule, [...template, 'labelSelector'], data);
}

function copiesFiles(schedule: Resource, template: Path): boolean {
  const written = dataAt(schedule, ...template, 'defaultVolumesToFsBackup');
  return written === true || Unknown.is(written);
}

function covers(pattern: Value<string>, namespace: string): Value<boolean> {
  return Unknown.is(pattern) ? pattern : pattern === '*' || pattern === namespace;
}

function anyOf(values: readonly Value<boolean>[]): Value<boolean> {
  return values.includes(true) || (values.find((value) => Unknown.is(value)) ?? false);
}

function bySelector(schedule: Resource, path: Path, { labels }: ClaimedData): Verdict {
  const selector = readSelector(schedule, path);
  if (!selector) return undefined;
  const matches = matchesSelector(selector, labels);
  if (Unknown.is(matches)) return matches;
  return matches ? undefined : 'its labelSelector asks for labels that the pods do not have';
}

/** Volumes of the group `default` need no label: https://longhorn.io/docs/latest/snapshots-and-backups/scheduling-backups-and-snapshots/ */
function longhorn(schedule: Resource): Verdict {
  if (textListAt(schedule, 'spec', 'groups').includes('default')) return undefined;
  return new Unknown({
    reason: 'not-in-inputs',
    detail: `which volumes the recurring job ${schedule.name} takes is set on the volumes`,
    settledBy: 'the labels of the Longhorn volumes',
  });
}

function byClaim(path: Path): Judge {
  return (schedule, { claims }) => {
    const claim = textAt(schedule, path);
    if (Unknown.is(claim)) return claim;
    return claim !== undefined && claims.includes(claim) ? undefined : `it saves claim ${claim ?? '(none)'}`;
  };
}

/** https://backube.github.io/snapscheduler/usage.html */
function snapScheduler(schedule: Resource, data: ClaimedData): Verdict {
  if (dataAt(schedule, 'spec', 'disabled') === true) return 'it is disabled';
  return bySelector(schedule, ['spec', 'claimSelector'], data);
}

/** Takes every claim of its namespace: https://docs.k8up.io/k8up/references/api-reference.html */
function k8up(schedule: Resource, { namespace }: ClaimedData): Verdict {
  if (namespaceKey(schedule) !== namespace) return 'it stands in another namespace';
  return isDataObject(dataAt(schedule, 'spec', 'backup')) ? undefined : 'it has no backup part';
}

/** https://stash.run/docs/latest/concepts/crds/backupconfiguration/ */
function stash(schedule: Resource, { kind, name, claims }: ClaimedData): Verdict {
  const target: Path = ['spec', 'target', 'ref'];
  const named = textAt(schedule, [...target, 'name']);
  const of = textAt(schedule, [...target, 'kind']);
  if (Unknown.is(named)) return named;
  if (named === undefined) return 'it names nothing to save';
  const isClaim = of === 'PersistentVolumeClaim' && claims.includes(named);
  return isClaim || (of === kind && named === name) ? undefined : `it saves ${String(of)} ${named}`;
}
