import type { FunctionTable } from '../template/value.ts';
import { caseFunctions } from './cases.ts';
import { dateFunctions } from './dates.ts';
import { decimalFunctions } from './decimals.ts';
import { defaultFunctions } from './defaults.ts';
import { dictFunctions } from './dicts.ts';
import { encodingFunctions } from './encodings.ts';
import { listFunctions } from './lists.ts';
import { numberFunctions } from './numbers.ts';
import { pathFunctions } from './paths.ts';
import { reflectionFunctions } from './reflection.ts';
import { regexFunctions } from './regexes.ts';
import { secretFunctions } from './secrets.ts';
import { stringListFunctions } from './string-lists.ts';
import { stringFunctions } from './strings.ts';
import { tomlFunctions } from './toml.ts';
import { urlFunctions } from './urls.ts';
import { versionFunctions } from './versions.ts';

/** The functions of Sprig 3.3, as Helm 3.18 has them (without `env` and `expandenv`), and `fromToml`. */
export const sprigFunctions: FunctionTable = {
  ...caseFunctions,
  ...dateFunctions,
  ...decimalFunctions,
  ...defaultFunctions,
  ...dictFunctions,
  ...encodingFunctions,
  ...listFunctions,
  ...numberFunctions,
  ...pathFunctions,
  ...reflectionFunctions,
  ...regexFunctions,
  ...secretFunctions,
  ...stringListFunctions,
  ...stringFunctions,
  ...tomlFunctions,
  ...urlFunctions,
  ...versionFunctions,
};
