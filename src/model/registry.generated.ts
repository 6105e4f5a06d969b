// Made by tools/generate-registries.mjs; do not edit.
import type { ResourceModel } from './resource-model.ts';

export const models: readonly ResourceModel[] = [];
