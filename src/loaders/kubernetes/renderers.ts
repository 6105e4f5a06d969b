import type { Files } from '../../core/files.ts';
import type { Renderers } from '../gitops/render-deployment.ts';
import { Tree } from '../gitops/tree.ts';
import type { HelmProgram } from '../helm/program.ts';
import { renderWithProgram } from '../helm/program.ts';
import { renderChart } from '../helm/render-chart.ts';
import type { KustomizeBuild } from '../kustomize/build.ts';
import { KustomizeBuilder } from '../kustomize/build.ts';
import { ObjectFiles } from '../objects/object-files.ts';

/** What renders the folders and charts of one tree, each once. */
export function renderersOf(files: Files, program?: HelmProgram): Renderers {
  const builder = new KustomizeBuilder(files);
  const built = new Map<string, KustomizeBuild>();
  return {
    tree: new Tree(files),
    objects: new ObjectFiles(files),
    render: (wanted) => {
      const input = { ...wanted, apiVersions: [...SERVED, ...(wanted.apiVersions ?? [])] };
      return program ? renderWithProgram(program, input) : renderChart(files, input);
    },
    build: (folder) => {
      const known = built.get(folder) ?? builder.build(folder);
      built.set(folder, known);
      return known;
    },
  };
}

/**
 * What every supported cluster answers when a chart asks for a kind, as `helm install` does there and `helm
 * template` without `--api-versions` does not: charts that ask would be read with versions that are gone.
 */
const SERVED: readonly string[] = [
  'apps/v1/Deployment',
  'autoscaling/v2/HorizontalPodAutoscaler',
  'batch/v1/CronJob',
  'networking.k8s.io/v1/Ingress',
  'networking.k8s.io/v1/IngressClass',
  'networking.k8s.io/v1/NetworkPolicy',
  'policy/v1/PodDisruptionBudget',
];
