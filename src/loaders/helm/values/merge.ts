import { Unknown } from '../../../core/value.ts';
import type { YamlNode } from '../../../syntax/yaml/ast.ts';
import { isMapping } from '../../../syntax/yaml/node.ts';
import { Dict } from '../template/value.ts';
import { doubtAll, isTable, openDicts } from './doubt.ts';
import { dictFrom } from './from-node.ts';

/**
 * The values that a deployer passes, later files over earlier ones. A file that cannot be read leaves a doubt
 * about everything before it, and about every key that nobody after it sets.
 */
export function mergeValues(values: readonly (YamlNode | Unknown)[]): Dict {
  const merged = new Dict({ goType: 'chartutil.Values' });
  for (const one of values) {
    if (Unknown.is(one)) doubtAll(merged, one);
    else if (isMapping(one)) overlay(merged, dictFrom(one));
  }
  return merged;
}

function overlay(below: Dict, above: Dict): void {
  for (const [key, value] of above.entries()) {
    const existing = below.get(key);
    if (isTable(existing) && isTable(value)) overlay(existing, value);
    else below.set(key, openDicts(value, below.uncertain));
  }
}
