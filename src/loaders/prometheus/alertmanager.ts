import type { Data, DataObject } from '../../core/value.ts';
import { isDataList, isDataObject, Sensitive, Unknown } from '../../core/value.ts';

/** The type of the resource that stands for a routing tree. */
export const ALERTMANAGER = 'alertmanager-config';

const KEPT = ['route', 'inhibit_rules', 'mute_time_intervals', 'time_intervals'] as const;

/** What a routing tree says, without the addresses and credentials of its receivers. */
export function alertmanagerData(data: DataObject): DataObject {
  const receivers = data['receivers'];
  return {
    ...Object.fromEntries(KEPT.flatMap((key) => (data[key] === undefined ? [] : [[key, data[key]]]))),
    receivers: isDataList(receivers) ? receivers.map(receiverData) : (receivers ?? []),
  };
}

/** `slack_configs: [true]`: how many integrations of a kind, and nothing of them. */
function receiverData(receiver: Data): Data {
  if (!isDataObject(receiver)) return Unknown.is(receiver) ? receiver : null;
  const integrations = Object.entries(receiver).filter(([key]) => key.endsWith('_configs'));
  return {
    name: receiver['name'] ?? null,
    ...Object.fromEntries(integrations.map(([key, list]) => [key, counted(list)])),
  };
}

function counted(list: Data): Data {
  if (Sensitive.is(list)) return counted(list.reveal());
  if (Unknown.is(list)) return list;
  return isDataList(list) ? list.map((one) => (Unknown.is(one) ? one : true)) : [];
}

/** The type of the resource that stands for the settings of a Prometheus. */
export const PROMETHEUS = 'prometheus-config';

const JOB_KEYS = [
  'job_name',
  'metrics_path',
  'static_configs',
  'kubernetes_sd_configs',
  'relabel_configs',
  'dns_sd_configs',
  'dockerswarm_sd_configs',
  'ec2_sd_configs',
  'consul_sd_configs',
  'file_sd_configs',
] as const;

/** What a Prometheus measures, which rules it evaluates and where its alerts go, without credentials. */
export function prometheusData(data: DataObject): DataObject {
  const jobs = data['scrape_configs'];
  const alerting = data['alerting'];
  const global = data['global'];
  return {
    scrape_configs: isDataList(jobs) ? jobs.map(jobData) : [],
    rule_files: data['rule_files'] ?? [],
    external_labels: isDataObject(global) ? (global['external_labels'] ?? {}) : {},
    sends_alerts: isDataObject(alerting) && isDataList(alerting['alertmanagers']),
    remote_write: isDataList(data['remote_write']),
  };
}

function jobData(job: Data): Data {
  if (!isDataObject(job)) return Unknown.is(job) ? job : null;
  return Object.fromEntries(JOB_KEYS.flatMap((key) => (job[key] === undefined ? [] : [[key, job[key]]])));
}
