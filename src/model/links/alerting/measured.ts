import type { Labels } from '../../../core/facts/workload.ts';
import type { Location } from '../../../core/location.ts';
import type { Resource } from '../../../core/resource.ts';
import type { Data } from '../../../core/value.ts';
import { isDataList, isDataObject, scalarText, Unknown } from '../../../core/value.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import type { LinkPass } from '../../link-pass.ts';
import { matchesSelector, readLabels, readSelector } from '../../kubernetes/labels.ts';
import { namespaceKey } from '../../kubernetes/object.ts';
import { at, dataAt } from '../../read.ts';
import type { Path } from '../../read.ts';
import type { ObjectIndex } from '../kubernetes/together.ts';
import { CLUSTER, objectIndex, PODS } from '../kubernetes/together.ts';
import { tellWhatIsMissing } from './missing-monitor.ts';
import { readScrapeJobs } from './scrape-jobs.ts';

/** Objects that have a Prometheus measure what a Service leads to. */
export const MONITORS = [
  'monitoring.coreos.com/ServiceMonitor',
  'operator.victoriametrics.com/VMServiceScrape',
];
/** The same for pods. */
export const POD_MONITORS = ['monitoring.coreos.com/PodMonitor', 'operator.victoriametrics.com/VMPodScrape'];
const CONFIG = 'prometheus-config';

/** Tells workloads what measures them: monitors of an operator, annotations, scrape settings. */
export const measured: LinkPass = {
  name: 'measured',
  after: ['kubernetes-traffic', 'serving'],
  run(draft) {
    const index = objectIndex(draft);
    for (const monitor of draft.ofType(...MONITORS)) serviceMonitor(draft, monitor, index);
    for (const monitor of draft.ofType(...POD_MONITORS)) podMonitor(monitor, index);
    const configs = draft.ofType(CONFIG);
    for (const config of configs) readScrapeJobs(draft, config, index);
    for (const component of draft.components.values()) {
      const { pods, measuredBy } = component.facts;
      if (!pods || measuredBy) continue;
      component.facts.maybeMeasured = doubtOf(draft, component, index);
      if (!component.facts.maybeMeasured) tellWhatIsMissing(component, index);
    }
  },
};

/** Adds one thing that measures a component. */
export function measures(component: ComponentDraft, says: string, place: Location): void {
  const known = component.facts.measuredBy ?? [];
  if (known.some((one) => one.says === says)) return;
  component.facts.measuredBy = [...known, { says, at: place }];
}

function serviceMonitor(draft: GraphDraft, monitor: Resource, index: ObjectIndex): void {
  const selector = readSelector(monitor, ['spec', 'selector']) ?? { requirements: [], more: undefined };
  for (const namespace of namespacesOf(monitor)) {
    const { own, together, elsewhere } = index.inNamespace(monitor, namespace, ['Service']);
    const circles = [[...own, ...together], elsewhere];
    for (const [circle, services] of circles.entries()) {
      for (const service of services) {
        const labels = service.main && labelsOf(service.main);
        const answer = labels ? matchesSelector(selector, labels) : false;
        if (answer === false) continue;
        for (const id of service.facts.service?.selects ?? []) {
          const workload = draft.components.get(id);
          if (workload) found(workload, monitor, answer === true && circle === 0);
        }
      }
    }
  }
}

function labelsOf(resource: Resource): Labels {
  return readLabels(resource, ['metadata', 'labels']);
}

function podMonitor(monitor: Resource, index: ObjectIndex): void {
  const selector = readSelector(monitor, ['spec', 'selector']) ?? { requirements: [], more: undefined };
  for (const namespace of namespacesOf(monitor)) {
    const { own, together, elsewhere } = index.inNamespace(monitor, namespace, [PODS]);
    for (const workload of [...own, ...together, ...elsewhere]) {
      const labels = workload.facts.pods?.labels;
      const answer = labels ? matchesSelector(selector, labels) : false;
      if (answer !== false) found(workload, monitor, answer === true && !elsewhere.includes(workload));
    }
  }
}

function found(workload: ComponentDraft, monitor: Resource, isCertain: boolean): void {
  const says = `${monitor.address} selects it`;
  const place = at(monitor, 'spec', 'selector');
  if (isCertain) return measures(workload, says, place);
  workload.facts.maybeMeasured ??= new Unknown({
    reason: 'not-in-inputs',
    detail: `${monitor.address} may select ${workload.name}, if both go to one cluster`,
    settledBy: 'the GitOps objects that say what is deployed together',
  });
}

/** The namespaces that a monitor looks into: its own, those that it lists, or all. */
function namespacesOf(monitor: Resource): readonly string[] {
  const selector = dataAt(monitor, 'spec', 'namespaceSelector');
  if (isDataObject(selector)) {
    if (selector['any'] === true) return [CLUSTER];
    const names = selector['matchNames'];
    if (isDataList(names) && names.length > 0) return names.flatMap((name) => scalarText(name) ?? []);
  }
  const own = namespaceKey(monitor);
  return own === undefined ? [] : [own];
}

const NOTHING_HERE = new Unknown({
  reason: 'not-in-inputs',
  detail: 'nothing in the inputs tells what its cluster measures',
  settledBy: 'the monitors or the scrape settings of the cluster',
});

/** Why something that is not in the inputs may measure it. */
function doubtOf(
  draft: GraphDraft,
  { main, facts }: ComponentDraft,
  index: ObjectIndex,
): Unknown | undefined {
  if (facts.maybeMeasured) return facts.maybeMeasured;
  if (!main) return undefined;
  const asked = annotation(main);
  if (asked) return annotated(asked);
  if (draft.ofType(...MONITORS, ...POD_MONITORS, CONFIG).length === 0) return NOTHING_HERE;
  const { own, together } = index.inNamespace(main, CLUSTER, [...MONITORS, ...POD_MONITORS, CONFIG]);
  return own.length + together.length > 0 ? undefined : NOTHING_HERE;
}

const SCRAPE = 'prometheus.io/scrape';
const ANNOTATIONS: readonly Path[] = [
  ['spec', 'template', 'metadata', 'annotations'],
  ['spec', 'jobTemplate', 'spec', 'template', 'metadata', 'annotations'],
  ['metadata', 'annotations'],
];

/** Where the pods of an object ask to be measured. */
export function annotation(main: Resource): Location | undefined {
  for (const path of ANNOTATIONS) {
    const data: Data | undefined = dataAt(main, ...path);
    if (isDataObject(data) && scalarText(data[SCRAPE]) === 'true') return at(main, ...path, SCRAPE);
  }
  return undefined;
}

function annotated(place: Location): Unknown {
  return new Unknown({
    reason: 'not-in-inputs',
    detail: `its pods ask to be measured (${SCRAPE}), and no settings that honour it are in the inputs`,
    settledBy: 'the scrape settings of the Prometheus of its cluster',
    refs: [{ resource: place.resource, path: place.path }],
  });
}
