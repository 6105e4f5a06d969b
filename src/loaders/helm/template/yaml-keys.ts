const LETTER = /^\p{L}$/u;
const DIGIT = /^\p{Nd}$/u;

/** The order in which go-yaml writes keys: numbers inside texts by their value, letters after the rest. */
export function byYamlKey(a: string, b: string): number {
  if (a === b) return 0;
  return isBefore([...a], [...b]) ? -1 : 1;
}

function isBefore(a: readonly string[], b: readonly string[]): boolean {
  const shared = Math.min(a.length, b.length);
  for (let at = 0; at < shared; at += 1) {
    const left = a[at] ?? '';
    const right = b[at] ?? '';
    if (left === right) continue;
    const isLetterLeft = LETTER.test(left);
    const isLetterRight = LETTER.test(right);
    if (isLetterLeft && isLetterRight) return left < right;
    if (isLetterLeft || isLetterRight) return isLetterRight;
    return isNumberBefore(a, b, at);
  }
  return a.length < b.length;
}

function isNumberBefore(a: readonly string[], b: readonly string[], at: number): boolean {
  const left = a[at] ?? '';
  const right = b[at] ?? '';
  // A zero inside a number that has begun counts for its length.
  const seed = (left === '0' || right === '0') && hasDigitBefore(a, at) ? 1n : 0n;
  const first = numberAt(a, at, seed);
  const second = numberAt(b, at, seed);
  if (first.value !== second.value) return first.value < second.value;
  if (first.end !== second.end) return first.end < second.end;
  return left < right;
}

function hasDigitBefore(text: readonly string[], at: number): boolean {
  for (let before = at - 1; before >= 0 && DIGIT.test(text[before] ?? ''); before -= 1) {
    if (text[before] !== '0') return true;
  }
  return false;
}

function numberAt(
  text: readonly string[],
  at: number,
  seed: bigint,
): { readonly value: bigint; readonly end: number } {
  let value = seed;
  let end = at;
  for (; DIGIT.test(text[end] ?? ''); end += 1) {
    value = BigInt.asIntN(64, value * 10n + BigInt((text[end]?.codePointAt(0) ?? 48) - 48));
  }
  return { value, end };
}
