import type { Data } from '../../../src/core/value.ts';
import { isDataList, isDataObject, Unknown } from '../../../src/core/value.ts';
import { nodeAt } from '../../../src/syntax/yaml/node.ts';
import { nodeData } from '../../../src/loaders/objects/to-data.ts';
import type { Manifest } from '../../../src/loaders/objects/manifest.ts';

/** How the objects of one chart compare. */
export interface Comparison {
  readonly equal: number;
  /** Of the equal ones, those with a value that we hold to be unknown. */
  readonly uncertain: number;
  /** `Deployment/orders spec.replicas: 2, helm says 3`. */
  readonly different: readonly string[];
  readonly missing: readonly string[];
  readonly additional: readonly string[];
}

/** Compares objects field by field, whatever their order. */
export function compareObjects(ours: readonly Manifest[], judged: readonly Manifest[]): Comparison {
  const left = byIdentity(ours);
  const right = byIdentity(judged);
  const random = [...left].filter(([, { root }]) => hasUnknownName(root));
  const different: string[] = [];
  const missing: string[] = [];
  const met = new Set<Manifest>();
  let equal = 0;
  let uncertain = 0;
  for (const [identity, expected] of right) {
    const actual = left.get(identity) ?? randomlyNamed(expected, random);
    if (!actual) {
      missing.push(identity);
      continue;
    }
    met.add(actual);
    const found: Found = { differences: [], unknowns: 0 };
    differencesIn(nodeData(actual.root), nodeData(expected.root), '', found);
    if (found.differences.length > 0)
      different.push(`${identity} ${found.differences.slice(0, 3).join('; ')}`);
    else {
      equal += 1;
      if (found.unknowns > 0) uncertain += 1;
    }
  }
  return {
    equal,
    uncertain,
    different,
    missing,
    additional: [...left].flatMap(([one, manifest]) => (met.has(manifest) || manifest.maybe ? [] : [one])),
  };
}

function hasUnknownName(root: Manifest['root']): boolean {
  const name = nodeAt(root, 'metadata', 'name');
  return name?.kind === 'scalar' && Unknown.is(name.value);
}

/** The object of the same kind whose name differs at every run. */
function randomlyNamed(
  { apiVersion, kind, namespace }: Manifest,
  random: readonly (readonly [string, Manifest])[],
): Manifest | undefined {
  const start = `${apiVersion}/${kind}/${namespace ?? ''}/`;
  return random.find(([identity]) => identity.startsWith(start))?.[1];
}

function byIdentity(manifests: readonly Manifest[]): ReadonlyMap<string, Manifest> {
  const found = new Map<string, Manifest>();
  for (const manifest of manifests) {
    const { apiVersion, kind, namespace, name } = manifest;
    const identity = `${apiVersion}/${kind}/${namespace ?? ''}/${name}`;
    let key = identity;
    for (let copy = 2; found.has(key); copy += 1) key = `${identity}~${copy}`;
    found.set(key, manifest);
  }
  return found;
}

interface Found {
  readonly differences: string[];
  unknowns: number;
}

function differencesIn(ours: Data | undefined, judged: Data | undefined, path: string, found: Found): void {
  if (Unknown.is(ours)) {
    found.unknowns += 1;
    return;
  }
  if (isDataObject(ours) && isDataObject(judged)) {
    for (const key of new Set([...Object.keys(ours), ...Object.keys(judged)])) {
      differencesIn(ours[key], judged[key], `${path}.${key}`, found);
    }
    return;
  }
  if (isDataList(ours) && isDataList(judged) && ours.length === judged.length) {
    for (const [index, item] of ours.entries()) differencesIn(item, judged[index], `${path}.${index}`, found);
    return;
  }
  if (!Object.is(ours, judged)) found.differences.push(`${path}: ${show(ours)}, helm says ${show(judged)}`);
}

function show(data: Data | undefined): string {
  const text = data === undefined ? 'nothing' : JSON.stringify(data);
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
