import type { Component } from '../../src/core/component.ts';
import type { Pipeline, PipelineJob } from '../../src/core/facts/pipeline.ts';
import { writtenText } from '../../src/core/pipeline-text.ts';
import type { Estate } from '../../src/graph/estate.ts';
import { loadStacks } from '../../src/load-stacks.ts';
import { defaultLoadOptions } from '../../src/loaders/terraform/load-options.ts';
import { buildGraph } from '../../src/model/build-graph.ts';
import { memoryFiles } from './memory-files.ts';

/** The graph of files by path. */
export function estateOf(files: Readonly<Record<string, string>>): Estate {
  return buildGraph(loadStacks(memoryFiles(files), { ...defaultLoadOptions }).stacks).estate;
}

/** The pipeline of one file. */
export function pipelineOf(files: Readonly<Record<string, string>>, file: string): Pipeline {
  const all = estateOf(files).components.flatMap(({ facts }) => facts.pipeline ?? []);
  const found = all.find((pipeline) => pipeline.file === file);
  if (!found) throw new Error(`no pipeline ${file}`);
  return found;
}

/** Jobs of the one workflow `.github/workflows/release.yml`, with other files beside it. */
export function jobsOf(
  workflow: string,
  others: Readonly<Record<string, string>> = {},
): readonly PipelineJob[] {
  const file = '.github/workflows/release.yml';
  return pipelineOf({ ...others, [file]: workflow }, file).jobs;
}

/** What jobs do, one line each: `release: deploy kubectl k8s/prod`. */
export function actLines(jobs: readonly PipelineJob[]): readonly string[] {
  return jobs.flatMap(({ id, acts, moreActs }) => [
    ...acts.map(({ does, tool, target, login }) =>
      [`${id}: ${does} ${tool}`, target && writtenText(target), login && `${login.cloud} ${login.by}`]
        .filter((part) => part !== undefined && part !== '')
        .join(' '),
    ),
    ...(moreActs ? [`${id}: ? ${moreActs.detail}`] : []),
  ]);
}

/** Dependencies of pipelines as `file kind id`. */
export function pipelineLinks({ dependencies, component }: Estate): readonly string[] {
  return dependencies.flatMap(({ from, to, kind, grade }) => {
    const owner: Component | undefined = component(from);
    return owner?.facts.pipeline ? [`${owner.facts.pipeline.file} ${kind} ${to} ${grade}`] : [];
  });
}
