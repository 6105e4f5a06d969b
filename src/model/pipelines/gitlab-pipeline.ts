import type { Trigger } from '../../core/facts/pipeline.ts';
import { lookup } from '../../core/lookup.ts';
import type { Resource } from '../../core/resource.ts';
import { runtimeValue } from '../../core/pipeline-text.ts';
import { isDataList, scalarText } from '../../core/value.ts';
import type { ResourceModel } from '../resource-model.ts';
import { at, dataAt } from '../read.ts';
import { readPipeline, textsAt } from './read-pipeline.ts';

/** The pipeline of a GitLab project. */
export const model: ResourceModel = {
  types: ['gitlab-pipeline'],
  describe(resource) {
    return {
      kind: 'pipeline',
      name: resource.name,
      facts: {
        pipeline: readPipeline({
          resource,
          platform: 'gitlab-ci',
          triggers: triggersOf(resource),
        }),
      },
    };
  },
};

// https://docs.gitlab.com/ci/jobs/job_rules/#ci_pipeline_source-predefined-variable, 2026-11.
const KINDS: { readonly [name: string]: Trigger['kind'] } = {
  push: 'push',
  tag: 'tag',
  merge_request_event: 'pull-request',
  external_pull_request_event: 'pull-request',
  schedule: 'schedule',
  web: 'manual',
  api: 'manual',
  chat: 'manual',
  trigger: 'called',
  pipeline: 'called',
  parent_pipeline: 'called',
};

function triggersOf(resource: Resource): readonly Trigger[] {
  const triggers = dataAt(resource, 'triggers');
  if (!isDataList(triggers)) return [];
  return triggers.map((_, index): Trigger => {
    const path = ['triggers', index];
    const name = scalarText(dataAt(resource, ...path, 'name')) ?? '';
    const branches = textsAt(resource, [...path, 'branches']);
    const variable = branches.find((branch) => branch.startsWith('$'));
    const known = branches.length > 0 ? branches : undefined;
    return {
      kind: lookup(KINDS, name) ?? 'other',
      name,
      branches: variable === undefined ? known : runtimeValue(variable),
      workflows: [],
      at: at(resource, ...path),
    };
  });
}
