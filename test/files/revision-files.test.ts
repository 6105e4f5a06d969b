import { describe, expect, it } from 'vitest';
import { openFiles } from '../../src/files/open-files.ts';
import { filesOfRevision } from '../../src/files/revision-files.ts';
import { git, tempFolder, writeFiles } from '../support/temp-folder.ts';

function shop(): string {
  const folder = tempFolder({
    'shop/main.tf': 'old',
    'shop/lib/queue.tf': 'queue',
    'shop/vendor': { linkTo: 'lib' },
    'other/main.tf': 'other',
    'shop/link.tf': { linkTo: 'lib/queue.tf' },
    'shop/lambda.zip': Uint8Array.of(0, 1, 2),
    'shop/näme.tf': 'umlaut',
    'shop/out.tf': { linkTo: '../../elsewhere' },
  });
  git(folder, 'init', '-q');
  git(folder, 'add', '.');
  git(folder, 'commit', '-q', '-m', 'Sell');
  writeFiles(folder, { 'shop/new.tf': 'new', '.terraform/modules/vpc/main.tf': 'vpc' });
  writeFiles(folder, { 'shop/main.tf': 'changed' });
  return folder;
}

describe('another revision', () => {
  it('has the files of that commit, and links inside it', () => {
    const files = filesOfRevision(openFiles({ path: shop() }), 'HEAD');
    expect(files.list()).toEqual([
      '.terraform/modules/vpc/main.tf',
      'other/main.tf',
      'shop/lambda.zip',
      'shop/lib/queue.tf',
      'shop/link.tf',
      'shop/main.tf',
      'shop/näme.tf',
      'shop/vendor/queue.tf',
    ]);
    expect(files.read('shop/main.tf')).toBe('old');
    expect(files.read('shop/vendor/queue.tf')).toBe('queue');
    expect(files.read('shop/link.tf')).toBe('queue');
    expect(files.resolve('shop/vendor')).toBe('shop/lib');
    expect(files.read('shop/lambda.zip')).toMatchObject({ denied: 'not-text' });
    expect(files.readBytes('shop/lambda.zip')).toEqual(Uint8Array.of(0, 1, 2));
    expect(files.read('shop/new.tf')).toMatchObject({ denied: 'missing' });
    expect(files.read('shop/out.tf')).toMatchObject({ denied: 'outside' });
    expect(files.entries('shop')).toEqual({
      files: ['lambda.zip', 'link.tf', 'main.tf', 'näme.tf'],
      folders: ['lib', 'vendor'],
    });
  });

  it('uses the downloaded modules of the work tree', () => {
    expect(filesOfRevision(openFiles({ path: shop() }), 'HEAD').read('.terraform/modules/vpc/main.tf')).toBe(
      'vpc',
    );
  });

  it('is where this branch left the named one', () => {
    const folder = shop();
    git(folder, 'checkout', '-q', '-b', 'feature');
    git(folder, 'checkout', '-q', '-f', 'main');
    writeFiles(folder, { 'shop/main.tf': 'later' });
    git(folder, 'commit', '-q', '-a', '-m', 'Sell more');
    git(folder, 'checkout', '-q', 'feature');
    expect(filesOfRevision(openFiles({ path: folder }), 'main').read('shop/main.tf')).toBe('old');
  });

  it('stays inside --root', () => {
    const folder = shop();
    const files = filesOfRevision(openFiles({ path: `${folder}/shop/lib`, root: `${folder}/shop` }), 'HEAD');
    expect(files.list()).toContain('lib/queue.tf');
    expect(files.list()).not.toContain('other/main.tf');
  });

  it('says which revision does not exist, and takes no option for one', () => {
    const files = openFiles({ path: shop() });
    expect(() => filesOfRevision(files, 'v9')).toThrow(/--since v9/);
    expect(() => filesOfRevision(files, '--upload-pack=touch')).toThrow(/--since --upload-pack/);
  });
});
