import { joinPath, nameOf } from '../../core/path.ts';
import type { ComposeFiles } from './read-file.ts';

// Texts in which people write down how a project is started.
const TEXTS = ['Makefile', 'README.md', 'justfile', 'Taskfile.yml', 'package.json', 'start.sh', 'run.sh'];

// A command that names several files, over lines that end in a backslash and behind marks of comments.
const COMMAND = /\bdocker[- ]compose\b((?:\s+(?:-f|--file)[ =]["']?[\w./-]+["']?)+)/g;
const MOST_TEXT = 200_000;

/**
 * The files that the repository says are started together, the longest list of them: what `docker compose -f
 * … -f …` names in the compose files themselves and in the texts beside them. Undefined where no command
 * names the folder's own file and two others.
 */
export function startedTogether(
  files: ComposeFiles,
  folder: string,
  { own, others }: { readonly own: string; readonly others: ReadonlySet<string> },
): readonly string[] | undefined {
  let longest: readonly string[] = [];
  for (const name of [own, ...others, ...TEXTS]) {
    const text = files.text(joinPath(folder, name))?.slice(0, MOST_TEXT);
    if (text === undefined || !/docker[- ]compose/.test(text)) continue;
    for (const [, list = ''] of joinedLines(text).matchAll(COMMAND)) {
      const [first, ...rest] = namesIn(list);
      const layers = [...new Set(rest)].filter((one) => others.has(one));
      if (first === own && layers.length > longest.length) longest = layers;
    }
  }
  return longest.length > 1 ? longest : undefined;
}

function joinedLines(text: string): string {
  return text.replaceAll(/\\\r?\n[ \t]*(?:#|\/\/)?[ \t]*/g, ' ');
}

function namesIn(list: string): readonly string[] {
  return [...list.matchAll(/(?:-f|--file)[ =]["']?([\w./-]+)/g)].map(([, path = '']) => nameOf(path));
}
