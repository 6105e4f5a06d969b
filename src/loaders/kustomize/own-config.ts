import { crdConfig } from './crd-config.ts';
import type { Kustomization } from './kustomization.ts';
import { field, textsOfField } from './kustomization.ts';
import { strangeConfiguration } from './kustomization-shape.ts';
import { textOf } from './nodes.ts';
import type { Step } from './step.ts';
import { readFirst } from './step.ts';
import type { TransformerConfig } from './transformer-config.ts';
import { DEFAULT_CONFIG, mergeConfigs, readConfig } from './transformer-config.ts';

/** The built-in configuration with what `configurations` and `crds` of a kustomization add. */
export function ownConfig({ root }: Kustomization, step: Step): TransformerConfig {
  let config = DEFAULT_CONFIG;
  for (const path of textsOfField(root, 'configurations')) {
    config = step.log.attempt(path, config, () => {
      const read = readFirst(step, textOf(path) ?? '', path, 'kubernetes');
      const strange = read ? strangeConfiguration(read) : [];
      for (const refusal of strange) step.log.refuse(refusal, path);
      return mergeConfigs(config, readConfig(read));
    });
  }
  for (const path of textsOfField(root, 'crds')) {
    config = step.log.attempt(path, config, () => {
      const read = readFirst(step, textOf(path) ?? '', path, 'kubernetes');
      return mergeConfigs(config, crdConfig(read));
    });
  }
  return config;
}

/** Reads the file of `openapi`, so that it is told where it is missing. */
export function readSchema({ root }: Kustomization, step: Step): void {
  const path = field(field(root, 'openapi'), 'path');
  if (!path) return;
  step.log.attempt(path, undefined, () => readFirst(step, textOf(path) ?? '', path, 'kubernetes'));
}
