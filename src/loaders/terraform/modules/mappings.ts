import type { ModuleMapping } from './registry.ts';

/** Every public module that has a stand-in. */
export const mappings: readonly ModuleMapping[] = [];
