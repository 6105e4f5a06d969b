import type { YamlNode } from '../../syntax/yaml/ast.ts';
import { Unknown } from '../../core/value.ts';
import type { Manifest } from '../objects/manifest.ts';
import type { DeployedChart, Deployment } from '../objects/deployment.ts';
import { mappingOf, scalarOf, sequenceOf } from '../objects/make-node.ts';

/** The type of a release whose chart is elsewhere; its model is looked up as `helm/Release`. */
const API_VERSION = 'helm/v3';

/** A release whose chart is not in this tree, as an object: what is known of it is what is passed to it. */
export function opaqueRelease(deployment: Deployment, chart: DeployedChart): Manifest {
  const at = deployment.parent.manifest.root;
  const { helm, repository, version } = chart;
  const name = helm.release ?? deployment.name;
  const namespace = deployment.namespace;
  const text = (value: string): YamlNode => scalarOf(value, at);
  const spec: [string, YamlNode][] = [['chart', text(chart.chart)]];
  if (repository !== undefined) spec.push(['repository', text(repository)]);
  if (version) spec.push(['version', version]);
  const values = merged(helm.values);
  if (values) spec.push(['values', values]);
  if (helm.unread.length > 0) spec.push(['unread', sequenceOf(helm.unread.map(text), at)]);
  const metadata: [string, YamlNode][] = [['name', text(name)]];
  if (namespace !== undefined) metadata.push(['namespace', text(namespace)]);
  const root = mappingOf(
    [
      ['apiVersion', text(API_VERSION)],
      ['kind', text('Release')],
      ['metadata', mappingOf(metadata, at)],
      ['spec', mappingOf(spec, at)],
    ],
    at,
  );
  return { root, apiVersion: API_VERSION, kind: 'Release', name, namespace };
}

/** Values as Helm merges them: mappings key by key, everything else replaced by what comes later. */
function merged(values: readonly (YamlNode | Unknown)[]): YamlNode | undefined {
  let all: YamlNode | undefined;
  for (const one of values) if (!Unknown.is(one)) all = all ? mergedPair(all, one) : one;
  return all;
}

function mergedPair(below: YamlNode, above: YamlNode): YamlNode {
  if (below.kind !== 'mapping' || above.kind !== 'mapping') return above;
  const entries = new Map(below.entries.map((entry) => [entry.key.value, entry]));
  for (const entry of above.entries) {
    const known = entries.get(entry.key.value);
    entries.set(
      entry.key.value,
      known ? { key: entry.key, value: mergedPair(known.value, entry.value) } : entry,
    );
  }
  return { ...below, entries: [...entries.values()] };
}
