import { describe, expect, it } from 'vitest';
import { isDenied } from '../../src/core/files.ts';
import { UsageError } from '../../src/core/usage-error.ts';
import { defaultLimits } from '../../src/files/limits.ts';
import { openFiles } from '../../src/files/open-files.ts';
import { git, tempFolder, writeFiles } from '../support/temp-folder.ts';

describe('what may be read', () => {
  it('is the git work tree around the path', () => {
    const folder = tempFolder({ '.git/HEAD': '', 'envs/prod/main.tf': '', 'lib/vpc/main.tf': 'vpc' });
    const files = openFiles({ path: `${folder}/envs/prod` });
    expect(files.boundary).toBe(folder);
    expect(files.selected).toBe('envs/prod');
    expect(files.read('envs/prod/../../lib/vpc/main.tf')).toBe('vpc');
    expect(files.read('lib/../../secret')).toMatchObject({ denied: 'outside' });
    expect(files.read('/etc/hostname')).toMatchObject({ denied: 'outside' });
  });

  it('is the path itself without a work tree, and the folder of a file', () => {
    const folder = tempFolder({ 'shop/main.tf': '', 'other/main.tf': '' });
    expect(openFiles({ path: `${folder}/shop/main.tf` })).toMatchObject({
      boundary: `${folder}/shop`,
      selected: '',
    });
    expect(openFiles({ path: `${folder}/shop` }).list()).toEqual(['main.tf']);
  });

  it('is the path itself where it is a copy of a whole repository inside another one', () => {
    const folder = tempFolder({ '.git/HEAD': '', 'examples/shop/.github/workflows/ci.yml': '' });
    expect(openFiles({ path: `${folder}/examples/shop` })).toMatchObject({
      boundary: `${folder}/examples/shop`,
      selected: '',
    });
  });

  it('is --root where the user names one', () => {
    const folder = tempFolder({ '.git/HEAD': '', 'shop/envs/prod/main.tf': '', 'other/main.tf': '' });
    const files = openFiles({ path: `${folder}/shop/envs/prod`, root: `${folder}/shop` });
    expect(files.list()).toEqual(['envs/prod/main.tf']);
    expect(() => openFiles({ path: `${folder}/other`, root: `${folder}/shop` })).toThrow(UsageError);
  });

  it('says which path does not exist', () => {
    expect(() => openFiles({ path: `${tempFolder()}/missing` })).toThrow(/missing does not exist/);
  });
});

describe('the list', () => {
  it('leaves out what git ignores, the innermost pattern last', () => {
    const folder = tempFolder({
      '.git/HEAD': '',
      '.gitignore': '*.tfvars\n/build/\n',
      'build/main.tf': '',
      'prod.tfvars': '',
      'envs/.gitignore': '!prod.tfvars\n',
      'envs/prod.tfvars': '',
      'envs/dev.tfvars': '',
      'main.tf': '',
      'MAIN.TF': '',
    });
    expect(openFiles({ path: folder }).list()).toEqual([
      '.gitignore',
      'MAIN.TF',
      'envs/.gitignore',
      'envs/prod.tfvars',
      'main.tf',
    ]);
  });

  it('keeps what git tracks although a pattern ignores it', () => {
    const folder = tempFolder({
      '.gitignore': '*.tfvars\nlocal/\n',
      'terraform.tfvars': '',
      'local/a.tf': '',
    });
    git(folder, 'init', '-q');
    git(folder, 'add', '--force', 'terraform.tfvars', 'local/a.tf');
    writeFiles(folder, { 'secret.tfvars': '', 'local/b.tf': '' });
    expect(openFiles({ path: folder }).list()).toEqual(['.gitignore', 'local/a.tf', 'terraform.tfvars']);
  });

  it('reads the compressed form of the index too', () => {
    const folder = tempFolder({ '.gitignore': '*.tfvars\n', 'envs/dev.tfvars': '', 'envs/prod.tfvars': '' });
    git(folder, 'init', '-q');
    git(folder, 'add', '--force', '.');
    git(folder, 'update-index', '--index-version', '4');
    expect(openFiles({ path: folder }).list()).toEqual(['.gitignore', 'envs/dev.tfvars', 'envs/prod.tfvars']);
  });

  it('holds an ignored folder when the user names it', () => {
    const folder = tempFolder({
      '.git/HEAD': '',
      '.gitignore': 'build/\n',
      'build/tf/main.tf': '',
      'main.tf': '',
    });
    expect(openFiles({ path: `${folder}/build/tf` }).list()).toEqual([
      '.gitignore',
      'build/tf/main.tf',
      'main.tf',
    ]);
  });

  it('leaves out git, packages and providers, but not downloaded modules', () => {
    const folder = tempFolder({
      '.git/HEAD': '',
      '.gitignore': '.terraform/\n',
      'node_modules/a/main.tf': '',
      'main.tf': '',
      '.terraform/modules/modules.json': '{}',
      '.terraform/modules/vpc/main.tf': '',
      '.terraform/modules/vpc/.git/HEAD': '',
      '.terraform/providers/aws': '',
      '.terraform/terraform.tfstate': '',
    });
    expect(openFiles({ path: folder }).list()).toEqual([
      '.gitignore',
      '.terraform/modules/modules.json',
      '.terraform/modules/vpc/main.tf',
      'main.tf',
    ]);
  });

  it('stops at the limits and says so', () => {
    const folder = tempFolder({ 'a.tf': '', 'b.tf': '', 'c.tf': '', 'd/e/f/main.tf': '' });
    const few = openFiles({ path: folder }, { ...defaultLimits, files: 2 });
    expect(few.list()).toEqual(['a.tf', 'b.tf']);
    expect(few.diagnostics).toMatchObject([{ severity: 'error', code: 'too-many-files' }]);
    const shallow = openFiles({ path: folder }, { ...defaultLimits, depth: 2 });
    expect(shallow.list()).toEqual(['a.tf', 'b.tf', 'c.tf']);
    expect(shallow.diagnostics).toMatchObject([{ code: 'too-deep', at: { file: 'd/e/f' } }]);
  });
});

describe('symbolic links', () => {
  it('are followed inside the boundary, files and folders, without loops', () => {
    const folder = tempFolder({
      'common/variables.tf': 'shared',
      'envs/prod/variables.tf': { linkTo: '../../common/variables.tf' },
      'envs/live': { linkTo: 'prod' },
      'envs/prod/up': { linkTo: '../..' },
      'envs/self': { linkTo: 'self' },
    });
    const files = openFiles({ path: folder });
    expect(files.list()).toEqual(['common/variables.tf', 'envs/live/variables.tf', 'envs/prod/variables.tf']);
    expect(files.read('envs/live/variables.tf')).toBe('shared');
    expect(files.resolve('envs/live/variables.tf')).toBe('common/variables.tf');
    expect(files.entries('envs')).toEqual({ files: [], folders: ['live', 'prod'] });
  });

  it('that leave it are told and never read', () => {
    const outside = tempFolder({ 'main.tf': 'secret' });
    const folder = tempFolder({ 'main.tf': { linkTo: `${outside}/main.tf` }, lib: { linkTo: outside } });
    const files = openFiles({ path: folder });
    expect(files.list()).toEqual([]);
    expect(files.read('lib/main.tf')).toMatchObject({ denied: 'outside' });
    expect(files.diagnostics.map(({ code, at }) => [code, at?.file])).toEqual([
      ['outside-boundary', 'lib'],
      ['outside-boundary', 'main.tf'],
    ]);
  });
});

describe('reading', () => {
  const folder = tempFolder({
    'utf8.tf': Uint8Array.of(0xef, 0xbb, 0xbf, 0x61),
    'little.tf': Uint8Array.of(0xff, 0xfe, 0x61, 0, 0xe9, 0),
    'big.tf': Uint8Array.of(0xfe, 0xff, 0, 0x61, 0, 0xe9),
    'latin.tf': Uint8Array.of(0x61, 0xe9, 0x62),
    'lambda.zip': Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0),
    'empty.tf': '',
    '.gitignore': 'out/\n',
    'out/a.tf': 'a',
    '.git/HEAD': '',
  });
  const files = openFiles({ path: folder });

  it('decodes UTF-8 and marked UTF-16', () => {
    expect(files.read('utf8.tf')).toBe('a');
    expect([files.read('little.tf'), files.read('big.tf')]).toEqual(['aé', 'aé']);
    expect(files.read('empty.tf')).toBe('');
  });

  it('denies what is not text, but gives its bytes', () => {
    expect(files.read('latin.tf')).toMatchObject({
      denied: 'not-text',
      message: expect.stringContaining('latin.tf'),
    });
    expect(files.read('lambda.zip')).toMatchObject({ denied: 'not-text' });
    expect(files.readBytes('lambda.zip')).toEqual(Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0));
  });

  it('gives each call its own bytes', () => {
    const first = files.readBytes('utf8.tf');
    files.readBytes('lambda.zip');
    expect(first).toEqual(Uint8Array.of(0xef, 0xbb, 0xbf, 0x61));
  });

  it('names the file that is too large', () => {
    const small = openFiles({ path: folder }, { ...defaultLimits, textBytes: 3 });
    expect(small.read('little.tf')).toMatchObject({
      denied: 'too-large',
      message: expect.stringContaining('little.tf'),
    });
    expect(isDenied(small.readBytes('little.tf'))).toBe(false);
  });

  it('reaches ignored files inside the boundary, because expressions may name them', () => {
    expect(files.list()).not.toContain('out/a.tf');
    expect(files.read('out/a.tf')).toBe('a');
    expect(files.entries('out')).toEqual({ files: ['a.tf'], folders: [] });
  });

  it('tells missing files from folders', () => {
    expect(files.read('none.tf')).toMatchObject({ denied: 'missing' });
    expect(files.read('utf8.tf/none')).toMatchObject({ denied: 'missing' });
    expect(files.read('out')).toMatchObject({ denied: 'unreadable' });
  });
});
