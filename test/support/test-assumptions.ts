import data from '../../data/availability.json' with { type: 'json' };
import { makeAssumptions } from '../../src/core/make-assumptions.ts';

/** The assumptions that ship with the package. */
export const testAssumptions = makeAssumptions(data);
