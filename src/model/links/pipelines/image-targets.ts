import type { Act, PipelineJob } from '../../../core/facts/pipeline.ts';
import type { Image } from '../../../core/facts/container.ts';
import { UNKNOWN_PIECE, symbolicText } from '../../../core/partial-text.ts';
import { writtenText } from '../../../core/pipeline-text.ts';
import type { Value } from '../../../core/value.ts';
import { Unknown } from '../../../core/value.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import { knownTexts } from './expand.ts';

/** Workloads that run an image, and how sure that is. */
export interface ImageUsers {
  readonly components: readonly ComponentDraft[];
  /** B for the whole name, D where the registry is not known and the rest is. */
  readonly grade: 'B' | 'D';
}

/** Finds what runs an image, by its name without tag. */
export class ImageTargets {
  readonly #byName = new Map<string, Set<ComponentDraft>>();
  /** Names without the registry; several where two registries have one. */
  readonly #byTail = new Map<string, Set<string>>();
  readonly #dockerfiles = new Map<string, ComponentDraft>();

  constructor(draft: GraphDraft) {
    for (const component of draft.components.values()) {
      const { pods, images = [], builtImage } = component.facts;
      if (builtImage) this.#dockerfiles.set(builtImage.file, component);
      const used: readonly (Image | undefined)[] = [
        ...(pods?.containers.map(({ image }) => image) ?? []),
        ...images.map(({ image }) => image),
      ];
      for (const image of used) if (image) this.#put(image, component);
    }
  }

  #put({ repository }: Image, component: ComponentDraft): void {
    const name = nameOf(symbolicText(repository));
    if (name === '' || name === UNKNOWN_PIECE) return;
    const users = this.#byName.get(name);
    if (users) users.add(component);
    else this.#byName.set(name, new Set([component]));
    for (const tail of tailsOf(name)) {
      const names = this.#byTail.get(tail);
      if (names) names.add(name);
      else this.#byTail.set(tail, new Set([name]));
    }
  }

  /** What runs an image that an act names. */
  users(image: Value<string>, job: PipelineJob): ImageUsers {
    const whole = imageTexts(image, job);
    const exact = whole.flatMap((text) => [...(this.#byName.get(nameOf(text)) ?? [])]);
    if (exact.length > 0) return { components: [...new Set(exact)], grade: 'B' };
    // A registry that only the run knows: the rest has to name one image alone.
    const tail = Unknown.is(image) ? tailOfPushed(writtenText(image)) : undefined;
    const names = tail === undefined ? undefined : this.#byTail.get(tail);
    const [only, ...more] = names ?? [];
    if (only === undefined || more.length > 0) return { components: [], grade: 'D' };
    return { components: [...(this.#byName.get(only) ?? [])], grade: 'D' };
  }

  /** The Dockerfile that an act builds from. */
  dockerfiles(act: Act, job: PipelineJob): readonly ComponentDraft[] {
    if (act.does !== 'build-image' || act.target === undefined) return [];
    return knownTexts(act.target, job).flatMap((path) => this.#dockerfiles.get(path) ?? []);
  }
}

/** The name without its tag in the texts that a value stands for; what the tag is does not matter. */
function imageTexts(image: Value<string>, job: PipelineJob): readonly string[] {
  const written = writtenText(image);
  const colon = tagStart(written);
  const name = colon < 0 ? written : written.slice(0, colon);
  if (!name.includes('$')) return [name];
  return knownTexts(image, job);
}

/** Where the tag begins: the last colon behind the last slash, and outside expressions. */
function tagStart(text: string): number {
  const blank = text.replace(/\$\{\{[^}]*\}\}|\$\{[^}]*\}|\$\([^)]*\)/g, (piece) =>
    '\0'.repeat(piece.length),
  );
  const at = blank.indexOf('@');
  const end = at < 0 ? blank.length : at;
  const colon = blank.lastIndexOf(':', end);
  return colon > blank.lastIndexOf('/') ? colon : at;
}

function nameOf(text: string): string {
  const colon = tagStart(text);
  const name = colon < 0 ? text : text.slice(0, colon);
  return name
    .toLowerCase()
    .replace(/^(?:docker\.io|index\.docker\.io|registry-1\.docker\.io)\/(?:library\/)?/, '');
}

/** `eu.gcr.io/shop/orders` ends with `shop/orders` and `orders`. */
function tailsOf(name: string): readonly string[] {
  const known = name.slice(name.lastIndexOf(UNKNOWN_PIECE) + 1).replace(/^[^/]*\//, '');
  const segments = (name.includes(UNKNOWN_PIECE) ? known : name).split('/').filter((one) => one !== '');
  return segments.map((_, index) => segments.slice(index).join('/'));
}

/** What is known behind the last piece that is not: `$REGISTRY/shop/orders:$TAG` is `shop/orders`. */
function tailOfPushed(written: string): string | undefined {
  const colon = tagStart(written);
  const name = colon < 0 ? written : written.slice(0, colon);
  const match = /(?:\$\{\{[^}]*\}\}|\$\{[^}]*\}|\$\w+)\/([\w./-]+)$/.exec(name);
  return match?.[1]?.toLowerCase();
}
