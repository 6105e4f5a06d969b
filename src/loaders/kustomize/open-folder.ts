import { isDenied } from '../../core/files.ts';
import type { YamlScalar } from '../../syntax/yaml/ast.ts';
import { textOf } from './nodes.ts';
import { Refusal } from './refusal.ts';
import { isBelow, isRemote, pathFrom } from './source-reader.ts';
import type { Step } from './step.ts';

/** Kustomizations inside one another: real ones have some ten. */
const DEEPEST = 100;

/**
 * The folder of a kustomization or component that is named; undefined where it stands elsewhere. Throws where
 * it cannot be used.
 */
export function openFolder(path: YamlScalar, stack: readonly string[], step: Step): string | undefined {
  const text = textOf(path) ?? '';
  const local = pathFrom(step.folder, text);
  const real = local === undefined ? undefined : step.reader.folder(local);
  const isOpen = real !== undefined && !isDenied(real);
  if (isRemote(text) && !(isOpen && step.reader.kustomizationsIn(real).length > 0)) {
    step.log.leaveOut('kustomization', `${text} stands elsewhere in the network`, path);
    return undefined;
  }
  if (!isOpen) {
    const why = isDenied(real) ? real.message : `${text} is outside the folder that may be read`;
    const message = `${text} cannot be read (${why}). Correct the path, or add it.`;
    throw new Refusal('kustomize-missing', message, path);
  }
  if (stack.some((one) => isBelow(one, real))) {
    const message = `${text} holds the kustomization that names it, or one above. Remove the circle.`;
    throw new Refusal('kustomize-cycle', message, path);
  }
  if (stack.length >= DEEPEST) {
    const message = `kustomizations are nested more than ${DEEPEST} deep; ${text} is left out.`;
    throw new Refusal('kustomize-limit', message, path);
  }
  step.log.includes.add(real);
  return real;
}
