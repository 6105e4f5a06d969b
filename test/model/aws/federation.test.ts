import { describe, expect, it } from 'vitest';
import { Unknown } from '../../../src/core/value.ts';
import { admissionOf } from '../../../src/model/aws/access/federation.ts';

const GITHUB = 'token.actions.githubusercontent.com';

function admits(host: string, subject: string, operator = 'StringLike'): unknown {
  return admissionOf(host, [{ operator, key: `${host}:sub`, values: [subject] }]);
}

describe('who a trust in a CI system admits', () => {
  it.each([
    ['*', 'anyone'],
    ['repo:*', 'anyone'],
    ['repo:shop*', 'anyone'],
    ['repo:*/orders:*', 'anyone'],
    ['repo:shop/*', 'organization'],
    ['repo:shop/orders-*:ref:refs/heads/main', 'organization'],
    ['repo:shop/orders:*', 'repository'],
    ['repo:shop/orders:ref:refs/heads/*', 'repository'],
    ['repo:shop/orders:environment:*', 'repository'],
    ['repo:shop/orders:pull_request', 'pull-requests'],
    ['repo:shop/orders:ref:refs/heads/main', 'bound'],
    ['repo:shop/orders:ref:refs/tags/v*', 'bound'],
    ['repo:shop@*/orders@*:environment:production', 'bound'],
    ['repository_owner:shop:*', 'organization'],
    ['job_workflow_ref:shop/orders/.github/workflows/deploy.yml@refs/heads/main', 'bound'],
  ])('GitHub: %s is %s', (subject, expected) => {
    expect(admits(GITHUB, subject)).toBe(expected);
  });

  it.each([
    ['gitlab.com', 'project_path:*', 'anyone'],
    ['gitlab.com', 'project_path:shop/*:ref_type:branch:ref:main', 'organization'],
    ['gitlab.com', 'project_path:shop/orders:ref_type:branch:ref:*', 'repository'],
    ['gitlab.com', 'project_path:shop/orders:ref_type:branch:ref:main', 'bound'],
    ['app.terraform.io', 'organization:*:project:*:workspace:*:run_phase:*', 'anyone'],
    ['app.terraform.io', 'organization:shop:*', 'organization'],
    ['app.terraform.io', 'organization:shop:project:*:workspace:orders:run_phase:*', 'bound'],
    ['agent.buildkite.com', 'organization:shop:pipeline:orders:*', 'bound'],
    ['oidc.circleci.com/org/0000', 'org/0000/project/*', 'organization'],
  ])('%s: %s is %s', (host, subject, expected) => {
    expect(admits(host, subject)).toBe(expected);
  });

  it('is as wide as its host without a condition on the subject', () => {
    expect(admissionOf(GITHUB, [])).toBe('anyone');
    expect(admissionOf('api.bitbucket.org/2.0/workspaces/shop/pipelines-config/identity/oidc', [])).toBe(
      'organization',
    );
  });

  it('takes the widest of several subjects, and the narrowest of several conditions', () => {
    const subjects = {
      operator: 'StringLike',
      key: `${GITHUB}:sub`,
      values: ['repo:shop/orders:ref:refs/heads/main', 'repo:shop/*'],
    };
    expect(admissionOf(GITHUB, [subjects])).toBe('organization');
    const repository = { operator: 'StringEquals', key: `${GITHUB}:repository_id`, values: ['1'] };
    expect(admissionOf(GITHUB, [subjects, repository])).toBe('bound');
  });

  it('says that it cannot tell, unless what is known suffices', () => {
    const repository = new Unknown({
      reason: 'variable-without-value',
      detail: 'var.repository has no value',
    });
    const subject = (tail: string): Unknown =>
      new Unknown({
        reason: 'variable-without-value',
        detail: 'var.repository has no value',
        partial: { kind: 'parts', parts: ['repo:shop/', repository, tail] },
      });
    const judged = (tail: string): unknown =>
      admissionOf(GITHUB, [{ operator: 'StringLike', key: `${GITHUB}:sub`, values: [subject(tail)] }]);
    expect(Unknown.is(judged(':ref:refs/heads/main'))).toBe(true);
    expect(judged(':*')).toBe('repository');
  });

  it('takes a star in an exact comparison as a character', () => {
    expect(admits(GITHUB, 'repo:shop/*', 'StringEquals')).toBe('bound');
  });
});
