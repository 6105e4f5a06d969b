import { cidrFunctions } from './cidr.ts';
import { conversionFunctions } from './conversions.ts';
import { csvFunctions } from './csv.ts';
import { dateFunctions } from './dates.ts';
import type { FunctionDefinition } from './definition.ts';
import { encodingFunctions } from './encodings.ts';
import { fileFunctions } from './files.ts';
import { formatFunctions } from './format.ts';
import { hashFunctions } from './hashes.ts';
import { impureFunctions } from './impure.ts';
import { jsonFunctions } from './json.ts';
import { listFunctions } from './lists.ts';
import { mapFunctions } from './maps.ts';
import { numberFunctions } from './numbers.ts';
import { pathFunctions } from './paths.ts';
import { regexFunctions } from './regex-functions.ts';
import { searchFunctions } from './search.ts';
import { setFunctions } from './sets.ts';
import { textFunctions } from './text.ts';
import { yamlFunctions } from './yaml.ts';

const groups = [
  cidrFunctions,
  conversionFunctions,
  csvFunctions,
  dateFunctions,
  encodingFunctions,
  fileFunctions,
  formatFunctions,
  hashFunctions,
  impureFunctions,
  jsonFunctions,
  listFunctions,
  mapFunctions,
  numberFunctions,
  pathFunctions,
  regexFunctions,
  searchFunctions,
  setFunctions,
  textFunctions,
  yamlFunctions,
];

/** Every built-in function by its name. */
export const definitions: ReadonlyMap<string, FunctionDefinition> = new Map(
  groups.flatMap((group) => Object.entries(group)),
);
