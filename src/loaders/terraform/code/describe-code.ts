import type { StackCode } from '../../../core/stack-code.ts';
import { backendOf } from './backend.ts';
import { requiredVersionOf, sizesOf, typesOf } from './blocks.ts';
import type { CodeInput } from './input.ts';
import { livenessOf } from './liveness.ts';
import { moduleCallsOf } from './module-calls.ts';
import { declaresProvider, hasLockFile, roleOf } from './role.ts';
import { scopeOf } from './scope.ts';
import { secretsOf } from './secrets.ts';
import { settingsOf } from './settings.ts';
import { togglesOf } from './toggles.ts';
import { variablesOf } from './variables.ts';
import { workspaceUsesOf } from './workspace.ts';
import { wrapperOf } from './wrapper.ts';

/**
 * How the code of one root with one variable set is written, where rules judge the text and not its value.
 */
export function describeCode(input: CodeInput): StackCode {
  const scope = scopeOf(input.rootFiles);
  const liveness = livenessOf(input);
  const files = sizesOf(input.rootFiles);
  const sources = [...input.rootFiles, ...input.modules.flatMap((module) => module.files)];
  return {
    ...roleOf(input),
    backend: backendOf(input),
    declaresProvider: declaresProvider(input),
    hasLockFile: hasLockFile(input),
    wrapper: wrapperOf(input.root, input.files),
    requiredTerraformVersion: requiredVersionOf(input.rootFiles),
    resourceBlocks: files.reduce((sum, file) => sum + file.resourceBlocks, 0),
    resourceTypes: typesOf(input.rootFiles),
    moduleTypes: typesOf(input.modules.flatMap((module) => module.files))
      .map(({ type }) => type)
      .sort(),
    files,
    hasSyntaxErrors: sources.some((source) => source.document.problems.length > 0),
    toggles: togglesOf(input, scope),
    workspaceUses: workspaceUsesOf(input, scope),
    secrets: secretsOf(input, liveness),
    settings: settingsOf(input, liveness),
    variables: variablesOf(input, scope),
    moduleCalls: moduleCallsOf(input),
  };
}
