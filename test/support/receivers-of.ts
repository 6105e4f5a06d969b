import { loadPrometheus } from '../../src/loaders/prometheus/load.ts';
import { buildGraph } from '../../src/model/build-graph.ts';
import { evaluateRoutes } from '../../src/model/prometheus/evaluate-routes.ts';
import { Unknown } from '../../src/core/value.ts';
import { memoryFiles } from './memory-files.ts';

/** The receivers that an alert with these labels ends at, each once; one that only may be ends in `?`. */
export function receiversOf(
  configuration: string,
  labels: Readonly<Record<string, string | Unknown>>,
): readonly string[] {
  const { stacks } = loadPrometheus(memoryFiles({ 'prometheus/alertmanager.yml': configuration }), {
    selected: [],
  });
  const [tree] = buildGraph(stacks).estate.components.flatMap(({ facts }) => facts.alertRoutes ?? []);
  if (!tree) throw new Error('no routing tree was read');
  const { endings } = evaluateRoutes(tree, (label) => labels[label] ?? '');
  const names = endings.map(({ receiver, isCertain }) => {
    const name = receiver === undefined || Unknown.is(receiver) ? 'unknown' : receiver;
    return isCertain ? name : `${name}?`;
  });
  return [...new Set(names)];
}
