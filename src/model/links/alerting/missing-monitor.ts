import type { Data } from '../../../core/value.ts';
import { isDataObject, scalarText, Unknown } from '../../../core/value.ts';
import { namespaceKey } from '../../kubernetes/object.ts';
import type { ComponentDraft } from '../../graph-draft.ts';
import { at, dataAt } from '../../read.ts';
import type { ObjectIndex } from '../kubernetes/together.ts';
import { MONITORS, POD_MONITORS } from './measured.ts';

/** What a port is called that a Prometheus reads. */
const METRICS_PORT = /metric|prom|telemetry|exporter/i;

const LISTED = 4;

/** Tells a workload that nothing measures which monitors are near, and what would measure it. */
export function tellWhatIsMissing(component: ComponentDraft, index: ObjectIndex): void {
  const { main, facts, remedies } = component;
  const namespace = main && namespaceKey(main);
  if (!main || namespace === undefined) return;
  const { own, together } = index.inNamespace(main, namespace, [...MONITORS, ...POD_MONITORS]);
  facts.otherMonitors = [...own, ...together].slice(0, LISTED).flatMap(({ main: monitor }) =>
    monitor
      ? [
          {
            says: `${monitor.address} selects ${selected(dataAt(monitor, 'spec', 'selector'))}`,
            at: at(monitor, 'spec', 'selector'),
          },
        ]
      : [],
  );
  const added = serviceMonitor(component, index, namespace);
  if (added) remedies['add-service-monitor'] = added;
}

function selected(selector: Data | undefined): string {
  const labels = isDataObject(selector) ? selector['matchLabels'] : undefined;
  if (!isDataObject(labels)) return 'by another rule';
  return Object.entries(labels)
    .map(([key, value]) => `${key}=${scalarText(value) ?? 'unknown'}`)
    .join(', ');
}

/** A ServiceMonitor for the Service in front of it, where its labels and the name of its port are known. */
function serviceMonitor(
  { id, main, name }: ComponentDraft,
  index: ObjectIndex,
  namespace: string,
): ComponentDraft['remedies'][string] | undefined {
  if (!main) return undefined;
  const title = 'Add a ServiceMonitor with the labels and the port of its Service';
  const advice = { title, safety: 'safe', intents: [] } as const;
  const services = index.inNamespace(main, namespace, ['Service']).own;
  const service = services.find(({ facts }) => facts.service?.selects.includes(id) === true);
  const port = service?.facts.service?.ports.find(
    ({ name: called }) => typeof called === 'string' && METRICS_PORT.test(called),
  )?.name;
  const labels = service?.main && dataAt(service.main, 'metadata', 'labels');
  if (!isDataObject(labels) || Unknown.is(port) || port === undefined) return advice;
  const texts = Object.entries(labels).map(([key, value]) => [key, scalarText(value)] as const);
  if (texts.length === 0 || texts.some(([, value]) => value === undefined)) return advice;
  const attributes = {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'ServiceMonitor',
    metadata: { name, namespace },
    spec: { selector: { matchLabels: labels }, endpoints: [{ port }] },
  };
  const type = 'monitoring.coreos.com/v1/ServiceMonitor';
  const caution = 'The Prometheus must be told to look into this namespace.';
  return {
    title,
    safety: 'safe',
    caution,
    intents: [{ op: 'add', stack: main.stack, resource: { type, name, attributes } }],
  };
}
