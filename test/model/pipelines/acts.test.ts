import { describe, expect, it } from 'vitest';
import { actLines, jobsOf, pipelineOf } from '../../support/pipelines.ts';

/** What the steps of one job do. */
function acts(steps: readonly string[], others: Readonly<Record<string, string>> = {}): readonly string[] {
  const text = ['on: push', 'jobs:', '  job:', '    steps:', ...steps.map((step) => `      - ${step}`)].join(
    '\n',
  );
  return actLines(jobsOf(text, others)).map((line) => line.replace(/^job: /, ''));
}

/** What one line of a script does. */
function command(line: string): readonly string[] {
  return acts([`run: ${JSON.stringify(line)}`]);
}

describe('commands', () => {
  it('test and look at code', () => {
    expect(command('go test ./...')).toEqual(['test go']);
    expect(command('npm run test:unit -- --ci')).toEqual(['test npm']);
    expect(command('./gradlew check')).toEqual(['test gradlew']);
    expect(command('mvn -B verify -DskipTests')).toEqual([]);
    expect(command('python -m pytest -x')).toEqual(['test python']);
    expect(command('terraform fmt -check')).toEqual(['lint terraform']);
  });

  it('apply infrastructure in a folder', () => {
    expect(command('terraform -chdir=infra/prod apply -auto-approve')).toEqual([
      'apply terraform infra/prod',
    ]);
    expect(command('cd infra && terragrunt run-all plan')).toEqual(['plan terragrunt infra']);
    expect(command('pulumi up --yes -C infra')).toEqual(['apply pulumi infra']);
    expect(command('npx cdk deploy --all')).toEqual(['apply cdk']);
  });

  it('bring releases', () => {
    expect(command('kubectl -n shop apply -k k8s/prod')).toEqual(['deploy kubectl k8s/prod']);
    expect(command('helm upgrade --install orders ./charts/orders --version 1.2')).toEqual([
      'deploy helm charts/orders',
    ]);
    expect(command('aws ecs update-service --service orders --force-new-deployment')).toEqual([
      'deploy aws orders',
    ]);
    expect(command('gcloud run deploy orders --image eu.gcr.io/shop/orders:1')).toEqual([
      'deploy gcloud orders',
    ]);
    expect(command('rsync -az dist/ shop@web-1:/srv')).toEqual(['copy-to-servers rsync']);
  });

  it('that only look like it bring none', () => {
    expect(command('echo kubectl apply -f orders.yaml')).toEqual([]);
    expect(command('kubectl get pods; kubectl rollout status deployment/orders')).toEqual([]);
    expect(command('kubectl apply --dry-run=server -f k8s')).toEqual(['plan kubectl k8s']);
    expect(command('helm plugin install https://example.com/diff')).toEqual([]);
    expect(command('aws ecs update-service --service orders --desired-count 0')).toEqual([]);
    expect(command('terraform --version')).toEqual([]);
  });

  it('to a cluster of the job itself are tests', () => {
    expect(acts(['uses: helm/kind-action@v1', 'run: helm install orders ./charts/orders'])).toEqual([
      'test helm charts/orders',
    ]);
  });

  it('that write a tag and push it bring a release, unless somebody has to merge it', () => {
    const edit = 'cd prod\nkustomize edit set image shop/orders=shop/orders:1\ngit commit -am tag\n';
    expect(command(`${edit}git push`)).toEqual(['deploy git push prod']);
    expect(command(`git checkout -b release\n${edit}git push -u origin release\ngh pr create`)).toEqual([]);
  });
});

describe('scripts of the tree', () => {
  it('are read, through make, packages and shell', () => {
    const files = {
      Makefile: 'deploy-%: login\n\t@./scripts/deploy.sh $*\nlogin:\n\taws sts assume-role --role-arn x\n',
      'scripts/deploy.sh': '#!/bin/bash\nset -e\nhelm upgrade orders "charts/$1"\n',
      'web/package.json': '{"scripts": {"release": "npx wrangler deploy"}}',
    };
    expect(acts(['run: make deploy-prod', '{run: npm run release, working-directory: web}'], files)).toEqual([
      'login aws aws role',
      'deploy helm charts/$1',
      'deploy wrangler',
    ]);
  });

  it('do what is called in them', () => {
    const files = {
      'ci.sh': 'build() { docker build -t shop/orders .; }\nship() { kubectl apply -k k8s; }\n"$@"\n',
    };
    expect(acts(['run: ./ci.sh ship'], files)).toEqual(['deploy kubectl k8s']);
  });

  it('that nobody can read leave it open', () => {
    expect(acts(['run: ./deploy.sh'])).toEqual(['? the script ./deploy.sh was not read']);
    expect(acts(['run: python release.py --prod'])).toEqual(['? the program release.py was not read']);
    expect(acts(['uses: shop/ship-it@v1'])).toEqual(['? what shop/ship-it@v1 does is not known here']);
    expect(acts(['run: curl -X POST https://deploy.example.com/orders'])).toEqual([
      '? a request is sent to https://deploy.example.com/orders',
    ]);
  });
});

describe('actions', () => {
  it('that plan and apply say so by an input or by their name', () => {
    const step = (command: string): string =>
      `{ uses: hashicorp/terraform-github-actions@master, with: { tf_actions_subcommand: ${command}, ` +
      'tf_actions_working_dir: ./infra } }';
    expect(acts([step('plan'), step('apply'), step('validate')])).toEqual([
      'plan hashicorp/terraform-github-actions infra',
      'apply hashicorp/terraform-github-actions infra',
    ]);
    expect(acts(['{ uses: shop/terraform-plan@v3 }'])).toEqual(['plan shop/terraform-plan']);
  });

  it('log in by a role or with keys', () => {
    const aws = 'uses: aws-actions/configure-aws-credentials@v4';
    expect(acts([`{${aws}, with: {role-to-assume: 'arn:aws:iam::1:role/ci'}}`])).toEqual([
      'login aws-actions/configure-aws-credentials arn:aws:iam::1:role/ci aws role',
    ]);
    expect(acts([`{${aws}, with: {aws-access-key-id: '\${{ secrets.KEY }}'}}`])).toEqual([
      'login aws-actions/configure-aws-credentials aws keys',
    ]);
    expect(acts(["{run: terraform plan, env: {AWS_ACCESS_KEY_ID: '${{ secrets.KEY }}'}}"])).toEqual([
      'login environment aws keys',
      'plan terraform',
    ]);
  });

  it('build images, and push them where they are told to', () => {
    const step = (push: string): string =>
      `{uses: docker/build-push-action@v6, with: {context: orders, push: ${push}, tags: 'shop/orders:1'}}`;
    expect(acts([step('false')])).toEqual(['build-image docker/build-push-action orders/Dockerfile']);
    expect(acts([step('true')])).toEqual([
      'build-image docker/build-push-action orders/Dockerfile',
      'push-image docker/build-push-action',
    ]);
  });
});

it('values of secrets are not said', () => {
  const text =
    'on: push\njobs:\n  a:\n    steps:\n      - run: docker login -u shop -p hunter2 registry.example.com\n';
  expect(jobsOf(text)[0]?.acts[0]?.says).toBe('docker login -u … -p … registry.example.com');
});

it('pipelines of GitLab do the same', () => {
  const text = 'variables: {ROOT: infra}\napply: {script: [cd $ROOT, terraform apply]}\n';
  expect(actLines(pipelineOf({ '.gitlab-ci.yml': text }, '.gitlab-ci.yml').jobs)).toEqual([
    'apply: apply terraform infra',
  ]);
});
