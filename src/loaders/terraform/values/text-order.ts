/** Orders texts by code point, which is the order of their UTF-8 bytes and so Terraform's. */
export function byCodePoint(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index += 1) {
    const [left, right] = [a.charCodeAt(index), b.charCodeAt(index)];
    if (left === right) continue;
    const [isPairA, isPairB] = [isSurrogate(left), isSurrogate(right)];
    // Surrogates stand for code points above every other unit, also above U+E000 to U+FFFF.
    return isPairA === isPairB ? left - right : isPairA ? 1 : -1;
  }
  return a.length - b.length;
}

function isSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdfff;
}
