import { collectionCases } from './cases/collections.ts';
import { operatorCases } from './cases/operators.ts';
import { otherCases } from './cases/others.ts';
import { regexCases } from './cases/regex.ts';
import { structureCases } from './cases/structure.ts';
import { textCases } from './cases/text.ts';
import { valueCases } from './cases/values.ts';
import { yamlCases } from './cases/yaml.ts';

/** Expressions to ask terraform for, by the function or operator they are about. */
export const caseGroups: Readonly<Record<string, readonly string[]>> = {
  ...operatorCases,
  ...structureCases,
  ...collectionCases,
  ...valueCases,
  ...textCases,
  ...regexCases,
  ...otherCases,
  ...yamlCases,
};
