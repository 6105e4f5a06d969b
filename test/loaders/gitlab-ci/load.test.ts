import { describe, expect, it } from 'vitest';
import { loadGitlabCi } from '../../../src/loaders/gitlab-ci/load.ts';
import { memoryFiles } from '../../support/memory-files.ts';
import { pipelineOf } from '../../support/pipelines.ts';

const FILE = '.gitlab-ci.yml';
const SELF = '{trigger: {include: .gitlab-ci.yml}}';

function read(text: string, others: Readonly<Record<string, string>> = {}) {
  return pipelineOf({ ...others, [FILE]: text }, FILE);
}

function jobs(text: string, others: Readonly<Record<string, string>> = {}): readonly string[] {
  return read(text, others).jobs.map(({ id, needs }) => `${id} <- ${needs.join(', ')}`);
}

describe('jobs', () => {
  it('wait for those of earlier stages, or for what they need', () => {
    const text = [
      'stages: [build, test, deploy]',
      'image: {stage: build, script: make image}',
      'unit: {script: go test ./...}',
      'maybe: {stage: test, script: ./try.sh, allow_failure: true}',
      'by-hand: {stage: test, script: ./try.sh, when: manual}',
      'build: {stage: build, script: make}',
      'deploy: {stage: deploy, script: make deploy}',
      'early: {stage: deploy, script: make early, needs: [build]}',
    ].join('\n');
    expect(jobs(text)).toEqual([
      'unit <- build',
      'maybe <- build',
      'by-hand <- build',
      'build <- ',
      'deploy <- unit, build',
      'early <- build',
    ]);
  });

  it('take what they extend, and not what they replace', () => {
    const text = [
      'default: {image: alpine:3.22}',
      '.base:',
      '  variables: {STAGE: test, REGION: eu}',
      '  script: [echo base]',
      '  environment: {name: $STAGE}',
      'prod:',
      '  extends: .base',
      '  variables: {STAGE: production}',
      '  script: [kubectl apply -k k8s]',
    ].join('\n');
    const [prod] = read(text).jobs;
    expect(prod?.environment?.value).toBe('production');
    expect(prod?.variables.map(({ name, value }) => `${name}=${String(value)}`)).toEqual([
      'STAGE=production',
      'REGION=eu',
    ]);
    expect(prod?.steps.map(({ uses, run }) => uses?.text ?? run?.value)).toEqual([
      'alpine:3.22',
      'kubectl apply -k k8s',
    ]);
  });

  it('have the lines that references name', () => {
    const text = [
      '.login: {script: [docker login, docker info]}',
      'build:',
      '  script:',
      '    - !reference [.login, script]',
      '    - docker push shop/orders',
    ].join('\n');
    expect(read(text).jobs[0]?.steps[0]?.run?.value).toBe(
      'docker login\ndocker info\ndocker push shop/orders',
    );
  });

  it('wait for a person where every way to run them does', () => {
    const text = [
      'always: {script: a, when: manual}',
      'rules: {script: a, rules: [{if: $A, when: manual}, {when: never}]}',
      'either: {script: a, rules: [{if: $A, when: manual}, {if: $B}]}',
    ].join('\n');
    expect(read(text).jobs.map(({ waitsForPerson }) => waitsForPerson)).toEqual([true, true, false]);
  });
});

describe('includes', () => {
  it('of the tree are part of the pipeline', () => {
    const text = 'include:\n  - local: /ci/*.yml\n.tf: {stage: deploy}\n';
    const files = {
      'ci/build.yml': 'build: {extends: .tf, script: make}',
      'ci/deep/no.yml': 'no: {script: x}',
    };
    expect(jobs(text, files)).toEqual(['build <- ']);
  });

  it('from elsewhere are named', () => {
    const { moreJobs, includes } = read(
      'include: [{project: shop/ci, file: /deploy.yml, ref: v2}, {template: SAST.yml}]\na: {script: b}',
    );
    expect(moreJobs?.detail).toBe(
      'what it includes from elsewhere is not read: shop/ci/deploy.yml@v2, SAST.yml',
    );
    expect(includes?.map(({ version, isPinned }) => [version, isPinned])).toEqual([
      ['v2', false],
      [undefined, true],
    ]);
  });

  it('give inputs to what they include', () => {
    const files = {
      'ci/deploy.yml': [
        'spec:',
        '  inputs:',
        '    stage: {default: test}',
        '---',
        '"deploy-$[[ inputs.stage ]]":',
        '  script: ./go.sh $[[ inputs.stage ]]',
      ].join('\n'),
    };
    const text = 'include:\n  - local: ci/deploy.yml\n    inputs: {stage: prod}\n';
    expect(read(text, files).jobs.map(({ id, steps }) => [id, steps[0]?.run?.value])).toEqual([
      ['deploy-prod', './go.sh prod'],
    ]);
  });

  it('of themselves, and jobs that extend themselves, end with a word about it', () => {
    const { diagnostics } = loadGitlabCi(
      memoryFiles({
        [FILE]: `include: ci.yml\na: {extends: b}\nb: {extends: a, script: x}\nc: ${SELF}`,
        'ci.yml': 'include: .gitlab-ci.yml\n',
      }),
      { selected: [] },
    );
    expect([...new Set(diagnostics.map(({ code }) => code))].sort()).toEqual([
      'include-of-itself',
      'job-extends-itself',
      'pipeline-starts-itself',
    ]);
  });

  it('that double at each level end in time', () => {
    const lines = ['a0: {script: [x]}'];
    for (let level = 1; level < 60; level += 1) {
      const one = `!reference [a${level - 1}, script]`;
      lines.push(`a${level}: {script: [${Array.from({ length: 8 }, () => one).join(', ')}]}`);
    }
    const { stacks } = loadGitlabCi(memoryFiles({ [FILE]: lines.join('\n') }), { selected: [] });
    expect(stacks).toHaveLength(1);
  });
});

it('a child pipeline stands behind the job that starts it', () => {
  const text = 'unit: {script: x}\ndown: {stage: deploy, trigger: {include: ci/prod.yml}}\n';
  expect(jobs(text, { 'ci/prod.yml': 'apply: {script: terraform apply}\n' })).toEqual([
    'unit <- ',
    'down <- unit',
    'down / apply <- unit',
  ]);
});

it('triggers follow the rules of the workflow', () => {
  const rules = [
    'workflow:',
    '  rules:',
    '    - if: $CI_PIPELINE_SOURCE == "merge_request_event"',
    '    - if: $CI_COMMIT_BRANCH == "main"',
    '    - if: $CI_COMMIT_TAG',
    'a: {script: b}',
  ].join('\n');
  const { triggers } = read(rules);
  expect(triggers.map(({ kind, branches }) => [kind, branches])).toEqual([
    ['pull-request', undefined],
    ['push', ['main']],
    ['tag', undefined],
  ]);
  expect(read('a: {script: b}').triggers.map(({ kind }) => kind)).toEqual(['push', 'tag']);
});
