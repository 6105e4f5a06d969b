import { literalText } from '../../../syntax/hcl/literal-text.ts';
import type { Files } from '../../../core/files.ts';
import { byCodeUnit } from '../../../core/order.ts';
import { folderOf } from '../../../core/path.ts';
import type { ModuleConfig } from '../config/module-config.ts';
import type { ModuleReader } from '../config/read-module.ts';
import { CONFIG_FILE } from '../config/read-module.ts';
import { joinFolder } from '../evaluate/relative-folder.ts';

/**
 * Every folder with Terraform files outside `.terraform`, and which of them nothing in the tree calls as a
 * module.
 */
export interface Roots {
  readonly modules: ReadonlyMap<string, ModuleConfig>;
  /** Folders of root modules, sorted. */
  readonly roots: readonly string[];
  /** For each called folder, the folders that call it. */
  readonly callers: ReadonlyMap<string, readonly string[]>;
}

/**
 * A folder is a root when no other folder calls it, or when it keeps a state of its own (a backend or cloud
 * block).
 */
export function findRoots(files: Files, reader: ModuleReader): Roots {
  const folders = new Set<string>();
  for (const path of files.list()) {
    if (!CONFIG_FILE.test(path) || path.startsWith('.terraform/') || path.includes('/.terraform/')) continue;
    folders.add(folderOf(path));
  }
  const modules = new Map<string, ModuleConfig>();
  const callers = new Map<string, string[]>();
  for (const folder of [...folders].sort(byCodeUnit)) {
    const config = reader.read(folder);
    if (!config) continue;
    modules.set(folder, config);
    for (const called of calledFolders(files, config)) {
      if (called === folder) continue;
      const known = callers.get(called);
      if (known) known.push(folder);
      else callers.set(called, [folder]);
    }
  }
  const roots = [...modules.values()].filter((config) => !callers.has(config.folder) || keepsState(config));
  return { modules, roots: roots.map((config) => config.folder), callers };
}

function calledFolders(files: Files, config: ModuleConfig): readonly string[] {
  const found: string[] = [];
  for (const call of config.moduleCalls.values()) {
    const source = literalText(call.attributes.get('source')?.attribute.expression);
    if (source === undefined || !isLocalSource(source)) continue;
    const folder = joinFolder(config.folder, source);
    const real = folder === undefined ? undefined : files.resolve(folder);
    if (typeof real === 'string') found.push(real);
  }
  return found;
}

/** Whether the source of a module is a folder: terraform asks for a dot in front. */
export function isLocalSource(source: string): boolean {
  return source === '.' || source === '..' || source.startsWith('./') || source.startsWith('../');
}

function keepsState(config: ModuleConfig): boolean {
  return config.settings.some(({ blocks }) =>
    blocks.some(({ block }) => block.type === 'backend' || block.type === 'cloud'),
  );
}
