/**
 * `base ** exponent` rounded as Go's `math.Pow` rounds it (Terraform's `pow` uses it): by repeated squaring
 * of the mantissa, with `exp` and `log` for the fraction of the exponent. V8's own `**` differs in the last
 * digit.
 */
export function power(base: number, exponent: number): number {
  if (exponent === 0 || base === 1) return 1;
  if (exponent === 1) return base;
  if (!Number.isFinite(base) || !Number.isFinite(exponent) || base === 0) return base ** exponent;
  if (exponent === 0.5) return Math.sqrt(base);
  if (exponent === -0.5) return 1 / Math.sqrt(base);
  let whole = Math.trunc(Math.abs(exponent));
  let fraction = Math.abs(exponent) - whole;
  if (fraction !== 0 && base < 0) return Number.NaN;
  if (whole >= 2 ** 63) return base ** exponent;
  let mantissa = 1;
  let scale = 0;
  if (fraction !== 0) {
    if (fraction > 0.5) {
      fraction -= 1;
      whole += 1;
    }
    mantissa = Math.exp(fraction * Math.log(base));
  }
  let [square, squareScale] = split(base);
  for (let rest = BigInt(whole); rest !== 0n; rest >>= 1n) {
    if (Math.abs(squareScale) > 4096) {
      scale += squareScale;
      break;
    }
    if ((rest & 1n) === 1n) {
      mantissa *= square;
      scale += squareScale;
    }
    square *= square;
    squareScale *= 2;
    if (square < 0.5) {
      square += square;
      squareScale -= 1;
    }
  }
  return exponent < 0 ? scaled(1 / mantissa, -scale) : scaled(mantissa, scale);
}

/** A number as mantissa in [0.5, 1) and power of two. */
function split(value: number): [number, number] {
  let mantissa = Math.abs(value);
  let scale = 0;
  if (mantissa < 2 ** -1022) {
    mantissa *= 2 ** 53;
    scale -= 53;
  }
  const exponent = Math.floor(Math.log2(mantissa)) + 1;
  mantissa = scaled(mantissa, -exponent);
  scale += exponent;
  if (mantissa >= 1) return [(Math.sign(value) * mantissa) / 2, scale + 1];
  if (mantissa < 0.5) return [Math.sign(value) * mantissa * 2, scale - 1];
  return [Math.sign(value) * mantissa, scale];
}

/** `value * 2^scale`, in steps that do not overflow before the result does. */
function scaled(value: number, scale: number): number {
  if (scale > 1000) return scaled(value * 2 ** 1000, scale - 1000);
  if (scale < -1000) return scaled(value * 2 ** -1000, scale + 1000);
  return value * 2 ** scale;
}
