const MAX_LENGTH = 2000;
const MAX_TEXT = 500;
// Ways to try, as a power of two: three repetitions over the longest text, and a choice.
const MOST_BITS = 30;
const BITS_OF_REPEAT = Math.log2(MAX_TEXT);

/** A pattern that is asked whether it is a whole text; undefined where that would take too long. */
export type WholePattern = (text: string) => boolean | undefined;

/**
 * The pattern of a matcher of Prometheus, which matches whole texts; undefined where it is not understood, or
 * would take too long.
 */
export function wholePattern(pattern: string): WholePattern | undefined {
  if (pattern.length > MAX_LENGTH || bitsOf(pattern) > MOST_BITS) return undefined;
  const flags = pattern.startsWith('(?i)') ? 'isu' : 'su';
  try {
    const whole = new RegExp(`^(?:${pattern.replace(/^\(\?[is]+\)/, '')})$`, flags);
    return (text) => (text.length > MAX_TEXT ? undefined : whole.test(text));
  } catch {
    return undefined;
  }
}

// A letter, an escape, a class, a parenthesis, or what repeats the part before it.
const PART = /\\[\s\S]|\[\^?\]?(?:\\[\s\S]|[^\]\\])*\]|\((?:\?:)?|\{\d*,?\d*\}\??|[*+?]\??|[\s\S]/g;

interface Group {
  /** Of the alternative that is being read, and of the worst one before. */
  now: number;
  most: number;
  alternatives: number;
}

/**
 * How many ways there are to try the pattern, as a power of two. A repeated group that repeats or chooses
 * takes exponential time here, though not in Prometheus.
 */
function bitsOf(pattern: string): number {
  const open: Group[] = [{ now: 0, most: 0, alternatives: 1 }];
  let closed = 0;
  for (const [part] of pattern.matchAll(PART)) {
    const group = open.at(-1);
    if (!group) return Infinity;
    const inner = closed;
    closed = 0;
    if (part.startsWith('(')) open.push({ now: 0, most: 0, alternatives: 1 });
    else if (part === ')') {
      open.pop();
      const around = open.at(-1);
      if (!around) return Infinity;
      closed = bitsOfGroup(group);
      around.now += closed;
    } else if (part === '|') {
      group.most = Math.max(group.most, group.now);
      group.now = 0;
      group.alternatives += 1;
    } else group.now += bitsOfRepeat(part, inner);
  }
  const [whole] = open;
  return whole && open.length === 1 ? bitsOfGroup(whole) : Infinity;
}

function bitsOfGroup({ now, most, alternatives }: Group): number {
  return Math.max(now, most) + Math.log2(alternatives);
}

/** What a repetition adds to the part before it, which has some bits of its own. */
function bitsOfRepeat(part: string, inner: number): number {
  if (part.startsWith('?')) return 1;
  if (!/^[*+{]/.test(part)) return 0;
  const fixed = /^\{(\d+)\}/.exec(part)?.[1];
  if (fixed !== undefined) return inner * Number(fixed);
  return inner > 0 ? Infinity : BITS_OF_REPEAT;
}
