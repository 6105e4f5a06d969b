import { describe, expect, it } from 'vitest';
import { isDataList, isDataObject, scalarText } from '../../../src/core/value.ts';
import { loadCodeowners } from '../../../src/loaders/codeowners/load.ts';
import { memoryFiles } from '../../support/memory-files.ts';

function load(texts: Readonly<Record<string, string>>) {
  const { stacks, diagnostics } = loadCodeowners(memoryFiles(texts), { selected: ['apps/orders'] });
  const [resource] = stacks.flatMap(({ resources }) => resources);
  const rules = resource?.attributes['rules'];
  const lines = (isDataList(rules) ? rules : []).map((rule) => {
    const { pattern, owners, section, excludes } = isDataObject(rule) ? rule : {};
    const left = excludes === true ? '!' : '';
    const names = isDataList(owners) ? owners.map(scalarText).join() : '';
    const inside = section === null ? '' : `[${scalarText(section) ?? ''}] `;
    return `${inside}${left}${scalarText(pattern) ?? ''}: ${names}`;
  });
  return { file: resource?.name, lines, messages: diagnostics.map(({ message }) => message), stacks };
}

describe('code owners', () => {
  it('of GitHub are patterns and owners, whatever folder is wanted', () => {
    const { file, lines, stacks } = load({
      '.github/CODEOWNERS':
        '# all\n* @shop/platform a@shop.example\n\n/apps/ @ann # and below\n/apps/free\nmy\\ docs @bo\n',
    });
    expect(file).toBe('.github/CODEOWNERS');
    expect(lines).toEqual([
      '*: @shop/platform,a@shop.example',
      '/apps/: @ann',
      '/apps/free: ',
      'my docs: @bo',
    ]);
    expect(stacks.map(({ id }) => id)).toEqual(['codeowners:.']);
  });

  it('are those of the first file; the others have no effect', () => {
    const { file, messages } = load({
      CODEOWNERS: '* @root\n',
      'docs/CODEOWNERS': '* @docs\n',
      '.github/workflows/ci.yml': 'on: push\n',
    });
    expect(file).toBe('CODEOWNERS');
    expect(messages).toEqual([
      'docs/CODEOWNERS has no effect: CODEOWNERS comes first, and only one of them counts. Join the two.',
    ]);
  });

  it('lose lines that GitHub skips', () => {
    const { lines, messages } = load({
      '.github/CODEOWNERS': '* @shop\n!docs @shop\n/a payments\n[ab].md @shop\n',
    });
    expect(lines).toEqual(['*: @shop']);
    expect(messages.map((message) => message.slice(0, 90))).toEqual([
      'GitHub skips this line of .github/CODEOWNERS: a pattern cannot take files out with `!`. Co',
      'GitHub skips this line of .github/CODEOWNERS: `payments` is no @user, @team or e-mail addr',
      'GitHub skips this line of .github/CODEOWNERS: a pattern cannot hold ranges in brackets. Co',
    ]);
  });

  it('of GitLab have sections with owners of their own', () => {
    const { lines } = load({
      '.gitlab/CODEOWNERS':
        '* @shop/all\n[Web]\n*.html @shop/web\n^[Infra Code][2] @shop/ops @@developer\ninfra/\n!infra/x\n',
    });
    expect(lines).toEqual([
      '*: @shop/all',
      '[web] *.html: @shop/web',
      '[infra code] infra/: @shop/ops,@@developer',
      '[infra code] !infra/x: @shop/ops,@@developer',
    ]);
  });

  it('lead to their line', () => {
    const { stacks } = load({ CODEOWNERS: '* @a\n/apps @b\n' });
    const [stack] = stacks;
    const [resource] = stack?.resources ?? [];
    expect(resource && stack?.trace({ resource: resource.id, path: ['rules', 1] })).toEqual({
      kind: 'literal',
      at: { file: 'CODEOWNERS', start: 5, end: 13 },
      address: 'CODEOWNERS /apps',
    });
  });
});
