/** A version as Helm's library reads it: missing parts are zero, a `v` may stand before it. */
export interface Version {
  readonly major: bigint;
  readonly minor: bigint;
  readonly patch: bigint;
  readonly prerelease: string;
  readonly metadata: string;
  readonly original: string;
}

const IDENTIFIERS = '[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*';
const VERSION = new RegExp(
  `^v?(\\d+)(?:\\.(\\d+))?(?:\\.(\\d+))?(?:-(${IDENTIFIERS}))?(?:\\+(${IDENTIFIERS}))?$`,
);
// The library reads each part as an unsigned integer of 64 bits.
const LARGEST = 2n ** 64n - 1n;

/** The version, or what the library says of a text that is none. */
export function readVersion(text: string): Version | string {
  const parts = VERSION.exec(text);
  if (!parts) return 'Invalid Semantic Version';
  const [, major = '0', minor = '0', patch = '0', prerelease = '', metadata = ''] = parts;
  const numbers = { major: BigInt(major), minor: BigInt(minor), patch: BigInt(patch) };
  for (const [part, number] of Object.entries({ major, minor, patch })) {
    const isTooLarge = BigInt(number) > LARGEST;
    if (isTooLarge) return `Error parsing version segment: ${part} ${number}: value out of range`;
  }
  if (prerelease.split('.').some((one) => /^0\d+$/.test(one))) return 'Version segment starts with 0';
  return { ...numbers, prerelease, metadata, original: text };
}

/** `1.2.3-rc.1+build`, without the `v`. */
export function versionText({ major, minor, patch, prerelease, metadata }: Version): string {
  const pre = prerelease === '' ? '' : `-${prerelease}`;
  return `${major}.${minor}.${patch}${pre}${metadata === '' ? '' : `+${metadata}`}`;
}

/** Below, at or above zero; metadata does not count. */
export function compareVersions(a: Version, b: Version): number {
  return (
    compare(a.major, b.major) ||
    compare(a.minor, b.minor) ||
    compare(a.patch, b.patch) ||
    comparePrereleases(a.prerelease, b.prerelease)
  );
}

/** What comes before a release is below it; its parts are compared one by one. */
export function comparePrereleases(a: string, b: string): number {
  if (a === b) return 0;
  if (a === '') return 1;
  if (b === '') return -1;
  const left = a.split('.');
  const right = b.split('.');
  for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
    const order = compareParts(left[index], right[index]);
    if (order !== 0) return order;
  }
  return 0;
}

function compareParts(a: string | undefined, b: string | undefined): number {
  if (a === undefined || b === undefined) return a === b ? 0 : a === undefined ? -1 : 1;
  const isNumber = [/^\d+$/.test(a), /^\d+$/.test(b)];
  if (isNumber[0] && isNumber[1]) return compare(BigInt(a), BigInt(b));
  if (isNumber[0] || isNumber[1]) return isNumber[0] ? -1 : 1;
  return compare(a, b);
}

function compare<T extends bigint | string>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
