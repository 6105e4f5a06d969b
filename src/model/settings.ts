import type { Setting } from '../core/facts/settings.ts';
import type { Resource } from '../core/resource.ts';
import { isDataList, scalarText, Sensitive, Unknown } from '../core/value.ts';
import type { Data, Value } from '../core/value.ts';
import { at, dataAt } from './read.ts';
import type { Path } from './read.ts';

/** Lists of arguments under a container: `--database=orders-db` is told under the name before the value. */
export function argumentSettings(
  resource: Resource,
  attributes: readonly string[],
  { path, container }: { readonly path: Path; readonly container: string | undefined },
): readonly Setting[] {
  return attributes.flatMap((attribute) => {
    const list = dataAt(resource, ...path, attribute);
    if (!isDataList(list)) return [];
    return list.map((item, index): Setting => {
      const text = settingText(item);
      const flag = typeof text === 'string' ? /^(--?[\w.-]+)=(.*)$/s.exec(text) : null;
      return {
        name: flag?.[1] ?? '',
        value: flag?.[2] ?? text,
        passed: 'argument',
        container,
        through: [],
        at: at(resource, ...path, attribute, index),
      };
    });
  });
}

/**
 * What is told. A known text that is sensitive stays hidden; what an unknown one is made of may lead
 * somewhere.
 */
export function settingText(data: Data | undefined): Value<string> | undefined {
  if (Sensitive.is(data)) {
    const hidden = data.reveal();
    return Unknown.is(hidden) ? hidden : undefined;
  }
  return Unknown.is(data) ? data : scalarText(data);
}
