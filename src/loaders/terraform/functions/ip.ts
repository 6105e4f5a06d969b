import { EvaluationError } from '../values/value.ts';

/** A range of addresses: 32 bits for IPv4, 128 for IPv6. */
export interface Network {
  readonly address: bigint;
  readonly prefix: number;
  readonly bits: 32 | 128;
}

/** Reads `10.0.0.0/8` or `fd00::/8`; bits beyond the prefix are dropped. */
export function parseNetwork(text: string): Network {
  const [address = '', prefix = '', ...others] = text.split('/');
  const v4 = parseV4(address);
  const value = v4 ?? parseV6(address);
  const bits = v4 === undefined ? 128 : 32;
  if (value === undefined || others.length > 0 || !/^\d{1,3}$/.test(prefix) || Number(prefix) > bits) {
    throw new EvaluationError(`${JSON.stringify(text)} is no address range such as 10.0.0.0/16`);
  }
  return { address: value & maskOf(Number(prefix), bits), prefix: Number(prefix), bits };
}

/** The mask of a prefix: as many ones, then zeros. */
export function maskOf(prefix: number, bits: number): bigint {
  return ((1n << BigInt(prefix)) - 1n) << BigInt(bits - prefix);
}

/** Leading zeros are allowed and mean nothing, as in Terraform (and unlike C). */
function parseV4(text: string): bigint | undefined {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^\d+$/.test(part) && Number(part) < 256))
    return undefined;
  return parts.reduce((sum, part) => sum * 256n + BigInt(part), 0n);
}

function parseV6(text: string): bigint | undefined {
  const embedded = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text);
  if (embedded) {
    const last = parseV4(embedded[2] ?? '');
    if (last === undefined) return undefined;
    return parseV6(`${embedded[1] ?? ''}${(last >> 16n).toString(16)}:${(last & 0xffffn).toString(16)}`);
  }
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [head = [], tail = []] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const groups = [...head, ...tail];
  if (!groups.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))) return undefined;
  const missing = 8 - groups.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;
  const all = [...head, ...Array.from({ length: missing }, () => '0'), ...tail];
  return all.reduce((sum, group) => sum * 65_536n + BigInt(`0x${group}`), 0n);
}

/** An address as Go writes it. */
export function addressText(address: bigint, bits: 32 | 128): string {
  if (bits === 32) return [24n, 16n, 8n, 0n].map((shift) => String((address >> shift) & 0xffn)).join('.');
  if (address >> 32n === 0xffffn) return addressText(address & 0xffff_ffffn, 32);
  const groups = Array.from({ length: 8 }, (_, index) =>
    ((address >> BigInt(112 - index * 16)) & 0xffffn).toString(16),
  );
  return compressed(groups);
}

/** The longest run of zero groups, the first of them if there are several, becomes `::`. */
function compressed(groups: readonly string[]): string {
  let [bestStart, bestLength] = [-1, 1];
  for (let start = 0; start < groups.length; start += 1) {
    let length = 0;
    while (groups[start + length] === '0') length += 1;
    if (length > bestLength) [bestStart, bestLength] = [start, length];
  }
  if (bestStart < 0) return groups.join(':');
  return `${groups.slice(0, bestStart).join(':')}::${groups.slice(bestStart + bestLength).join(':')}`;
}

/** A range in the notation of CIDR. */
export function networkText({ address, prefix, bits }: Network): string {
  return `${addressText(address, bits)}/${String(prefix)}`;
}
