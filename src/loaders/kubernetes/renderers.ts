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
    render: (input) => (program ? renderWithProgram(program, input) : renderChart(files, input)),
    build: (folder) => {
      const known = built.get(folder) ?? builder.build(folder);
      built.set(folder, known);
      return known;
    },
  };
}
