import { expect, it } from 'vitest';
import { foundNotRead } from '../../src/loaders/found-not-read.ts';
import { memoryFiles } from '../support/memory-files.ts';

it('what describes infrastructure and is not read is named, by name or by a look inside', () => {
  const files = memoryFiles({
    'bicep/main.bicep': 'resource',
    'cdk/cdk.json': '{}',
    'cfn/orders.json': '{\n  "AWSTemplateFormatVersion": "2010-09-09"\n}',
    'cfn/package.json': '{ "name": "orders" }',
    'functions/serverless.yml': 'service: orders\nprovider: { name: aws }\n',
    'infra/queue.yaml': 'Resources:\n  Orders:\n    Type: AWS::SQS::Queue\n',
    'infra/sam.yaml': "Transform: 'AWS::Serverless-2016-10-31'\n",
    'infra/values.yaml': 'Resources:\n  Orders:\n    Type: small\n',
    'jsonnet/main.jsonnet': '{}',
    'live/terragrunt.hcl': '',
    'deploy/azuredeploy.json':
      '{ "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#" }',
    'pulumi/Pulumi.yaml': 'name: orders',
  });
  expect(foundNotRead(files, []).map(({ file, kind }) => `${file} ${kind}`)).toEqual([
    'bicep/main.bicep bicep',
    'cdk/cdk.json cdk',
    'cfn/orders.json cloudformation',
    'deploy/azuredeploy.json arm-template',
    'functions/serverless.yml serverless',
    'infra/queue.yaml cloudformation',
    'infra/sam.yaml cloudformation',
    'jsonnet/main.jsonnet jsonnet',
    'live/terragrunt.hcl terragrunt',
    'pulumi/Pulumi.yaml pulumi',
  ]);
});
