// Made by tools/generate-registries.mjs; do not edit.
import type { Rule } from '../core/rule.ts';

export const rules: readonly Rule[] = [];
