import type { Diagnostic } from '../../core/diagnostic.ts';
import type { Files } from '../../core/files.ts';
import { isDenied } from '../../core/files.ts';
import { byKey, sortedUnique } from '../../core/order.ts';
import type { NotRead } from '../../core/resource.ts';
import type { Manifest } from '../objects/manifest.ts';
import type { Below, Surroundings } from './accumulate.ts';
import { accumulateFolder } from './accumulate.ts';
import { finishBuild } from './finish.ts';
import { readKustomization, textField, field } from './kustomization.ts';
import type { ShapeOf } from './merge-shape.ts';
import { builtInShape } from './merge-shape.ts';
import { shapesOf } from './open-api.ts';
import { Refusal } from './refusal.ts';
import { SharedNodes } from './shared-nodes.ts';
import { pathFrom, SourceReader } from './source-reader.ts';

/** What a kustomization renders, and what it was made of. */
export interface KustomizeBuild {
  readonly manifests: readonly Manifest[];
  /** The folders of the kustomizations and components it uses, transitively, sorted. */
  readonly includes: readonly string[];
  /** Every file that was read for it, sorted. */
  readonly files: readonly string[];
  readonly notRead: readonly NotRead[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Uses of components in one build: components that name components twice would double with every level. */
const MOST_COMPONENTS = 1000;

/** Builds kustomizations of one tree; files and folders that several of them share are read once. */
export class KustomizeBuilder {
  readonly #reader: SourceReader;
  readonly #shared = new SharedNodes();
  /** What folders accumulate, apart for each OpenAPI description that decides how patches merge. */
  readonly #known = new Map<string, Map<string, Below>>();

  constructor(files: Files) {
    this.#reader = new SourceReader(files);
  }

  /** Renders the kustomization of a folder as `kubectl kustomize` would. */
  build(folder: string): KustomizeBuild {
    const opened = this.#reader.folder(folder);
    const root = isDenied(opened) ? folder : opened;
    const { accumulated, log, kustomization } = accumulateFolder(root, [], this.#around(root));
    return {
      manifests: kustomization ? finishBuild(accumulated, kustomization, log, this.#reader) : [],
      includes: sortedUnique(log.includes),
      files: sortedUnique(log.files),
      notRead: [...log.notRead].sort(byKey(({ file, why }) => `${file} ${why}`)),
      diagnostics: [...log.diagnostics],
    };
  }

  #around(root: string): Surroundings {
    const { path, shapeOf } = this.#shapes(root);
    const known = this.#known.get(path) ?? new Map<string, Below>();
    this.#known.set(path, known);
    let uses = 0;
    const around: Surroundings = {
      reader: this.#reader,
      shapeOf,
      shared: this.#shared,
      mayUseComponent: () => {
        uses += 1;
        return uses <= MOST_COMPONENTS;
      },
      below: (folder, stack) => {
        const before = known.get(folder);
        if (before) return before;
        const made = accumulateFolder(folder, stack, around);
        known.set(folder, made);
        return made;
      },
    };
    return around;
  }

  /** `openapi` of the outermost kustomization decides for the whole build. */
  #shapes(folder: string): { readonly path: string; readonly shapeOf: ShapeOf } {
    const builtIn = { path: '', shapeOf: builtInShape };
    try {
      const { root } = readKustomization(this.#reader, folder);
      const path = textField(field(root, 'openapi'), 'path');
      const local = path === '' ? undefined : pathFrom(folder, path);
      if (local === undefined) return builtIn;
      const parsed = this.#reader.documents(local, 'kubernetes');
      return isDenied(parsed) ? builtIn : { path: local, shapeOf: shapesOf(parsed.documents[0]?.root) };
    } catch (error) {
      // What is wrong with the kustomization is told when it is built.
      if (error instanceof Refusal) return builtIn;
      throw error;
    }
  }
}

/** Renders one kustomization; use a KustomizeBuilder for more than one of the same tree. */
export function buildKustomization(files: Files, folder: string): KustomizeBuild {
  return new KustomizeBuilder(files).build(folder);
}
