import { describe, expect, it } from 'vitest';
import { coversInternet, ipv4Range, ipv4Text } from '../../src/core/address-range.ts';

describe('an address range', () => {
  it.each([
    ['10.0.0.0/16', '10.0.0.0/16'],
    ['10.0.7.9/16', '10.0.0.0/16'],
    ['198.51.100.7', '198.51.100.7/32'],
    ['0.0.0.0/0', '0.0.0.0/0'],
    ['255.255.255.255/32', '255.255.255.255/32'],
  ])('%s is %s', (text, expected) => {
    const range = ipv4Range(text);
    expect(range && ipv4Text(range)).toBe(expected);
  });

  it.each(['10.0.0.0/33', '10.0.0/16', '10.0.0.256/24', '2001:db8::/32', 'everything'])(
    '%s is none',
    (text) => {
      expect(ipv4Range(text)).toBeUndefined();
    },
  );
});

describe('most of the internet', () => {
  it.each([
    [['0.0.0.0/0'], true],
    [['::/0'], true],
    [['2000::/3'], true],
    [['0.0.0.0/1'], true],
    [['0.0.0.0/2', '192.0.0.0/2'], true],
    [['0.0.0.0/2', '0.0.0.0/2'], false],
    [['0.0.0.0/2', '10.0.0.0/8'], false],
    [['10.0.0.0/8', '192.168.0.0/16'], false],
    [['2001:db8::/32'], false],
    [[], false],
  ])('%j: %s', (ranges, expected) => {
    expect(coversInternet(ranges)).toBe(expected);
  });
});
