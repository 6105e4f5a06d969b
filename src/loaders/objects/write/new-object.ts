import type { Files } from '../../../core/files.ts';
import { isDenied } from '../../../core/files.ts';
import { joinPath } from '../../../core/path.ts';
import type { YamlObject } from '../../../syntax/yaml/print.ts';
import { isYamlObject, printYaml } from '../../../syntax/yaml/print.ts';

interface Naming {
  /** The name to write, which may not be the one that is rendered. */
  readonly name: (rendered: string) => string;
  readonly keepsNamespace: boolean;
}

/** A file of its own for a new object, named after it. */
export function newFile(
  files: Files,
  folder: string,
  object: YamlObject,
  { name, keepsNamespace }: Naming,
): { readonly file: string; readonly text: string } {
  const metadata = isYamlObject(object['metadata']) ? { ...object['metadata'] } : {};
  const rendered = typeof metadata['name'] === 'string' ? metadata['name'] : 'object';
  metadata['name'] = name(rendered);
  if (!keepsNamespace) delete metadata['namespace'];
  const kind = typeof object['kind'] === 'string' ? object['kind'] : 'object';
  const words = kind.replace(/([a-z])([A-Z])/g, '$1-$2').toLowerCase();
  const file = freeName(files, folder, `${name(rendered)}-${words}`);
  return { file, text: `${printYaml({ ...object, metadata }).trimEnd()}\n` };
}

function freeName(files: Files, folder: string, stem: string): string {
  for (let copy = 1; ; copy += 1) {
    const file = joinPath(folder, `${stem}${copy === 1 ? '' : `-${copy}`}.yaml`);
    if (isDenied(files.read(file))) return file;
  }
}
