import { describe, expect, it } from 'vitest';
import type { Zone, Zones } from '../../src/core/facts/common.ts';
import { Unknown } from '../../src/core/value.ts';
import type { Value } from '../../src/core/value.ts';
import { zonesTogether } from '../../src/core/zones.ts';

const somewhere = new Unknown({ reason: 'variable-without-value', detail: 'var.subnets has no value' });

function named(...names: readonly string[]): Zones {
  return {
    atLeast: names.length,
    atMost: names.length,
    names: names.map((name): Zone => ({ id: name, name })),
  };
}

/** `at least – at most`, with `?` for what is not known. */
function check(all: readonly Value<Zones>[], expected: string): void {
  const together = zonesTogether(all);
  const shown = Unknown.is(together)
    ? '?'
    : `${together.atLeast} – ${Unknown.is(together.atMost) ? '?' : together.atMost}`;
  expect(shown).toBe(expected);
}

describe('zones that several components use together', () => {
  it('are those of all', () => check([named('eu-west-1a'), named('eu-west-1b')], '2 – 2'));
  it('are counted once', () => check([named('eu-west-1a'), named('eu-west-1a')], '1 – 1'));
  it('are several for certain although one component is not known', () =>
    check([named('eu-west-1a', 'eu-west-1b'), somewhere], '2 – ?'));
  it('are not known when the unknown component decides', () => check([named('eu-west-1a'), somewhere], '?'));
  it('keep the bounds of a single component without names', () =>
    check([{ atLeast: 1, atMost: 1, names: somewhere }], '1 – 1'));
  it('have no upper bound when names are missing', () =>
    check([named('eu-west-1a'), { atLeast: 1, atMost: 1, names: somewhere }], '1 – ?'));
  it('may be one zone when only one of two is called by its name', () =>
    check(
      [named('eu-west-1a'), { atLeast: 1, atMost: 1, names: [{ id: 'zones.names[0]', name: undefined }] }],
      '1 – 2',
    ));
});
