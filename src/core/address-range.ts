/** Addresses from `start` to `end`, both included. */
export interface AddressRange {
  readonly start: number;
  readonly end: number;
}

const ALL_IPV4 = 2 ** 32;

/** An IPv4 range in CIDR notation, or a single address; undefined for anything else. */
export function ipv4Range(text: string): AddressRange | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})(?:\/(\d{1,2}))?$/.exec(text.trim());
  if (!match) return undefined;
  const octets = match.slice(1, 5).map(Number);
  const length = match[5] === undefined ? 32 : Number(match[5]);
  if (octets.some((octet) => octet > 255) || length > 32) return undefined;
  const address = octets.reduce((sum, octet) => sum * 256 + octet, 0);
  const size = 2 ** (32 - length);
  const start = address - (address % size);
  return { start, end: start + size - 1 };
}

/** The range as text; its size is a power of two. */
export function ipv4Text({ start, end }: AddressRange): string {
  const octets = [24, 16, 8, 0].map((shift) => Math.floor(start / 2 ** shift) % 256);
  return `${octets.join('.')}/${32 - Math.log2(end - start + 1)}`;
}

/** True when the ranges together hold most of the internet: half of all IPv4 addresses, or of public IPv6. */
export function coversInternet(ranges: readonly string[]): boolean {
  if (ranges.some(isMostOfIpv6)) return true;
  const known = ranges.flatMap((text) => ipv4Range(text) ?? []).sort((a, b) => a.start - b.start);
  let covered = 0;
  let next = 0;
  for (const { start, end } of known) {
    const from = Math.max(start, next);
    if (end >= from) covered += end - from + 1;
    next = Math.max(next, end + 1);
  }
  return covered >= ALL_IPV4 / 2;
}

// All public IPv6 addresses are in 2000::/3: IANA, IPv6 global unicast address assignments.
function isMostOfIpv6(text: string): boolean {
  const match = /^([0-9a-f:]+)\/(\d{1,3})$/i.exec(text.trim());
  if (!match?.[1] || !match[2] || !match[1].includes(':')) return false;
  const length = Number(match[2]);
  return length <= 2 || (length <= 4 && /^[23][0-9a-f]{3}:/i.test(match[1]));
}

/** Ranges that private networks may use: RFC 1918. */
export const privateRanges: readonly string[] = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'];
