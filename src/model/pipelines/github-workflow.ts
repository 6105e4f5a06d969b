import type { Trigger } from '../../core/facts/pipeline.ts';
import { lookup } from '../../core/lookup.ts';
import type { Resource } from '../../core/resource.ts';
import { isDataList, scalarText } from '../../core/value.ts';
import type { ResourceModel } from '../resource-model.ts';
import { at, dataAt } from '../read.ts';
import { readPipeline, textsAt } from './read-pipeline.ts';

/** A workflow of GitHub Actions. */
export const model: ResourceModel = {
  types: ['github-workflow'],
  describe(resource) {
    const name = scalarText(dataAt(resource, 'name'));
    return {
      kind: 'pipeline',
      name: name === undefined || name === '' ? resource.name : name,
      facts: {
        pipeline: readPipeline({
          resource,
          platform: 'github-actions',
          triggers: triggersOf(resource),
        }),
      },
    };
  },
};

// https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows, 2026-11.
const KINDS: { readonly [name: string]: Trigger['kind'] } = {
  push: 'push',
  merge_group: 'push',
  pull_request: 'pull-request',
  pull_request_review: 'pull-request',
  pull_request_review_comment: 'pull-request',
  pull_request_target: 'privileged-pull-request',
  workflow_run: 'after-workflow',
  issues: 'comment',
  issue_comment: 'comment',
  discussion: 'comment',
  discussion_comment: 'comment',
  schedule: 'schedule',
  workflow_dispatch: 'manual',
  workflow_call: 'called',
  release: 'release',
};

function triggersOf(resource: Resource): readonly Trigger[] {
  const triggers = dataAt(resource, 'triggers');
  if (!isDataList(triggers)) return [];
  return triggers.map((_, index): Trigger => {
    const path = ['triggers', index];
    const name = scalarText(dataAt(resource, ...path, 'name')) ?? '';
    const isTag = dataAt(resource, ...path, 'isTag') === true;
    const hasBranches = dataAt(resource, ...path, 'branches') !== undefined;
    const types = textsAt(resource, [...path, 'types']);
    return {
      kind: isTag ? 'tag' : (lookup(KINDS, name) ?? 'other'),
      name,
      branches: hasBranches ? textsAt(resource, [...path, 'branches']) : undefined,
      ...(types.length > 0 ? { types } : {}),
      workflows: textsAt(resource, [...path, 'workflows']),
      at: at(resource, ...path),
    };
  });
}
