import type { Resource } from '../../../core/resource.ts';
import type { Data, DataObject } from '../../../core/value.ts';
import { isDataList, isDataObject, scalarText } from '../../../core/value.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import { readLabels } from '../../kubernetes/labels.ts';
import { matchesWhole } from '../../prometheus/matchers.ts';
import { at, dataAt } from '../../read.ts';
import type { ObjectIndex } from '../kubernetes/together.ts';
import { CLUSTER, PODS } from '../kubernetes/together.ts';
import { annotation, measures } from './measured.ts';
import { nameIndex } from './name-index.ts';

/** Joins the jobs of a Prometheus with what they measure. */
export function readScrapeJobs(draft: GraphDraft, config: Resource, index: ObjectIndex): void {
  const jobs = dataAt(config, 'scrape_configs');
  for (const job of isDataList(jobs) ? jobs : []) {
    if (!isDataObject(job)) continue;
    staticTargets(draft, config, job);
    const roles = listOf(job['kubernetes_sd_configs']).flatMap((one) =>
      isDataObject(one) ? (scalarText(one['role']) ?? []) : [],
    );
    const isOfPods = roles.includes('pod');
    const isOfServices = roles.some((role) => role.startsWith('endpoint'));
    if (!isOfPods && !isOfServices) continue;
    const { own, together } = index.inNamespace(config, CLUSTER, [PODS]);
    for (const workload of [...own, ...together]) {
      if (!isKept(draft, workload, { job, isOfPods })) continue;
      measures(workload, `the scrape job ${jobName(job)} takes it`, at(config, 'scrape_configs'));
    }
  }
}

function jobName(job: DataObject): string {
  return scalarText(job['job_name']) ?? '';
}

function listOf(data: Data | undefined): readonly Data[] {
  return isDataList(data) ? data : [];
}

interface Asked {
  readonly job: DataObject;
  readonly isOfPods: boolean;
}

/** Whether all the rules of a job keep a workload; a rule that is not understood keeps nothing. */
function isKept(draft: GraphDraft, workload: ComponentDraft, { job, isOfPods }: Asked): boolean {
  return listOf(job['relabel_configs']).every((rule) => {
    if (!isDataObject(rule) || rule['action'] !== 'keep') return true;
    const sources = listOf(rule['source_labels']).flatMap((label) => scalarText(label) ?? []);
    const [source, second] = sources;
    const pattern = scalarText(rule['regex']) ?? '(.*)';
    if (source === undefined || second !== undefined) return false;
    return valuesAt(draft, workload, { source, isOfPods }).some(
      (value) => matchesWhole(pattern, value) === true,
    );
  });
}

const PREFIX = '__meta_kubernetes_';

/** What a label of discovery holds for the pods of a workload, as far as the inputs tell. */
function valuesAt(
  draft: GraphDraft,
  workload: ComponentDraft,
  { source, isOfPods }: { readonly source: string; readonly isOfPods: boolean },
): readonly string[] {
  const { main, facts } = workload;
  if (!main || !source.startsWith(PREFIX)) return [];
  const name = source.slice(PREFIX.length);
  if (name === 'namespace') return [main.address.split('/')[1] ?? ''];
  if (name === 'pod_container_port_name') {
    return (facts.pods?.containers ?? []).flatMap(({ ports }) =>
      ports.flatMap((port) => (typeof port.name === 'string' ? [port.name] : [])),
    );
  }
  if (/^pod_annotation_prometheus_io_scrape$/.test(name)) return annotation(main) ? ['true'] : [];
  const [, label] = /^pod_label_(.+)$/.exec(name) ?? [];
  if (label !== undefined) return known(facts.pods?.labels.known ?? {}, label);
  if (isOfPods) return [];
  return servicesOf(draft, workload).flatMap((service) => {
    if (name === 'service_name') return [service.name];
    if (name === 'service_annotation_prometheus_io_scrape') return annotation(service) ? ['true'] : [];
    const [, ofService] = /^service_label_(.+)$/.exec(name) ?? [];
    return ofService === undefined ? [] : known(readLabels(service, ['metadata', 'labels']).known, ofService);
  });
}

function known(labels: { readonly [key: string]: unknown }, wanted: string): readonly string[] {
  return Object.entries(labels).flatMap(([key, value]) =>
    key.replace(/[^a-zA-Z0-9_]/g, '_') === wanted && typeof value === 'string' ? [value] : [],
  );
}

const services = new WeakMap<GraphDraft, Map<string, Resource[]>>();

function servicesOf(draft: GraphDraft, workload: ComponentDraft): readonly Resource[] {
  let index = services.get(draft);
  if (!index) {
    index = new Map<string, Resource[]>();
    for (const { main, facts } of draft.components.values()) {
      for (const id of main ? (facts.service?.selects ?? []) : []) {
        if (main) index.set(id, [...(index.get(id) ?? []), main]);
      }
    }
    services.set(draft, index);
  }
  return index.get(workload.id) ?? [];
}

/** `targets: ['orders:8080']`: the host is a name of the same stack, or of one deployed with it. */
function staticTargets(draft: GraphDraft, config: Resource, job: DataObject): void {
  const targets = listOf(job['static_configs']).flatMap((one) =>
    isDataObject(one) ? listOf(one['targets']).flatMap((target) => scalarText(target) ?? []) : [],
  );
  const names = nameIndex(draft);
  const owner = draft.componentOf(config.id);
  for (const target of targets) {
    const host = target.replace(/^\w+:\/\//, '').replace(/[:/].*$/s, '');
    for (const { component } of names.named(host.split('.')[0] ?? '')) {
      const relation = names.relation(owner?.stack, component);
      if (relation === 'never') continue;
      measures(component, `the scrape job ${jobName(job)} names it`, at(config, 'scrape_configs'));
    }
  }
}
