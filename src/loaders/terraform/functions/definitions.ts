import type { FunctionDefinition } from './definition.ts';
import { numberFunctions } from './numbers.ts';

/** Every built-in function by its name. */
export const definitions: ReadonlyMap<string, FunctionDefinition> = new Map([
  ...Object.entries(numberFunctions),
]);
