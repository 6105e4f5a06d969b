import type { Files } from './core/files.ts';
import { loadBackstage } from './loaders/backstage/load.ts';
import { loadCodeowners } from './loaders/codeowners/load.ts';
import { loadCompose } from './loaders/compose/load.ts';
import { loadDockerfiles } from './loaders/dockerfile/load.ts';
import { foundNotRead } from './loaders/found-not-read.ts';
import { loadGithubActions } from './loaders/github-actions/load.ts';
import { loadGitlabCi } from './loaders/gitlab-ci/load.ts';
import { Tree } from './loaders/gitops/tree.ts';
import type { HelmProgram } from './loaders/helm/program.ts';
import { fromTerraform } from './loaders/kubernetes/from-terraform.ts';
import { loadKubernetes } from './loaders/kubernetes/load.ts';
import type { Loaded, Loader } from './loaders/loaded.ts';
import { contractsOfTerraform } from './loaders/openapi/from-terraform.ts';
import { loadOpenapi } from './loaders/openapi/load.ts';
import { withAlerts } from './loaders/prometheus/in-objects.ts';
import { loadPrometheus } from './loaders/prometheus/load.ts';
import type { LoadOptions } from './loaders/terraform/load-options.ts';
import { loadTerraform } from './loaders/terraform/load.ts';

/** Loaders that need nothing but the files. */
const OTHERS: readonly Loader[] = [
  loadDockerfiles,
  loadCompose,
  loadGithubActions,
  loadGitlabCi,
  loadOpenapi,
  loadPrometheus,
  loadCodeowners,
  loadBackstage,
];

/** Reads everything that is infrastructure, in whatever format: every stack, and what was not read. */
export function loadStacks(files: Files, options: LoadOptions, helm?: HelmProgram): Loaded {
  const terraform = loadTerraform(files, options);
  const managed = fromTerraform(terraform.stacks, new Tree(files));
  const kubernetes = loadKubernetes(files, { ...options, helm, deployments: managed.deployments });
  const others = OTHERS.map((load) => load(files, options));
  return {
    stacks: [
      ...terraform.stacks,
      ...withAlerts(kubernetes.stacks, files),
      ...withAlerts(managed.stacks, files),
      ...contractsOfTerraform(terraform.stacks, files),
      ...others.flatMap(({ stacks }) => stacks),
    ],
    notRead: [
      ...foundNotRead(files, options.selected),
      ...managed.notRead,
      ...kubernetes.notRead,
      ...others.flatMap(({ notRead }) => notRead),
    ],
    diagnostics: [
      ...terraform.diagnostics,
      ...kubernetes.diagnostics,
      ...others.flatMap(({ diagnostics }) => diagnostics),
    ],
  };
}
