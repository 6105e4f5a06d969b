import { withChanges } from '../../src/core/changed-files.ts';
import type { Files } from '../../src/core/files.ts';
import { isDenied } from '../../src/core/files.ts';
import type { Intent, SetValue } from '../../src/core/remedy.ts';
import type { Stack } from '../../src/core/resource.ts';
import { defaultLoadOptions } from '../../src/loaders/terraform/load-options.ts';
import { loadTerraform } from '../../src/loaders/terraform/load.ts';
import { memoryFiles } from './memory-files.ts';

type Texts = Readonly<Record<string, string>>;
type Path = readonly (string | number)[];

/** An intent on a resource by its address; without a value it removes. */
interface Wanted {
  readonly address: string;
  readonly path: Path;
  readonly value?: SetValue;
  readonly stack?: string;
}

/** The root of some files, or another stack by its id. */
export function stackOf(texts: Texts, id = 'terraform:.'): Stack {
  const { stacks } = loadTerraform(memoryFiles(texts), defaultLoadOptions);
  const stack = stacks.find((one) => one.id === id);
  if (!stack) throw new Error(`no ${id} among ${stacks.map((one) => one.id).join(' ')}`);
  return stack;
}

/** An intent as a remedy would have it. */
export function intentOf(stack: Stack, { address, path, value }: Wanted): Intent {
  const resource = stack.resources.find((one) => one.address === address);
  if (!resource) throw new Error(`no ${address}`);
  const at = { resource: resource.id, path };
  return value === undefined ? { op: 'remove', at } : { op: 'set', at, value };
}

/** Files that differ after writing, and what else changed; the reason where it cannot be written. */
export function write(texts: Texts, ...wanted: readonly Wanted[]): string | Texts {
  const stack = stackOf(texts, wanted[0]?.stack);
  const written = stack.write?.(wanted.map((one) => intentOf(stack, one)));
  if (!written) throw new Error('the stack cannot be written');
  if ('notWritable' in written) return written.notWritable;
  const after = withChanges(memoryFiles(texts), written.changes);
  const changed = written.changes.map(({ file }): [string, string] => [file, textOf(after, file)]);
  const also = written.alsoChanges.map(({ resource, path }) => `${resource.split('#')[1]} ${path.join('.')}`);
  return Object.fromEntries([...changed, ...(also.length > 0 ? [['also', also.join('\n')]] : [])]);
}

function textOf(files: Files, path: string): string {
  const text = files.read(path);
  if (isDenied(text)) throw new Error(text.message);
  return text;
}

/** A database with a body. */
export const orders = (body: string): string => `resource "aws_db_instance" "orders" {\n${body}}\n`;
/** What most cases ask for. */
export const multiAz = { address: 'aws_db_instance.orders', path: ['multi_az'], value: true } as const;
