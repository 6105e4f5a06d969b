import type { Act, PipelineJob } from '../../../core/facts/pipeline.ts';
import { componentId } from '../../../core/id.ts';
import { folderOf } from '../../../core/path.ts';
import type { Stack } from '../../../core/resource.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import { knownTexts } from './expand.ts';

/** Finds the stacks and objects that a command applies, by folder and file. */
export class StackTargets {
  readonly #draft: GraphDraft;
  readonly #byRoot = new Map<string, Stack[]>();
  readonly #byFile = new Map<string, ComponentDraft[]>();

  constructor(draft: GraphDraft) {
    this.#draft = draft;
    for (const stack of draft.stacks) put(this.#byRoot, stack.root, stack);
    for (const component of draft.components.values()) {
      const { main } = component;
      if (main?.mode === 'object' && component.facts.pods) put(this.#byFile, main.declaredAt.file, component);
    }
  }

  /** Stacks or workloads that an act of a job is done to; nothing where several could be meant. */
  of(act: Act, job: PipelineJob): readonly ComponentDraft[] {
    const kinds = kindsOf(act);
    if (kinds.length === 0 || act.target === undefined) return [];
    const found = new Set<ComponentDraft>();
    for (const text of knownTexts(act.target, job)) {
      const stacks = this.#stacksAt(text, kinds);
      const meant = narrowed(stacks, act, job);
      for (const stack of meant) {
        const component = this.#draft.components.get(componentId(`stack:${stack.id}`));
        if (component) found.add(component);
      }
      if (stacks.length === 0 && /\.ya?ml$/.test(text)) {
        for (const component of this.#byFile.get(text) ?? []) found.add(component);
      }
    }
    return [...found];
  }

  #stacksAt(path: string, kinds: readonly string[]): readonly Stack[] {
    const isFile = /\.(?:ya?ml|tf|hcl)$/.test(path);
    const folder = isFile && /(?:kustomization|Chart|helmfile)\.ya?ml$/.test(path) ? folderOf(path) : path;
    const stacks = this.#byRoot.get(folder) ?? [];
    return stacks.filter((stack) => kinds.includes(stack.kind));
  }
}

function kindsOf({ tool, does }: Act): readonly string[] {
  if (does !== 'apply' && does !== 'deploy') return [];
  if (/^(?:terraform|tofu|terragrunt)$|terraform|terragrunt|tofu/.test(tool)) return ['terraform'];
  if (/^(?:kubectl|oc|kapp|tk|ko)$|k8s-deploy/.test(tool)) return ['manifests', 'kustomization'];
  if (tool === 'helm' || tool.includes('helm')) return ['helm'];
  return [];
}

/**
 * Of several stacks of one folder, those of the act's variable files, else of the environment of its job; of
 * several that cannot be told apart, none.
 */
function narrowed(stacks: readonly Stack[], { files = [] }: Act, job: PipelineJob): readonly Stack[] {
  if (stacks.length <= 1) return stacks;
  const ofFiles = stacks.filter(({ variableFiles }) => files.some((file) => variableFiles.includes(file)));
  if (files.length > 0 && ofFiles.length > 0) return ofFiles.length === 1 ? ofFiles : [];
  const [name, ...more] = job.environment ? knownTexts(job.environment.value, job) : [];
  if (name === undefined || more.length > 0) return [];
  const ofEnvironment = stacks.filter(({ environments }) =>
    environments.some((one) => isSame(one.name, name)),
  );
  return ofEnvironment.length === 1 ? ofEnvironment : [];
}

function isSame(claimed: string, written: string): boolean {
  const word = written.toLowerCase();
  return claimed.toLowerCase() === word || (SHORT.get(word) ?? word) === claimed.toLowerCase();
}

const SHORT: ReadonlyMap<string, string> = new Map([
  ['prod', 'production'],
  ['prd', 'production'],
  ['live', 'production'],
  ['stg', 'staging'],
  ['stage', 'staging'],
  ['dev', 'development'],
]);

function put<T>(map: Map<string, T[]>, key: string, value: T): void {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
}
