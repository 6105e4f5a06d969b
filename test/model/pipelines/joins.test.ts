import { describe, expect, it } from 'vitest';
import { estateOf, pipelineLinks } from '../../support/pipelines.ts';

const FILE = '.github/workflows/release.yml';

function workflow(run: string, job: readonly string[] = []): string {
  const lines = ['on: push', 'jobs:', '  release:', ...job.map((line) => `    ${line}`), '    steps:'];
  return [...lines, `      - run: ${run}`].join('\n');
}

function links(files: Readonly<Record<string, string>>): readonly string[] {
  return pipelineLinks(estateOf(files)).map((line) => line.replace(`${FILE} `, ''));
}

const QUEUE = 'resource "aws_sqs_queue" "orders" { name = "orders" }\n';
const BACKEND = 'terraform {\n  backend "s3" {}\n}\n';

function deployment(name: string, image: string): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}}
spec:
  selector: {matchLabels: {app: ${name}}}
  template:
    metadata: {labels: {app: ${name}}}
    spec: {containers: [{name: app, image: "${image}"}]}
`;
}

describe('stacks', () => {
  it('are what a pipeline applies in their folder', () => {
    const files = {
      [FILE]: workflow('terraform -chdir=infra/prod apply'),
      'infra/prod/main.tf': BACKEND + QUEUE,
      'infra/test/main.tf': BACKEND + QUEUE,
    };
    expect(links(files)).toEqual(['deploys stack:terraform:infra/prod B']);
    const stack = estateOf(files).components.find(({ id }) => id === 'stack:terraform:infra/prod');
    expect(stack?.facts.broughtBy).toEqual([`github-actions:.#${FILE}`]);
  });

  it('are all those of a matrix', () => {
    const files = {
      [FILE]: workflow('terraform -chdir=infra/${{ matrix.stage }} apply', [
        'strategy: {matrix: {stage: [prod, test]}}',
      ]),
      'infra/prod/main.tf': BACKEND + QUEUE,
      'infra/test/main.tf': BACKEND + QUEUE,
    };
    expect(links(files)).toEqual([
      'deploys stack:terraform:infra/prod B',
      'deploys stack:terraform:infra/test B',
    ]);
  });

  it('of one folder are told apart by their variables, and not by luck', () => {
    const files = {
      'infra/main.tf': `${BACKEND}variable "stage" {}\n${QUEUE.replace('"orders" }', 'var.stage }')}`,
      'infra/prod.tfvars': 'stage = "prod"\n',
      'infra/test.tfvars': 'stage = "test"\n',
    };
    const one = workflow('terraform -chdir=infra apply -var-file=prod.tfvars');
    expect(links({ ...files, [FILE]: one })).toEqual(['deploys stack:terraform:infra@prod B']);
    expect(links({ ...files, [FILE]: workflow('terraform -chdir=infra apply') })).toEqual([]);
  });

  it('are no folders that only a run knows', () => {
    const files = {
      [FILE]: workflow('terraform -chdir=infra/${{ inputs.stage }} apply'),
      'infra/prod/main.tf': BACKEND + QUEUE,
    };
    expect(links(files)).toEqual([]);
  });

  it('of manifests and charts are found by their path', () => {
    const files = {
      [FILE]: workflow('kubectl apply -f k8s'),
      'k8s/orders.yaml': deployment('orders', 'shop/orders:1'),
    };
    expect(links(files)).toEqual(['deploys stack:manifests:k8s B']);
  });
});

describe('images', () => {
  const dockerfile = { 'orders/Dockerfile': 'FROM node:24\n' };

  it('lead from the pipeline to the Dockerfile and to what runs them', () => {
    const files = {
      ...dockerfile,
      [FILE]: workflow(
        'docker build -t ghcr.io/shop/orders:$GITHUB_SHA orders && docker push ghcr.io/shop/orders',
      ),
      'k8s/orders.yaml': deployment('orders', 'ghcr.io/shop/orders:1.4'),
      'k8s/payments.yaml': deployment('payments', 'ghcr.io/shop/payments:1.4'),
    };
    expect(links(files)).toEqual([
      'deploys dockerfiles:.#orders/Dockerfile B',
      'deploys manifests:k8s#Deployment/default/orders B',
    ]);
  });

  it('whose registry is not known need a name that is one image alone', () => {
    const one = {
      [FILE]: workflow('docker push $REGISTRY/shop/orders:$TAG'),
      'k8s/orders.yaml': deployment('orders', 'eu.gcr.io/shop/orders:1.4'),
    };
    expect(links(one)).toEqual(['deploys manifests:k8s#Deployment/default/orders D']);
    expect(links({ ...one, 'k8s/other.yaml': deployment('other', 'quay.io/shop/orders:2') })).toEqual([]);
    expect(links({ ...one, [FILE]: workflow('docker push $IMAGE') })).toEqual([]);
  });
});

it('services are found by the name that a command gives, if only one has it', () => {
  const service = 'resource "aws_ecs_service" "orders" { name = "orders" }\n';
  const run = 'aws ecs update-service --service orders --force-new-deployment';
  const files = { [FILE]: workflow(run), 'main.tf': BACKEND + service };
  expect(links(files)).toEqual(['deploys terraform:.#aws_ecs_service.orders C']);
  const twice = { ...files, 'main.tf': BACKEND + service + service.replace('"orders" {', '"copy" {') };
  expect(links(twice)).toEqual([]);
});

describe('roles', () => {
  const login = `on: push
jobs:
  release:
    steps:
      - uses: aws-actions/configure-aws-credentials@v4
        with: {role-to-assume: "arn:aws:iam::123456789012:role/ci/release"}
`;
  const role = (host: string): string => `resource "aws_iam_role" "release" {
  name = "release"
  assume_role_policy = jsonencode({
    Statement = [{
      Effect = "Allow"
      Action = "sts:AssumeRoleWithWebIdentity"
      Principal = { Federated = "arn:aws:iam::123456789012:oidc-provider/${host}" }
      Condition = { StringLike = { "${host}:sub" = "repo:shop/orders:*" } }
    }]
  })
}
`;

  it('are those that the pipeline logs in as', () => {
    const files = { [FILE]: login, 'main.tf': BACKEND + role('token.actions.githubusercontent.com') };
    expect(links(files)).toEqual(['assumes terraform:.#aws_iam_role.release B']);
  });

  it('are not those that admit somebody else', () => {
    const files = { [FILE]: login, 'main.tf': BACKEND + role('oidc.eks.eu-west-1.amazonaws.com/id/ABC') };
    expect(links(files)).toEqual([]);
  });
});
