import type { Files } from '../../../core/files.ts';
import { isDenied } from '../../../core/files.ts';
import type { ModuleConfig } from '../config/module-config.ts';
import type { ModuleReader } from '../config/read-module.ts';
import type { LocatedModule, WantedModule } from '../evaluate/context.ts';
import { joinFolder } from '../evaluate/relative-folder.ts';
import { isLocalSource } from '../stacks/find-roots.ts';
import { isMapping, mappedModule, mappedSubmodule } from './registry.ts';

/**
 * Finds the code of module calls of one root: in the tree, in `.terraform/modules`, in a mapping, or not at
 * all.
 */
export class ModuleLocator {
  readonly #files: Files;
  readonly #reader: ModuleReader;
  readonly #root: string;
  #manifest: ReadonlyMap<string, string> | undefined;

  constructor(files: Files, reader: ModuleReader, root: string) {
    this.#files = files;
    this.#reader = reader;
    this.#root = root;
  }

  locate({ source, version, fromFolder, key }: WantedModule): LocatedModule {
    if (isMapping(fromFolder) && isLocalSource(source))
      return opened(mappedSubmodule(fromFolder, source), source);
    if (isLocalSource(source)) return this.#local(source, fromFolder);
    return this.#vendored(key) ?? opened(mappedModule(source, version), source);
  }

  #local(source: string, fromFolder: string): LocatedModule {
    const folder = joinFolder(fromFolder, source);
    if (folder === undefined)
      return { opened: 'opaque', why: `${source} leaves the folder that may be read` };
    const real = this.#files.resolve(folder);
    if (isDenied(real)) return { opened: 'opaque', why: real.message };
    const config = this.#reader.read(real);
    return config
      ? { opened: real.includes('.terraform/modules/') ? 'vendored' : 'local', config }
      : { opened: 'opaque', why: `${folder} holds no Terraform files` };
  }

  /** `terraform init` writes where it put each call: `.terraform/modules/modules.json`. */
  #vendored(key: string): LocatedModule | undefined {
    this.#manifest ??= this.#readManifest();
    const folder = this.#manifest.get(key);
    const config = folder === undefined ? undefined : this.#reader.read(folder);
    return config && { opened: 'vendored', config };
  }

  #readManifest(): ReadonlyMap<string, string> {
    const path =
      this.#root === '' ? '.terraform/modules/modules.json' : `${this.#root}/.terraform/modules/modules.json`;
    const text = this.#files.read(path);
    const folders = new Map<string, string>();
    if (isDenied(text)) return folders;
    for (const { key, dir } of manifestEntries(text)) {
      const folder = joinFolder(this.#root, dir);
      if (folder !== undefined) folders.set(key, folder);
    }
    return folders;
  }
}

function opened(config: ModuleConfig | undefined, source: string): LocatedModule {
  return config
    ? { opened: 'mapped', config }
    : { opened: 'opaque', why: `the code of ${source} is not in the tree` };
}

function manifestEntries(text: string): readonly { key: string; dir: string }[] {
  let manifest: unknown;
  try {
    manifest = JSON.parse(text);
  } catch {
    return [];
  }
  const modules =
    typeof manifest === 'object' && manifest !== null && 'Modules' in manifest ? manifest.Modules : [];
  const entries: { key: string; dir: string }[] = [];
  for (const item of Array.isArray(modules) ? modules : []) {
    const one: unknown = item;
    if (typeof one !== 'object' || one === null || !('Key' in one) || !('Dir' in one)) continue;
    if (typeof one.Key === 'string' && typeof one.Dir === 'string')
      entries.push({ key: one.Key, dir: one.Dir });
  }
  return entries;
}
