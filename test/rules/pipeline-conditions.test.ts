import { describe, expect, it } from 'vitest';
import type { Pipeline, PipelineJob, Trigger } from '../../src/core/facts/pipeline.ts';
import { resourceId, stackId } from '../../src/core/id.ts';
import type { Gate } from '../../src/rules/pipelines/gates.ts';
import { gateOf } from '../../src/rules/pipelines/gates.ts';
import { limitOfCondition, parseCondition } from '../../src/rules/pipelines/conditions.ts';

const at = { resource: resourceId(stackId('github-actions:.'), 'preview.yml'), path: [] };
const step = {
  name: undefined,
  condition: undefined,
  uses: undefined,
  inputs: [],
  run: undefined,
  workingDirectory: undefined,
  variables: [],
  at,
};

function jobWith(condition: string): PipelineJob {
  return {
    id: 'preview',
    name: 'preview',
    needs: [],
    needsUnknown: undefined,
    condition: { value: condition, at: [at], origin: 'written' },
    environment: undefined,
    waitsForPerson: false,
    permissions: 'default',
    secrets: [],
    variables: [],
    steps: [step],
    calls: undefined,
    matrix: undefined,
    runsOn: undefined,
    acts: [],
    moreActs: undefined,
    at,
  };
}

const trigger: Trigger = {
  kind: 'privileged-pull-request',
  name: 'pull_request_target',
  branches: undefined,
  workflows: [],
  at,
};

function gateWith(condition: string): Gate {
  const job = jobWith(condition);
  const pipeline: Pipeline = {
    platform: 'github-actions',
    file: 'preview.yml',
    triggers: [trigger],
    jobs: [job],
    moreJobs: undefined,
    isReusable: false,
  };
  return gateOf({ pipeline, job, step, trigger });
}

const SAME = 'github.event.pull_request.head.repo.full_name == github.repository';

describe('who gets through a condition', () => {
  it.each<readonly [condition: string, gate: Gate]>([
    [SAME, 'trusted'],
    [`!(${SAME.replace('==', '!=')})`, 'trusted'],
    [SAME.replace('==', '!='), 'anybody'],
    [`${SAME} && github.event.pull_request.draft == false`, 'trusted'],
    [`${SAME} || github.event.pull_request.draft == false`, 'anybody'],
    [`github.event_name == 'push' || ${SAME}`, 'trusted'],
    ["github.event_name == 'pull_request_target' || github.event_name == 'push'", 'anybody'],
    ["github.event_name != 'pull_request_target'", 'trusted'],
    ['github.event.pull_request.head.repo.fork == false', 'trusted'],
    ['!github.event.pull_request.head.repo.fork', 'trusted'],
    ['github.event.pull_request.head.repo.fork', 'anybody'],
    ["github.actor == 'shop-bot'", 'trusted'],
    ["github.actor != 'shop-bot'", 'anybody'],
    ['contains(fromJSON(\'["OWNER","MEMBER"]\'), github.event.comment.author_association)', 'trusted'],
    ['contains(fromJSON(\'["MEMBER","CONTRIBUTOR"]\'), github.event.comment.author_association)', 'later'],
    ["github.event.comment.author_association == 'NONE'", 'anybody'],
    ["github.event.comment.author_association != 'NONE'", 'later'],
    ["github.event.comment.author_association != 'MEMBER'", 'anybody'],
    ["contains(github.actor, 'bot')", 'anybody'],
    ["github.actor == 'dependabot[bot]'", 'asked'],
    ["github.event.pull_request.user.login == 'dependabot[bot]'", 'trusted'],
    ['github.event.workflow_run.head_repository.name == github.event.repository.name', 'anybody'],
    ["contains(github.event.pull_request.labels.*.name, 'safe')", 'later'],
    ["github.event.label.name == 'safe'", 'trusted'],
    ["needs.check.outputs.is-member == 'true'", 'asked'],
    ["startsWith(github.event.comment.body, '/preview')", 'anybody'],
    ["github.ref == 'refs/heads/main'", 'anybody'],
    ["contains(github.event.comment.body, '(') && github.actor == 'a && b'", 'trusted'],
  ])('%s: %s', (condition, gate) => {
    expect(gateWith(condition)).toBe(gate);
  });
});

describe('a condition that cannot be read', () => {
  it.each(['(((', '!', '', "'", 'a ||', '&& b', '('.repeat(500), '!'.repeat(500)])('%s ends', (text) => {
    expect(limitOfCondition(parseCondition(text), () => 0)).toBe(0);
  });
});
