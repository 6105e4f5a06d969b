import { environmentIn, tellsEnvironment } from '../../core/environment-names.ts';
import type { EnvironmentClaim, Resource } from '../../core/resource.ts';
import { isDataObject } from '../../core/value.ts';

/** The environments of a plan or state: by variables, else by tags, else by the name of the file. */
export function environmentsOf(
  file: string,
  variables: Readonly<Record<string, unknown>>,
  resources: readonly Resource[],
): readonly EnvironmentClaim[] {
  for (const [name, value] of Object.entries(variables)) {
    if (typeof value !== 'string' || !tellsEnvironment(name)) continue;
    const environment = environmentIn(value);
    if (environment !== undefined) return [claim(environment, 'B', file, `variable ${name} = ${value}`)];
  }
  const tagged = new Map<string, string>();
  for (const { attributes, address } of resources) {
    for (const name of ['tags_all', 'tags', 'labels']) {
      const tags = attributes[name];
      if (!isDataObject(tags)) continue;
      for (const [key, value] of Object.entries(tags)) {
        if (typeof value !== 'string' || !tellsEnvironment(key)) continue;
        const environment = environmentIn(value);
        if (environment !== undefined) tagged.set(environment, `${address}: tag ${key} = ${value}`);
      }
    }
  }
  if (tagged.size > 0) return [...tagged].map(([environment, says]) => claim(environment, 'B', file, says));
  const named = environmentIn(file);
  return named === undefined ? [] : [claim(named, 'C', file, `the file is named ${file}`)];
}

function claim(name: string, grade: 'B' | 'C', file: string, says: string): EnvironmentClaim {
  return { name, grade, because: [{ at: undefined, file, says }] };
}
