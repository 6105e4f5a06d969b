import type { ShellCommand } from './shell.ts';

/** The commands without those of functions that nobody calls; `names` are called from outside. */
export function runCommands(
  commands: readonly ShellCommand[],
  names: readonly string[],
): readonly ShellCommand[] {
  const functions = new Map<string, ShellCommand[]>();
  const open: ShellCommand[] = [];
  for (const command of commands) {
    if (command.within === undefined) open.push(command);
    else {
      const known = functions.get(command.within);
      if (known) known.push(command);
      else functions.set(command.within, [command]);
    }
  }
  if (functions.size === 0) return commands;
  const called = new Set(names.filter((name) => functions.has(name)));
  const waiting = [open, ...[...called].map((name) => functions.get(name) ?? [])];
  for (let parts = waiting.pop(); parts; parts = waiting.pop()) {
    // `retry deploy_orders`, `trap clean_up EXIT`: any word may be the name of a function.
    for (const word of parts.flatMap(({ words }) => words)) {
      const inner = called.has(word) ? undefined : functions.get(word);
      if (!inner) continue;
      called.add(word);
      waiting.push(inner);
    }
  }
  return commands.filter(({ within }) => within === undefined || called.has(within));
}
