import { conversionFunctions } from './conversions.ts';
import type { FunctionDefinition } from './definition.ts';
import { impureFunctions } from './impure.ts';
import { listFunctions } from './lists.ts';
import { mapFunctions } from './maps.ts';
import { numberFunctions } from './numbers.ts';
import { searchFunctions } from './search.ts';
import { setFunctions } from './sets.ts';

/** Every built-in function by its name. */
export const definitions: ReadonlyMap<string, FunctionDefinition> = new Map([
  ...Object.entries(conversionFunctions),
  ...Object.entries(impureFunctions),
  ...Object.entries(listFunctions),
  ...Object.entries(mapFunctions),
  ...Object.entries(numberFunctions),
  ...Object.entries(searchFunctions),
  ...Object.entries(setFunctions),
]);
