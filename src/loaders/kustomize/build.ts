import type { Diagnostic } from '../../core/diagnostic.ts';
import type { Files } from '../../core/files.ts';
import type { NotRead } from '../../core/resource.ts';
import type { Manifest } from '../objects/manifest.ts';

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

/** Builds kustomizations of one tree; files and folders that several of them share are read once. */
export class KustomizeBuilder {
  readonly #files: Files;

  constructor(files: Files) {
    this.#files = files;
  }

  /** Renders the kustomization of a folder as `kubectl kustomize` would. */
  build(folder: string): KustomizeBuild {
    const { files } = this.#files.entries(folder);
    return { manifests: [], includes: [], files, notRead: [], diagnostics: [] };
  }
}

/** Renders one kustomization; use a KustomizeBuilder for more than one of the same tree. */
export function buildKustomization(files: Files, folder: string): KustomizeBuild {
  return new KustomizeBuilder(files).build(folder);
}
