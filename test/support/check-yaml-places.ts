import type { YamlFile, YamlNode } from '../../src/syntax/yaml/ast.ts';

/** Remarks about nodes, comments and diagnostics whose place is outside the text or the wrong way round. */
export function misplaced(file: YamlFile, text: string): readonly string[] {
  const remarks: string[] = [];
  const check = (what: string, { start, end }: { readonly start: number; readonly end: number }): void => {
    if (!(start >= 0 && start <= end && end <= text.length)) remarks.push(`${what} ${start}-${end}`);
  };
  const walk = (node: YamlNode): void => {
    check(node.kind, node);
    if (node.kind === 'sequence') node.items.forEach(walk);
    if (node.kind === 'mapping') {
      for (const { key, value } of node.entries) {
        check('key', key);
        walk(value);
      }
    }
  };
  let last = 0;
  for (const document of file.documents) {
    check('document', document);
    if (document.start < last) remarks.push(`document ${document.start} before ${last}`);
    last = document.end;
    if (document.root) walk(document.root);
  }
  for (const comment of file.comments) {
    check('comment', comment);
    const written = text.slice(comment.start, comment.end);
    if (written !== `#${comment.text}`) remarks.push(`comment ${JSON.stringify(written)}`);
  }
  for (const { at, code } of file.diagnostics) {
    if (at) check(code, at);
    else remarks.push(`${code} without a place`);
  }
  return remarks;
}
