import type { StackCode } from '../../../core/resource.ts';
import { backendOf } from './backend.ts';
import { requiredVersionOf, sizesOf } from './blocks.ts';
import type { CodeInput } from './input.ts';
import { moduleCallsOf } from './module-calls.ts';
import { declaresProvider, hasLockFile, roleOf } from './role.ts';
import { scopeOf } from './scope.ts';
import { togglesOf } from './toggles.ts';

/** How the code of one root with one variable set is written: what some rules judge instead of what it evaluates to. */
export function describeCode(input: CodeInput): StackCode {
  const scope = scopeOf(input.rootFiles);
  const files = sizesOf(input.rootFiles);
  const sources = [...input.rootFiles, ...input.modules.flatMap((module) => module.files)];
  return {
    ...roleOf(input),
    backend: backendOf(input),
    declaresProvider: declaresProvider(input),
    hasLockFile: hasLockFile(input),
    wrapper: undefined,
    requiredTerraformVersion: requiredVersionOf(input.rootFiles),
    resourceBlocks: files.reduce((sum, file) => sum + file.resourceBlocks, 0),
    files,
    hasSyntaxErrors: sources.some((source) => source.document.problems.length > 0),
    toggles: togglesOf(input, scope),
    workspaceUses: [],
    secrets: [],
    settings: [],
    moduleCalls: moduleCallsOf(input),
  };
}
