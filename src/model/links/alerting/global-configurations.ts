import type { Data } from '../../../core/value.ts';
import { isDataList, isDataObject, scalarText } from '../../../core/value.ts';
import type { GraphDraft } from '../../graph-draft.ts';

const OBJECTS = [
  'monitoring.coreos.com/Alertmanager',
  'helm.toolkit.fluxcd.io/HelmRelease',
  'argoproj.io/Application',
  'argoproj.io/ApplicationSet',
];

// Values of the chart as text, in an Application of Argo CD.
const IN_TEXT = /alertmanagerConfiguration["']?:\s*\{?\s*["']?name["']?:\s*["']?([\w.-]+)/g;
const KEY = 'alertmanagerConfiguration';
const MAX_DEPTH = 20;

/**
 * Names of the AlertmanagerConfigs that an Alertmanager takes as its whole configuration: their routes are
 * the root of the tree, for alerts of all namespaces.
 */
export function globalConfigurations(draft: GraphDraft): ReadonlySet<string> {
  const names = new Set<string>();
  for (const resource of draft.ofType(...OBJECTS)) collect(resource.attributes['spec'], names, 0);
  return names;
}

function collect(data: Data | undefined, names: Set<string>, depth: number): void {
  if (depth > MAX_DEPTH) return;
  if (typeof data === 'string') {
    if (!data.includes(KEY)) return;
    for (const [, name] of data.matchAll(IN_TEXT)) if (name !== undefined) names.add(name);
  } else if (isDataList(data)) {
    for (const item of data) collect(item, names, depth + 1);
  } else if (isDataObject(data)) {
    for (const [key, value] of Object.entries(data)) {
      const name = key === KEY && isDataObject(value) ? scalarText(value['name']) : undefined;
      if (name === undefined) collect(value, names, depth + 1);
      else names.add(name);
    }
  }
}
