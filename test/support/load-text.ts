import type { Resource, Stack } from '../../src/core/resource.ts';
import type { Data } from '../../src/core/value.ts';
import { isDataList, isDataObject, Sensitive, Unknown } from '../../src/core/value.ts';
import type { LoadOptions } from '../../src/loaders/terraform/load-options.ts';
import type { Loaded } from '../../src/loaders/terraform/load.ts';
import { defaultLoadOptions } from '../../src/loaders/terraform/load-options.ts';
import { loadTerraform } from '../../src/loaders/terraform/load.ts';
import { memoryFiles } from './memory-files.ts';

/** Loads Terraform text: one `main.tf`, or files by path. */
export function loadText(
  input: string | Readonly<Record<string, string>>,
  options: Partial<LoadOptions> = {},
): Loaded {
  const files = memoryFiles(typeof input === 'string' ? { 'main.tf': input } : input);
  return loadTerraform(files, { ...defaultLoadOptions, ...options });
}

/** The only stack. */
export function onlyStack(loaded: Loaded): Stack {
  const [stack] = loaded.stacks;
  if (!stack || loaded.stacks.length !== 1)
    throw new Error(`${loaded.stacks.length} stacks in the place of one`);
  return stack;
}

/** Every resource as `address name=value …`, so that a test reads like a table. */
export function lines(stack: Stack): readonly string[] {
  return stack.resources.map((resource) => `${resource.address}${count(resource)}${attributes(resource)}`);
}

function count(resource: Resource): string {
  return resource.unknownCount ? ' ×?' : '';
}

function attributes(resource: Resource): string {
  return Object.entries(resource.attributes)
    .map(([name, value]) => ` ${name}=${text(value)}`)
    .join('');
}

/** A value in short: an unknown by its reason and what it refers to. */
export function text(data: Data): string {
  if (Unknown.is(data)) {
    const refs = data.refs.map(
      ({ resource, path }) => `${resource.split('#')[1]}${path.map((step) => `.${step}`).join('')}`,
    );
    return `?${data.reason}${refs.length > 0 ? `(${refs.join(',')})` : ''}`;
  }
  if (Sensitive.is(data)) return '(sensitive)';
  if (isDataList(data)) return `[${data.map(text).join(', ')}]`;
  if (isDataObject(data))
    return `{${Object.entries(data)
      .map(([key, value]) => `${key}: ${text(value)}`)
      .join(', ')}}`;
  return JSON.stringify(data);
}
