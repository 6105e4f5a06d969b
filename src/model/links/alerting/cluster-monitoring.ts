import type { Data } from '../../../core/value.ts';
import { isDataList, isDataObject, Unknown } from '../../../core/value.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import type { LinkPass } from '../../link-pass.ts';
import { annotation } from './measured.ts';
import { nameIndex } from './name-index.ts';

/** Finds a Prometheus whose alerts the inputs do not hold: its chart, or what tells it what to measure. */
export const clusterMonitoring: LinkPass = {
  name: 'cluster-monitoring',
  after: ['watched-by', 'measured'],
  run(draft) {
    const witnesses = [...chartsIn(draft), ...signsIn(draft)];
    if (witnesses.length === 0) return;
    const index = nameIndex(draft);
    const ofStack = new Map<string, Unknown | undefined>();
    for (const { component } of index.candidates) {
      const { stack, facts } = component;
      if (!stack || component.main?.mode !== 'object' || facts.moreWatchers) continue;
      if (!ofStack.has(stack.id)) {
        const near = witnesses.find(({ by }) => index.relation(by.stack, component) !== 'never');
        ofStack.set(stack.id, near?.why);
      }
      facts.moreWatchers = ofStack.get(stack.id);
    }
  },
};

interface Witness {
  readonly by: ComponentDraft;
  readonly why: Unknown;
}

const RELEASES = [
  'helm_release',
  'helm.toolkit.fluxcd.io/HelmRelease',
  'argoproj.io/Application',
  'argoproj.io/ApplicationSet',
];

// Charts that bring rules for all workloads of the cluster.
const CHARTS = /\b(kube-prometheus(-stack)?|prometheus-operator|victoria-metrics-k8s-stack)\b/;
const NO_RULES = /defaultRules["']?:\s*\{?\s*["']?create["']?:\s*["']?false/;

function chartsIn(draft: GraphDraft): readonly Witness[] {
  return draft.ofType(...RELEASES).flatMap((resource) => {
    const by = draft.componentOf(resource.id);
    const texts = textsIn(resource.attributes, 0);
    const chart = texts.map((text) => (text.length < 200 ? CHARTS.exec(text)?.[0] : undefined)).find(Boolean);
    if (!by || chart === undefined || texts.some((text) => NO_RULES.test(text))) return [];
    const why = new Unknown({
      reason: 'not-in-inputs',
      detail: `${by.name} installs ${chart}, whose own alerts are not in the inputs`,
      settledBy: `the objects of the chart ${chart}, rendered`,
    });
    return [{ by, why }];
  });
}

// Values of a chart are deep; nothing that names one is.
const MAX_DEPTH = 8;

function textsIn(data: Data | undefined, depth: number): readonly string[] {
  if (depth > MAX_DEPTH) return [];
  if (typeof data === 'string') return [data];
  if (isDataList(data)) return data.flatMap((item) => textsIn(item, depth + 1));
  return isDataObject(data) ? Object.values(data).flatMap((value) => textsIn(value, depth + 1)) : [];
}

const OPERATED = ['ServiceMonitor', 'PodMonitor', 'Prometheus', 'Probe'].map(
  (kind) => `monitoring.coreos.com/${kind}`,
);

/** Somebody measures, and no alert at all is in the inputs: the alerts are kept elsewhere. */
function signsIn(draft: GraphDraft): readonly Witness[] {
  if (draft.ofType('prometheus-alert').length > 0) return [];
  const objects = draft.ofType(...OPERATED).flatMap((resource) => draft.componentOf(resource.id) ?? []);
  const asking = [...draft.components.values()].filter(
    ({ main, facts }) => main && facts.pods && annotation(main),
  );
  return [...objects, ...asking].map((by) => {
    const name = by.main?.address ?? by.name;
    const detail = `${name} is meant for a Prometheus whose alerts are not in the inputs`;
    return { by, why: new Unknown({ reason: 'not-in-inputs', detail, settledBy: ALERTS }) };
  });
}

const ALERTS = 'the alert rules of the Prometheus of the cluster';
