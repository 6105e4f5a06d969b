/** One step of a pattern: a set of characters, `*` inside a folder, or `**` across folders. */
type Step =
  | { readonly kind: 'one'; readonly accepts: (char: string) => boolean }
  | { readonly kind: 'star' }
  | { readonly kind: 'deep' };

/** Decides whether a path fits a pattern. */
export type Matches = (path: string) => boolean;

// A pattern that a person writes has a handful of alternatives.
const MOST_ALTERNATIVES = 200;

/**
 * A pattern as Go's `path.Match` reads it: `*` and `?` stay inside a folder, `[a-z]`, `\` escapes. Undefined
 * where Go refuses it.
 */
export function pathPattern(pattern: string): Matches | undefined {
  const steps = stepsOf(pattern, { hasDeep: false, negation: '^' });
  return steps && ((path) => fits(steps, path));
}

/**
 * A pattern of `.Files.Glob`: also `**` for any depth, `{a,b}` and `[!a]`. What does not compile matches
 * everything at any depth, as in Helm.
 */
export function filesPattern(pattern: string): Matches {
  const alternatives = expand(pattern)?.map((one) => stepsOf(one, { hasDeep: true, negation: '!' }));
  if (!alternatives) return () => true;
  const known = alternatives.flatMap((steps) => (steps ? [steps] : []));
  if (known.length < alternatives.length) return () => true;
  return (path) => known.some((steps) => fits(steps, path));
}

/** `{a,b}/c` as `a/c` and `b/c`; undefined where braces do not close, or make too many. */
function expand(pattern: string): readonly string[] | undefined {
  let done: string[] = [''];
  for (let at = 0; at < pattern.length; at += 1) {
    const char = pattern.charAt(at);
    if (char === '\\') {
      const escaped = pattern.slice(at, at + 2);
      done = done.map((one) => one + escaped);
      at += 1;
    } else if (char === '{') {
      const end = closing(pattern, at);
      if (end === undefined) return undefined;
      const inner = choices(pattern.slice(at + 1, end)).map(expand);
      const texts = inner.flatMap((one) => one ?? []);
      if (inner.includes(undefined) || done.length * texts.length > MOST_ALTERNATIVES) return undefined;
      done = done.flatMap((one) => texts.map((text) => one + text));
      at = end;
    } else done = done.map((one) => one + char);
  }
  return done;
}

function closing(pattern: string, open: number): number | undefined {
  let depth = 0;
  for (let at = open; at < pattern.length; at += 1) {
    const char = pattern.charAt(at);
    if (char === '\\') at += 1;
    else if (char === '{') depth += 1;
    else if (char === '}') {
      depth -= 1;
      if (depth === 0) return at;
    }
  }
  return undefined;
}

function choices(inner: string): readonly string[] {
  const found: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < inner.length; at += 1) {
    const char = inner.charAt(at);
    if (char === '\\') at += 1;
    else if (char === '{') depth += 1;
    else if (char === '}') depth -= 1;
    else if (char === ',' && depth === 0) {
      found.push(inner.slice(from, at));
      from = at + 1;
    }
  }
  return [...found, inner.slice(from)];
}

interface Dialect {
  readonly hasDeep: boolean;
  /** What turns `[…]` around. */
  readonly negation: string;
}

function stepsOf(pattern: string, dialect: Dialect): readonly Step[] | undefined {
  const steps: Step[] = [];
  for (let at = 0; at < pattern.length; at += 1) {
    const char = pattern.charAt(at);
    if (char === '*') {
      const isDeep = dialect.hasDeep && pattern.charAt(at + 1) === '*';
      steps.push({ kind: isDeep ? 'deep' : 'star' });
      if (isDeep) at += 1;
    } else if (char === '?') steps.push({ kind: 'one', accepts: (other) => other !== '/' });
    else if (char === '[') {
      const end = pattern.indexOf(']', at + 2);
      if (end < 0) return undefined;
      steps.push(classOf(pattern.slice(at + 1, end), dialect.negation));
      at = end;
    } else {
      if (char === '\\') at += 1;
      if (at >= pattern.length) return undefined;
      const wanted = pattern.charAt(at);
      steps.push({ kind: 'one', accepts: (other) => other === wanted });
    }
  }
  return steps;
}

function classOf(inner: string, negation: string): Step {
  const isNegated = inner.startsWith(negation);
  const ranges: (readonly [string, string])[] = [];
  const text = isNegated ? inner.slice(1) : inner;
  for (let at = 0; at < text.length; at += 1) {
    if (text.charAt(at) === '\\') at += 1;
    const low = text.charAt(at);
    const isRange = text.charAt(at + 1) === '-' && at + 2 < text.length;
    ranges.push([low, isRange ? text.charAt(at + 2) : low]);
    if (isRange) at += 2;
  }
  const isIn = (char: string): boolean => ranges.some(([low, high]) => low <= char && char <= high);
  return { kind: 'one', accepts: (char) => char !== '/' && isIn(char) !== isNegated };
}

/** Follows all ways through the pattern at once, so that no pattern takes more than length × steps. */
function fits(steps: readonly Step[], path: string): boolean {
  let states = withSkips(steps, new Set([0]));
  for (const char of path) {
    const next = new Set<number>();
    for (const state of states) {
      const step = steps[state];
      if (!step) continue;
      if (step.kind === 'one') {
        if (step.accepts(char)) next.add(state + 1);
      } else if (step.kind === 'deep' || char !== '/') next.add(state);
    }
    states = withSkips(steps, next);
    if (states.size === 0) return false;
  }
  return states.has(steps.length);
}

/** A star also stands for nothing. */
function withSkips(steps: readonly Step[], states: Set<number>): Set<number> {
  for (const state of states) {
    const step = steps[state];
    if (step && step.kind !== 'one') states.add(state + 1);
  }
  return states;
}
