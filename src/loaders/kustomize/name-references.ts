import type { YamlMapping, YamlNode } from '../../syntax/yaml/ast.ts';
import { entryOf, isMapping, isScalar, itemsAt, nodeAt } from '../../syntax/yaml/node.ts';
import type { FieldSpec } from './field-path.ts';
import { editField } from './field-path.ts';
import type { Item } from './item.ts';
import { originalId, previousIds, withRoot } from './item.ts';
import type { NameReference } from './name-reference-table.ts';
import { placeOf } from '../objects/make-node.ts';
import { computedAt, isMissingOrNull, scalar, textOf, withEntry, withText } from './nodes.ts';
import type { Place } from '../objects/make-node.ts';
import type { BuildLog } from './problems.ts';
import { Refusal } from './refusal.ts';
import type { Gvk } from './resource-id.ts';
import { effectiveNamespace, isCertainlyClusterWide, isSelectedByGvk, nameId } from './resource-id.ts';

/** Makes every reference to an object that was renamed, or given a namespace, follow it. */
export function followNames(
  items: readonly Item[],
  references: readonly NameReference[],
  log: BuildLog,
): readonly Item[] {
  const byOldName = indexByOldName(items);
  if (byOldName.size === 0) return items;
  const byKind = indexReferences(references);
  return items.map((item) => {
    const id = originalId(item);
    const referrals = [...(byKind.get(id.kind) ?? []), ...(byKind.get('') ?? [])].sort(
      (a, b) => a.order - b.order,
    );
    let followed = item;
    for (const { spec, target } of referrals) {
      if (!isSelectedByGvk(id, spec)) continue;
      followed = log.attempt(item.root, followed, () => {
        const set = new Follower(followed, byOldName, spec, target).set;
        const edit = { spec: { ...spec, group: '', version: '', kind: '' }, place: item.root, set };
        return withRoot(followed, editField(followed.root, followed.id, edit));
      });
    }
    return followed;
  });
}

interface Referral {
  readonly spec: FieldSpec;
  readonly target: Gvk;
  readonly order: number;
}

function indexReferences(references: readonly NameReference[]): ReadonlyMap<string, readonly Referral[]> {
  const byKind = new Map<string, Referral[]>();
  let order = 0;
  for (const target of references) {
    for (const spec of target.referrers) {
      const list = byKind.get(spec.kind) ?? [];
      list.push({ spec, target, order });
      order += 1;
      byKind.set(spec.kind, list);
    }
  }
  return byKind;
}

function indexByOldName(items: readonly Item[]): ReadonlyMap<string, readonly Item[]> {
  const byName = new Map<string, Item[]>();
  for (const item of items) {
    for (const name of new Set(item.previous.map((one) => one.name))) {
      const list = byName.get(name);
      if (list) list.push(item);
      else byName.set(name, [item]);
    }
  }
  return byName;
}

/** Follows the references in one field of one object. */
class Follower {
  readonly #referrer: Item;
  readonly #byOldName: ReadonlyMap<string, readonly Item[]>;
  readonly #spec: FieldSpec;
  readonly #target: Gvk;

  constructor(referrer: Item, byOldName: ReadonlyMap<string, readonly Item[]>, spec: FieldSpec, target: Gvk) {
    this.#referrer = referrer;
    this.#byOldName = byOldName;
    this.#spec = spec;
    this.#target = target;
  }

  readonly set = (node: YamlNode): YamlNode => {
    if (isMissingOrNull(node)) return node;
    if (isScalar(node)) return this.#followText(node);
    if (isMapping(node)) return this.#followObject(node);
    return node.kind === 'sequence'
      ? { ...node, items: node.items.map((item) => this.#followItem(item)) }
      : node;
  };

  #followItem(node: YamlNode): YamlNode {
    if (isMissingOrNull(node)) return node;
    if (isScalar(node)) return this.#followText(node);
    return isMapping(node) ? this.#followObject(node) : node;
  }

  #followText(node: YamlNode): YamlNode {
    if (!isScalar(node)) return node;
    const name = textOf(node) ?? '';
    const referral = this.#select(name, this.#byOldName.get(name) ?? [], isSameName);
    if (!referral || referral.id.name === name) return node;
    return withText(node, referral.id.name, followedPlace(node, referral));
  }

  /** A mapping with `name` and perhaps `namespace`, as subjects of role bindings are. */
  #followObject(node: YamlMapping): YamlNode {
    const nameNode = entryOf(node, 'name')?.value;
    if (!nameNode) {
      const message = `${this.#spec.path} should name an object, but has no \`name\`. Add it.`;
      throw new Refusal('kustomize-reference', message, node);
    }
    const name = textOf(nameNode) ?? '';
    const namespace = entryOf(node, 'namespace')?.value;
    const candidates = this.#byOldName.get(name) ?? [];
    const near = namespace ? inNamespace(candidates, textOf(namespace) ?? '') : candidates;
    const referral = this.#select(
      name,
      near,
      (a, b) => isSameName(a, b) && a.id.namespace === b.id.namespace,
    );
    if (!referral || (referral.id.name === name && referral.id.namespace === '')) return node;
    const place = followedPlace(nameNode, referral);
    const text = referral.id.name;
    const renamed =
      text === name ? nameNode : isScalar(nameNode) ? withText(nameNode, text, place) : scalar(text, place);
    const named = withEntry(node, 'name', renamed);
    const moved = nodeAt(referral.root, 'metadata', 'namespace');
    if (referral.id.namespace === '' || textOf(namespace) === referral.id.namespace) return named;
    return withEntry(named, 'namespace', scalar(referral.id.namespace, moved ?? node));
  }

  /** The one object that the name means; undefined where it means none of this build. */
  #select(
    name: string,
    candidates: readonly Item[],
    isSame: (a: Item, b: Item) => boolean,
  ): Item | undefined {
    const role = this.#spec.path.endsWith('roleRef/name') ? this.#roleGvk() : undefined;
    let left = candidates.filter(
      (one) =>
        previousIds(one).some((id) => isSelectedByGvk(id, this.#target)) &&
        (!role || previousIds(one).some((id) => isSelectedByGvk(id, role))) &&
        this.#mayReferTo(one) &&
        this.#isNear(one),
    );
    if (left.length === 1) return left[0];
    left = left.filter((one) => hasSameAffixes(one, this.#referrer, { allowsNone: true }));
    if (left.length > 1) {
      left = left.filter((one) => hasSameAffixes(one, this.#referrer, { allowsNone: false }));
    }
    const [first] = left;
    if (!first || left.every((one) => isSame(one, first))) return first;
    const message = `${name} in ${nameId(this.#referrer.id)} may mean ${left.length} objects. Rename one.`;
    throw new Refusal('kustomize-reference', message, this.#referrer.root);
  }

  #roleGvk(): Gvk | undefined {
    const group = textOf(nodeAt(this.#referrer.root, 'roleRef', 'apiGroup'));
    const kind = textOf(nodeAt(this.#referrer.root, 'roleRef', 'kind'));
    return group === undefined || kind === undefined ? undefined : { group, version: '', kind };
  }

  /** Objects refer to what is cluster-wide or in their namespace; bindings also to accounts elsewhere. */
  #mayReferTo({ id }: Item): boolean {
    const own = this.#referrer.id;
    if (isCertainlyClusterWide(own) || isCertainlyClusterWide(id)) return true;
    if (effectiveNamespace(id) === effectiveNamespace(own)) return true;
    if (own.kind !== 'RoleBinding') return false;
    return itemsAt(this.#referrer.root, 'subjects').some(
      (subject) =>
        textOf(entryOf(subject, 'kind')?.value) === 'ServiceAccount' &&
        textOf(entryOf(subject, 'namespace')?.value) === id.namespace,
    );
  }

  #isNear({ id }: Item): boolean {
    const own = this.#referrer.id;
    if (isCertainlyClusterWide(own) || isCertainlyClusterWide(id)) return true;
    return id.kind === 'ServiceAccount' || effectiveNamespace(id) === effectiveNamespace(own);
  }
}

function isSameName(a: Item, b: Item): boolean {
  return a.id.name === b.id.name;
}

/** A name that follows another object is made of what made that one's name. */
function followedPlace(node: Place, referral: Item): Place {
  const name = nodeAt(referral.root, 'metadata', 'name');
  const why =
    name?.came?.kind === 'computed' ? name.came.why : 'it follows the name of the object it refers to';
  return node.came?.kind === 'computed' ? placeOf(node) : computedAt(node, why);
}

function inNamespace(items: readonly Item[], namespace: string): readonly Item[] {
  const namespaced = items.filter(({ id }) => !isCertainlyClusterWide(id));
  const before = namespaced.filter((item) => effectiveNamespace(originalId(item)) === namespace);
  return before.length > 0 ? before : namespaced.filter(({ id }) => effectiveNamespace(id) === namespace);
}

/** Whether two objects got their names in the same kustomizations, as far as their affixes tell. */
function hasSameAffixes(a: Item, b: Item, { allowsNone }: { readonly allowsNone: boolean }): boolean {
  const fits = (one: readonly string[], other: readonly string[]): boolean =>
    (allowsNone && (one.length === 0 || other.length === 0)) || isSameEnding(one, other);
  return fits(a.prefixes, b.prefixes) && fits(a.suffixes, b.suffixes);
}

function isSameEnding(a: readonly string[], b: readonly string[]): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  if (short.length === 0) return long.length === 0;
  return short.every((text, index) => long[index + long.length - short.length] === text);
}
