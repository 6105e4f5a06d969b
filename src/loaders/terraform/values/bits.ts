/** The absolute value. */
export function magnitudeOf(value: bigint): bigint {
  return value < 0n ? -value : value;
}

/** Bits needed for a positive integer. */
export function bitLength(value: bigint): number {
  const hex = value.toString(16);
  return hex.length * 4 - Math.clz32(Number.parseInt(hex.charAt(0), 16)) + 28;
}

/** Zero bits at the end of a positive integer. */
export function trailingZeros(value: bigint): number {
  return (value & 1n) === 1n ? 0 : bitLength(value & -value) - 1;
}

/** Drops low bits, rounding to nearest even. */
export function roundShift(value: bigint, bits: number): bigint {
  const kept = value >> BigInt(bits);
  const rest = value - (kept << BigInt(bits));
  const half = 1n << BigInt(bits - 1);
  return rest > half || (rest === half && (kept & 1n) === 1n) ? kept + 1n : kept;
}
