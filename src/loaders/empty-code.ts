import type { StackCode } from '../core/stack-code.ts';

/** The code of a stack that was not read from source text. */
export const emptyCode: StackCode = {
  backend: undefined,
  declaresProvider: false,
  hasLockFile: false,
  role: 'root',
  roleBecause: 'it is deployed as it stands',
  wrapper: undefined,
  requiredTerraformVersion: undefined,
  resourceBlocks: 0,
  resourceTypes: [],
  files: [],
  hasSyntaxErrors: false,
  toggles: [],
  workspaceUses: [],
  secrets: [],
  settings: [],
  variables: [],
  moduleCalls: [],
};
