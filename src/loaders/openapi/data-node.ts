import { Sensitive, isDataList, isDataObject, Unknown } from '../../core/value.ts';
import type { Data } from '../../core/value.ts';
import type { YamlEntry, YamlNode, YamlScalar } from '../../syntax/yaml/ast.ts';

/** Data that has no text of its own, as a tree whose places are the beginning of `file`. */
export function dataNode(data: Data, file: string): YamlNode {
  const place = { file, start: 0, end: 0 };
  if (isDataList(data)) {
    return { kind: 'sequence', flow: true, ...place, items: data.map((item) => dataNode(item, file)) };
  }
  if (isDataObject(data)) {
    const entries = Object.entries(data).map(([name, value]): YamlEntry => {
      const key: YamlScalar & { readonly value: string } = {
        kind: 'scalar',
        style: 'plain',
        ...place,
        value: name,
      };
      return { key, value: dataNode(value, file) };
    });
    return { kind: 'mapping', flow: true, ...place, entries };
  }
  return { kind: 'scalar', style: 'plain', ...place, value: Sensitive.is(data) ? hidden : data };
}

const hidden = new Unknown({ reason: 'evaluation-error', detail: 'the value is sensitive' });
