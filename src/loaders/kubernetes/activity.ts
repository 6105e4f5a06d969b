import type { Deployment, Parent } from '../objects/deployment.ts';
import type { Description } from '../objects/description.ts';

/**
 * Tells which descriptions count. What an application deploys counts when the application itself does: one
 * that only a base or the defaults of a chart describe deploys nothing where an overlay or other values are
 * what is deployed.
 */
export class Activity {
  readonly #described: readonly Description[];
  readonly #deployed: readonly Description[];
  readonly #known = new Map<Description, boolean>();
  readonly #byFile = new Map<string, Description[]>();
  readonly #byRoot = new Map<string, Description[]>();
  readonly #including = new Map<string, Description[]>();

  constructor(described: readonly Description[], deployed: readonly Description[]) {
    this.#described = described;
    this.#deployed = deployed;
    for (const one of deployed) {
      for (const file of one.files) push(this.#byFile, file, one);
      push(this.#byRoot, keyOf(one), one);
    }
    for (const one of [...described, ...deployed]) {
      for (const root of one.includes)
        if (root !== one.root) push(this.#including, `${one.kind} ${root}`, one);
    }
  }

  /** Every description that counts, or that others which count are made of. */
  isActive(one: Description): boolean {
    const known = this.#known.get(one);
    if (known !== undefined) return known;
    // While it is being decided, it counts: whoever deploys itself is deployed.
    this.#known.set(one, true);
    const active = this.#decide(one);
    this.#known.set(one, active);
    return active;
  }

  #decide(one: Description): boolean {
    if (one.deployments.length > 0) return this.deployersOf(one).length > 0;
    return one.notDeployed === undefined && !this.isBase(one);
  }

  /** The deployments of a description whose object counts. */
  deployersOf(one: Description): readonly Deployment[] {
    return one.deployments.filter(({ parent }) => this.#isParentActive(parent));
  }

  #isParentActive({ description, manifest }: Parent): boolean {
    if (description) return this.isActive(description) || this.#deploysItself(description);
    const { file } = manifest.root;
    return !(this.#byFile.get(file) ?? []).some((one) => !startsIn(one, file, 0) && this.isActive(one));
  }

  /**
   * What `flux bootstrap` writes deploys the folder that it stands in: only what it deploys itself is made of
   * it.
   */
  #deploysItself(one: Description): boolean {
    const overlays = this.overlaysOf(one);
    if (one.notDeployed !== undefined || overlays.length === 0) return false;
    return overlays.every((overlay) => comesFrom(overlay, one, 0));
  }

  /** Whether others are made of it, or deployers render its folder in their own way. */
  isBase(one: Description): boolean {
    return this.overlaysOf(one).length > 0;
  }

  /** What is made of a description: overlays, charts that depend on it, the ways in which it is deployed. */
  overlaysOf(one: Description): readonly Description[] {
    if (one.deployments.length > 0) return [];
    const variants = one.kind === 'helm' && one.variant === undefined ? this.#variantsOf(one) : [];
    const deployed = (this.#byRoot.get(keyOf(one)) ?? []).filter((other) => this.isActive(other));
    const including = this.#including.get(`${one.kind} ${one.root}`) ?? [];
    return [
      ...variants,
      ...deployed,
      ...including.filter((other) => this.isActive(other) || isWritten(other)),
    ];
  }

  #variantsOf(one: Description): readonly Description[] {
    return this.#described.filter(
      (other) => other.kind === 'helm' && other.root === one.root && other.variant !== undefined,
    );
  }

  /** Every deployed description that counts. */
  deployed(): readonly Description[] {
    return this.#deployed.filter((one) => this.isActive(one));
  }
}

/** An overlay stands in the tree, whether anybody deploys it or not. */
function isWritten({ deployments }: Description): boolean {
  return deployments.length === 0;
}

function comesFrom(one: Description, first: Description, depth: number): boolean {
  if (depth > 16) return false;
  return one.deployments.some(
    ({ parent: { description } }) =>
      description !== undefined && (description === first || comesFrom(description, first, depth + 1)),
  );
}

function startsIn(one: Description, file: string, depth: number): boolean {
  if (depth > 16) return false;
  return one.deployments.some(
    ({ parent }) =>
      parent.manifest.root.file === file ||
      (parent.description !== undefined && startsIn(parent.description, file, depth + 1)),
  );
}

function keyOf({ kind, root }: Description): string {
  return `${kind} ${root}`;
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
}
