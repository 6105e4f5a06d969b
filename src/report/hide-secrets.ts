import type { SourceRange } from '../core/location.ts';
import type { Resource, Stack } from '../core/resource.ts';
import type { Data, DataObject } from '../core/value.ts';
import { isDataList, isDataObject, Sensitive } from '../core/value.ts';

/**
 * The stacks without the literals that are, or may be, credentials: a list of what was read is pasted into
 * tickets. One stack may show what another one was found to hold, as releases show their object's values.
 */
export function withoutSecrets(stacks: readonly Stack[]): readonly Stack[] {
  const byFile = new Map<string, SourceRange[]>();
  for (const { code } of stacks) {
    for (const { at } of code.secrets) {
      const known = byFile.get(at.file);
      if (known) known.push(at);
      else byFile.set(at.file, [at]);
    }
  }
  return stacks.map((stack) => ({
    ...stack,
    resources: stack.resources.map((one) => concealedBy(stack, hidden(one, stack, byFile))),
  }));
}

function concealedBy({ conceal }: Stack, resource: Resource): Resource {
  return conceal ? { ...resource, attributes: conceal(resource.attributes) } : resource;
}

type Path = readonly (string | number)[];

function hidden(
  resource: Resource,
  stack: Stack,
  byFile: ReadonlyMap<string, readonly SourceRange[]>,
): Resource {
  if (byFile.size === 0) return resource;
  const isSecret = (path: Path): boolean => {
    const origin = stack.trace({ resource: resource.id, path });
    const at = origin.kind === 'reference-chain' ? origin.literal : origin.at;
    return byFile.get(at.file)?.some(({ start, end }) => start < at.end && at.start < end) === true;
  };
  const shown = (data: Data, path: Path): Data => {
    if (typeof data === 'string') return isSecret(path) ? new Sensitive(data) : data;
    if (isDataList(data)) return data.map((item, index) => shown(item, [...path, index]));
    return isDataObject(data) ? shownObject(data, path) : data;
  };
  const shownObject = (data: DataObject, path: Path): DataObject =>
    Object.fromEntries(Object.entries(data).map(([key, value]) => [key, shown(value, [...path, key])]));
  return { ...resource, attributes: shownObject(resource.attributes, []) };
}
