/** A Makefile: its targets, as far as the commands of a target need them. */
export interface Makefile {
  readonly targets: ReadonlyMap<string, Target>;
  /** Targets with a `%`, in the order of the file. */
  readonly patterns: readonly (readonly [pattern: string, target: Target])[];
  readonly variables: ReadonlyMap<string, string>;
  readonly first: string | undefined;
}

interface Target {
  readonly needs: readonly string[];
  readonly lines: readonly string[];
}

const MAX_LINE = 10_000;

/** Reads the targets and the simple variables of a Makefile; functions and conditions stay as they are. */
export function parseMakefile(text: string): Makefile {
  const targets = new Map<string, { needs: string[]; lines: string[] }>();
  const patterns = new Map<string, { needs: string[]; lines: string[] }>();
  const variables = new Map<string, string>();
  let first: string | undefined;
  let current: { needs: string[]; lines: string[] }[] = [];
  for (const line of text.replace(/\\\r?\n\t?/g, '\\\n').split(/(?<!\\)\r?\n/)) {
    if (line.length > MAX_LINE) continue;
    if (line.startsWith('\t')) {
      for (const target of current) target.lines.push(line.slice(1));
      continue;
    }
    const assignment = /^(?:export\s+)?([\w.-]+)\s*(?::{1,3}|[?+!])?=\s*(.*)$/.exec(line);
    if (assignment) {
      const [, name = '', value = ''] = assignment;
      if (!variables.has(name)) variables.set(name, value.replace(/\s+#.*$/, '').trim());
      continue;
    }
    const rule = /^([^\s:=#][^:=#]*?)\s*::?(?!=)\s*([^;=#]*)(?:;(.*))?/.exec(line);
    if (!rule) continue;
    const [, names = '', needs = '', command] = rule;
    current = names.split(/\s+/).map((name) => {
      const table = name.includes('%') ? patterns : targets;
      if (!name.startsWith('.')) first ??= name;
      const known = table.get(name) ?? { needs: [], lines: [] };
      table.set(name, known);
      known.needs.push(...needs.split(/[\s|]+/).filter((need) => need !== ''));
      if (command !== undefined) known.lines.push(command);
      return known;
    });
  }
  return { targets, patterns: [...patterns], variables, first };
}

export interface MakeCall {
  readonly targets: readonly string[];
  readonly variables: ReadonlyMap<string, string>;
}

// A recipe that is longer is a program.
const MAX_LENGTH = 64_000;

/** The commands that make runs for these targets and for what they need; undefined for unknown targets. */
export function commandsOfTargets(makefile: Makefile, call: MakeCall): string | undefined {
  const lines: string[] = [];
  const done = new Set<string>();
  const wanted =
    call.targets.length > 0 ? call.targets : makefile.first === undefined ? [] : [makefile.first];
  let length = 0;
  let isFound = false;
  const run = (name: string, depth: number): void => {
    if (done.has(name) || depth > 20 || length > MAX_LENGTH) return;
    done.add(name);
    const found = targetOf(makefile, name);
    if (!found) return;
    isFound = true;
    const fill = (text: string): string => filled(text, { name, stem: found.stem, makefile, call });
    for (const need of found.target.needs) for (const one of fill(need).split(/\s+/)) run(one, depth + 1);
    for (const line of found.target.lines) {
      const command = fill(line).replace(/^[@+-]+\s*/, '');
      length += command.length;
      if (length <= MAX_LENGTH) lines.push(command);
    }
  };
  for (const name of wanted) run(name, 0);
  return isFound ? lines.join('\n') : undefined;
}

function targetOf(makefile: Makefile, name: string): { target: Target; stem: string } | undefined {
  const target = makefile.targets.get(name);
  if (target && (target.lines.length > 0 || makefile.patterns.length === 0)) return { target, stem: '' };
  for (const [pattern, one] of makefile.patterns) {
    const [before = '', after = ''] = pattern.split('%', 2);
    const isLong = name.length >= before.length + after.length;
    if (isLong && name.startsWith(before) && name.endsWith(after)) {
      return { target: one, stem: name.slice(before.length, name.length - after.length) };
    }
  }
  return target && { target, stem: '' };
}

interface Filling {
  readonly name: string;
  readonly stem: string;
  readonly makefile: Makefile;
  readonly call: MakeCall;
}

/** Variables of make in a line; what is not set in the file stays, as a variable of the shell. */
function filled(text: string, { name, stem, makefile, call }: Filling): string {
  let result = text;
  // A value may name further variables; three rounds reach what people write.
  for (let round = 0; round < 3 && result.length <= MAX_LENGTH; round += 1) {
    const next = result.replace(
      /\$\$|\$[*@]|\$\(([\w.-]+)\)|\$\{([\w.-]+)\}/g,
      (whole, a?: string, b?: string) => {
        if (whole === '$*') return stem;
        if (whole === '$@') return name;
        const variable = a ?? b;
        if (variable === undefined) return whole;
        if (variable === 'MAKE') return 'make';
        return call.variables.get(variable) ?? makefile.variables.get(variable) ?? `\${${variable}}`;
      },
    );
    if (next === result) break;
    result = next;
  }
  return result.replaceAll('$$', '$');
}
