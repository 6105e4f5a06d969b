import { builtins } from './builtins.ts';
import { helmFunctions } from './helm-functions.ts';
import { textFunctions } from './text-functions.ts';
import type { FunctionTable } from './value.ts';

/** What the engine brings along: Go's own functions, Helm's, and those that keep the origin of texts. */
export const coreFunctions: FunctionTable = { ...textFunctions, ...helmFunctions, ...builtins };
