import { generateKeyPairSync, publicEncrypt, constants } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Files } from '../../../../src/core/files.ts';
import { callFunction } from '../../../../src/loaders/terraform/functions/registry.ts';
import type { TfValue } from '../../../../src/loaders/terraform/values/value.ts';
import { EvaluationError, string, unknownCause } from '../../../../src/loaders/terraform/values/value.ts';
import { functionContext } from '../../../support/console.ts';
import { memoryFiles } from '../../../support/memory-files.ts';

const files = memoryFiles({
  'shared/tags.json': '{"team":"orders"}',
  'prod/main.tf': '',
  'prod/policies/read.json': 'read',
  'prod/policies/admin/write.json': 'write',
  'prod/policies/.hidden.json': 'hidden',
});

function call(name: string, ...args: readonly TfValue[]): TfValue {
  return callFunction(name, args, { ...functionContext(), files, rootFolder: 'prod', moduleFolder: 'prod' });
}

function fileSet(path: string, pattern: string): readonly unknown[] {
  const { content } = call('fileset', string(path), string(pattern));
  return Array.isArray(content) ? content.map((element: TfValue) => element.content) : [];
}

describe('files', () => {
  it('are found from the folder of the root module', () => {
    expect(call('file', string('policies/read.json')).content).toBe('read');
    expect(call('file', string('./policies/../../shared/tags.json')).content).toBe('{"team":"orders"}');
    expect(call('fileexists', string('policies/none.json')).content).toBe(false);
  });

  it('that are missing are an error, and say so when the value is wanted', () => {
    const error = (() => {
      try {
        return call('file', string('none.json'));
      } catch (thrown) {
        return thrown;
      }
    })();
    expect(error).toBeInstanceOf(EvaluationError);
    expect(error).toMatchObject({ reason: 'file-not-readable' });
  });

  it('outside of what is read are unknown', () => {
    for (const path of ['/etc/hosts', '~/.ssh/id_rsa.pub', '../../elsewhere.json']) {
      expect(unknownCause(call('file', string(path)))?.reason).toBe('file-not-readable');
    }
    expect(unknownCause(call('fileexists', string('/etc/hosts')))?.reason).toBe('file-not-readable');
  });

  it('named by an absolute path below the root are read, though the path is unknown', () => {
    const path = call('abspath', string('policies/read.json'));
    expect(unknownCause(path)?.reason).toBe('not-in-inputs');
    expect(call('file', path).content).toBe('read');
    expect(
      call('file', call('format', string('%s/read.json'), call('abspath', string('policies')))).content,
    ).toBe('read');
  });

  it('too large to be read exist', () => {
    const large: Files = {
      ...files,
      readBytes: (path) => ({ denied: 'too-large', message: `${path} is too large` }),
    };
    const context = { ...functionContext(), files: large, rootFolder: 'prod', moduleFolder: 'prod' };
    expect(callFunction('fileexists', [string('image.zip')], context).content).toBe(true);
    expect(unknownCause(callFunction('filemd5', [string('image.zip')], context))?.reason).toBe(
      'file-not-readable',
    );
  });
});

it('fileset matches as terraform does', () => {
  expect(fileSet('policies', '*.json')).toEqual(['.hidden.json', 'read.json']);
  expect(fileSet('.', '**/*.json')).toEqual([
    'policies/.hidden.json',
    'policies/admin/write.json',
    'policies/read.json',
  ]);
  expect(fileSet('policies', '**')).toEqual(['.hidden.json', 'admin/write.json', 'read.json']);
  expect(fileSet('.', 'policies/{read,admin/*}.json')).toEqual([
    'policies/admin/write.json',
    'policies/read.json',
  ]);
  expect(fileSet('.', '../shared/*')).toEqual(['../shared/tags.json']);
  expect(fileSet('policies', 'r???.json')).toEqual(['read.json']);
});

it('rsadecrypt reads PKCS #1 v1.5', () => {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
  const key = { key: publicKey, padding: constants.RSA_PKCS1_PADDING };
  const secret = publicEncrypt(key, Buffer.from('orders')).toString('base64');
  const pem = string(privateKey.export({ type: 'pkcs1', format: 'pem' }).toString());
  expect(call('rsadecrypt', string(secret), pem).content).toBe('orders');
  expect(() => call('rsadecrypt', string('YQ=='), pem)).toThrow(EvaluationError);
});

it('templatestring and templatefile see their variables only', () => {
  const variables = { name: 'orders' };
  const given = callFunction('jsondecode', [string(JSON.stringify(variables))], functionContext());
  expect(call('templatestring', string('${name}-api'), given).content).toBe('orders-api');
  expect(() => call('templatestring', string('${local.ustring}'), given)).toThrow(EvaluationError);
});
