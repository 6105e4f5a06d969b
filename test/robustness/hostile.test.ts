import { expect, test } from 'vitest';
import { brokenBy } from '../support/hold-hostile.ts';
import { hostileInput } from '../support/hostile-files.ts';

// A fixed part of what bench/hostile.ts runs by the hundred thousand.
const INPUTS = 300;
const PORTION = 50;

test.each(Array.from({ length: INPUTS / PORTION }, (_, index) => index * PORTION))(
  'fifty broken projects from %i on are audited without a throw, a leak or a difference',
  async (from) => {
    const broken: string[] = [];
    for (let seed = from; seed < from + PORTION; seed += 1) {
      for (const what of await brokenBy(hostileInput(seed, []), { twice: seed % 5 === 0, pictures: false }))
        broken.push(`${seed}: ${what}`);
    }
    expect(broken).toEqual([]);
  },
);
