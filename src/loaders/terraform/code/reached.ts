import { literalText } from '../../../syntax/hcl/literal-text.ts';
import type { Files } from '../../../core/files.ts';
import type { ModuleConfig } from '../config/module-config.ts';
import type { ModuleReader } from '../config/read-module.ts';
import { joinFolder } from '../evaluate/relative-folder.ts';
import { isLocalSource } from '../stacks/find-roots.ts';
import type { ReachedModule } from './input.ts';

/** The local modules that a root reaches through calls, each once, with the calls that open it. */
export function reachedModules(
  root: ModuleConfig,
  files: Files,
  reader: ModuleReader,
): readonly ReachedModule[] {
  const found = new Map<string, { config: ModuleConfig; calledBy: { folder: string; name: string }[] }>();
  const queue = [root];
  for (let from = queue.pop(); from; from = queue.pop()) {
    for (const call of from.moduleCalls.values()) {
      const config = calledModule(
        from,
        literalText(call.attributes.get('source')?.attribute.expression),
        files,
        reader,
      );
      if (!config || config === root) continue;
      const known = found.get(config.folder);
      if (known) {
        known.calledBy.push({ folder: from.folder, name: call.name });
      } else {
        found.set(config.folder, { config, calledBy: [{ folder: from.folder, name: call.name }] });
        queue.push(config);
      }
    }
  }
  return [...found.values()].map(({ config, calledBy }) => ({
    folder: config.folder,
    files: config.files.map((file) => ({ file: file.path, text: file.text, document: file.document })),
    calledBy,
  }));
}

function calledModule(
  from: ModuleConfig,
  source: string | undefined,
  files: Files,
  reader: ModuleReader,
): ModuleConfig | undefined {
  if (source === undefined || !isLocalSource(source)) return undefined;
  const folder = joinFolder(from.folder, source);
  const real = folder === undefined ? undefined : files.resolve(folder);
  return typeof real === 'string' ? reader.read(real) : undefined;
}
