import { describe, expect, it } from 'vitest';
import { expressionsIn, writtenText } from '../../../src/core/pipeline-text.ts';
import { loadGithubActions } from '../../../src/loaders/github-actions/load.ts';
import { memoryFiles } from '../../support/memory-files.ts';
import { jobsOf, pipelineOf } from '../../support/pipelines.ts';

const FILE = '.github/workflows/release.yml';

function workflow(...lines: readonly string[]): string {
  return lines.join('\n');
}

describe('triggers', () => {
  function triggers(on: string): readonly string[] {
    const text = `${on}\njobs:\n  a:\n    steps: []\n`;
    return pipelineOf({ [FILE]: text }, FILE).triggers.map(
      ({ kind, branches }) => `${kind}${branches === undefined ? '' : ` ${String(branches)}`}`,
    );
  }

  it('stand in one form, however they are written', () => {
    expect(triggers('on: push')).toEqual(['push', 'tag']);
    expect(triggers('on: [pull_request_target, workflow_dispatch]')).toEqual([
      'privileged-pull-request',
      'manual',
    ]);
    expect(triggers('on:\n  push:\n    branches: [main]\n  schedule:\n    - cron: 0 4 * * *')).toEqual([
      'push main',
      'schedule',
    ]);
    expect(triggers("on:\n  push:\n    tags: 'v*'")).toEqual(['tag v*']);
    expect(triggers('on:\n  push:\n    branches-ignore: [wip]')).toEqual(['push **,!wip']);
  });

  it('make a workflow that is only called reusable', () => {
    const text = 'on: workflow_call\njobs:\n  a:\n    steps: []\n';
    expect(pipelineOf({ [FILE]: text }, FILE).isReusable).toBe(true);
  });
});

describe('jobs', () => {
  it('have rights, needs, environments and secrets', () => {
    const [build, deploy] = jobsOf(
      workflow(
        'on: push',
        'permissions: read-all',
        'env:',
        '  STAGE: prod',
        'jobs:',
        '  build:',
        '    steps: []',
        '  deploy:',
        '    needs: build',
        "    if: ${{ github.ref == 'refs/heads/main' }}",
        '    permissions:',
        '      id-token: write',
        '    environment:',
        '      name: ${{ env.STAGE }}',
        '    steps:',
        '      - run: ./send.sh "${{ github.event.head_commit.message }}"',
        '        env:',
        '          TOKEN: ${{ secrets.DEPLOY_TOKEN }}',
      ),
    );
    expect(build?.permissions).toMatchObject({ value: { contents: 'read', packages: 'read' } });
    expect(deploy?.needs).toEqual(['build']);
    expect(deploy?.condition?.value).toBe("github.ref == 'refs/heads/main'");
    expect(deploy?.permissions).toMatchObject({ value: { 'id-token': 'write' } });
    expect(deploy?.environment?.value).toBe('prod');
    expect(deploy?.secrets.map(({ name }) => name)).toEqual(['DEPLOY_TOKEN']);
    const run = deploy?.steps[0]?.run?.value ?? '';
    expect(expressionsIn(run)).toEqual(['${{ github.event.head_commit.message }}']);
    expect(writtenText(run)).toBe('./send.sh "${{ github.event.head_commit.message }}"');
  });

  it('name the code of others, and whether it is pinned', () => {
    const commit = 'a'.repeat(40);
    const [job] = jobsOf(
      workflow(
        'on: push',
        'jobs:',
        '  build:',
        '    container: node:24',
        '    steps:',
        '      - uses: actions/checkout@v4',
        `      - uses: shop/tools/sign@${commit}`,
      ),
    );
    expect(job?.steps.map(({ uses }) => [uses?.kind, uses?.owner, uses?.version, uses?.isPinned])).toEqual([
      ['image', undefined, '24', false],
      ['action', 'actions', 'v4', false],
      ['action', 'shop', commit, true],
    ]);
  });

  it('keep the values of a matrix', () => {
    const [job] = jobsOf(
      'on: push\njobs:\n  a:\n    strategy: {matrix: {service: [orders, payments]}}\n    steps: []\n',
    );
    expect(job?.matrix).toEqual({ service: ['orders', 'payments'] });
  });
});

const ACTION = workflow(
  'inputs:',
  '  environment:',
  '    default: staging',
  '  message:',
  '    required: true',
  'runs:',
  '  using: composite',
  '  steps:',
  '    - run: kubectl apply -k k8s/${{ inputs.environment }} --for "${{ inputs.message }}"',
);

describe('code of the tree', () => {
  it('is followed with what the caller passes', () => {
    const [job] = jobsOf(
      workflow(
        'on: issues',
        'jobs:',
        '  deploy:',
        '    steps:',
        '      - uses: ./.github/actions/deploy',
        '        if: always()',
        '        with:',
        '          message: ${{ github.event.issue.title }}',
      ),
      { '.github/actions/deploy/action.yml': ACTION },
    );
    const [call, inner] = job?.steps ?? [];
    expect(call?.uses).toMatchObject({ file: '.github/actions/deploy/action.yml', isFollowed: true });
    expect(writtenText(inner?.run?.value ?? '')).toBe(
      'kubectl apply -k k8s/staging --for "${{ github.event.issue.title }}"',
    );
    expect(inner?.condition?.value).toBe('always()');
  });

  it('stands behind the job that calls it, and is waited for', () => {
    const called = workflow(
      'on:',
      '  workflow_call:',
      '    inputs:',
      '      stage: {type: string}',
      'jobs:',
      '  plan:',
      '    steps: []',
      '  apply:',
      '    needs: plan',
      '    environment: ${{ inputs.stage }}',
      '    steps:',
      '      - run: echo ${{ secrets.token }}',
    );
    const jobs = jobsOf(
      workflow(
        'on: push',
        'jobs:',
        '  test:',
        '    steps: []',
        '  infra:',
        '    needs: test',
        '    uses: ./.github/workflows/infra.yml',
        '    with:',
        '      stage: prod',
        '    secrets:',
        '      token: ${{ secrets.CLOUD_TOKEN }}',
        '  notify:',
        '    needs: infra',
        '    steps: []',
      ),
      { '.github/workflows/infra.yml': called },
    );
    expect(jobs.map(({ id, needs }) => `${id} <- ${needs.join(', ')}`)).toEqual([
      'test <- ',
      'infra <- test',
      'infra / plan <- test',
      'infra / apply <- infra / plan',
      'notify <- infra, infra / plan, infra / apply',
    ]);
    expect(jobs[3]?.environment?.value).toBe('prod');
    expect(jobs[3]?.secrets.map(({ name }) => name)).toEqual(['CLOUD_TOKEN']);
  });

  it('that calls itself ends with a word about it', () => {
    const text = 'on: [push, workflow_call]\njobs:\n  again:\n    uses: ./.github/workflows/release.yml\n';
    const action = 'runs:\n  using: composite\n  steps:\n    - uses: ./tools\n';
    const { diagnostics } = loadGithubActions(
      memoryFiles({
        [FILE]: text,
        '.github/workflows/tools.yml': 'on: push\njobs:\n  a:\n    steps:\n      - uses: ./tools\n',
        'tools/action.yml': action,
      }),
      { selected: [] },
    );
    expect(diagnostics.map(({ code }) => code)).toEqual(['workflow-calls-itself', 'action-calls-itself']);
  });

  it('cannot double itself without end', () => {
    const files: Record<string, string> = {
      [FILE]: 'on: push\njobs:\n  a:\n    steps:\n      - uses: ./a0\n',
    };
    for (let level = 0; level < 30; level += 1) {
      const step = `    - uses: ./a${level + 1}\n`;
      files[`a${level}/action.yml`] = `runs:\n  using: composite\n  steps:\n${step}${step}`;
    }
    const { diagnostics } = loadGithubActions(memoryFiles(files), { selected: [] });
    expect(diagnostics.map(({ code }) => code)).toEqual(['pipeline-too-large']);
  });
});

it('workflows below the root are templates for other repositories', () => {
  const text = 'on: push\njobs:\n  a:\n    steps: []\n';
  const { stacks } = loadGithubActions(
    memoryFiles({ [FILE]: text, 'template/.github/workflows/ci.yml': text }),
    { selected: [] },
  );
  expect(stacks.map(({ id, code }) => `${id} ${code.role}`)).toEqual([
    'github-actions:. root',
    'github-actions:.@examples example',
  ]);
});

it('places lead to the lines that say it, also in an action', () => {
  const { stacks } = loadGithubActions(
    memoryFiles({
      [FILE]: 'on: push\njobs:\n  a:\n    steps:\n      - uses: ./.github/actions/deploy\n',
      '.github/actions/deploy/action.yml': ACTION,
    }),
    { selected: [] },
  );
  const resource = stacks[0]?.resources.find(({ type }) => type === 'github-workflow');
  if (!resource) throw new Error('no workflow');
  const origin = stacks[0]?.trace({ resource: resource.id, path: ['jobs', 'a', 'steps', 1, 'run'] });
  expect(origin).toMatchObject({ kind: 'computed', at: { file: '.github/actions/deploy/action.yml' } });
});
