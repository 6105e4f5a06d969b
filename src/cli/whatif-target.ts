import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Availability, FailureCase } from '../core/availability.ts';
import type { Component, ComponentKind } from '../core/component.ts';
import { RUNS_OR_KEEPS } from '../core/component.ts';
import { didYouMean, nearest } from '../core/nearest.ts';
import { byCodeUnit, sortedUnique } from '../core/order.ts';
import { UsageError } from '../core/usage-error.ts';
import { Unknown } from '../core/value.ts';
import type { Estate } from '../graph/estate.ts';
import { listed } from '../report/text.ts';
import type { World } from './world.ts';

/** What of the words of a command is a case, and what a path. */
export interface Words {
  readonly what: string | undefined;
  readonly path: string | undefined;
  /** True where one word may be a component and is a folder: that counts when nothing is called so. */
  readonly mayBePath: boolean;
}

/** Tells `whatif orders-db ./infra` from `whatif ./infra` and `whatif infra`. */
export function wordsOf(first: string | undefined, second: string | undefined, world: World): Words {
  if (first === undefined) return { what: undefined, path: undefined, mayBePath: false };
  const exists = (word: string): boolean => existsSync(resolve(world.cwd, word));
  if (second !== undefined) {
    const isSwapped = !isPlace(first) && (looksLikePath(first) || exists(first)) && !exists(second);
    if (!isSwapped) return { what: first, path: second, mayBePath: false };
    throw new UsageError(`${first} is a path and stands first. Write: whatfails whatif ${second} ${first}`);
  }
  if (isPlace(first)) return { what: first, path: undefined, mayBePath: false };
  const isPath = looksLikePath(first) || (/[\\/]/.test(first) && exists(first));
  if (isPath) return { what: undefined, path: first, mayBePath: false };
  return { what: first, path: undefined, mayBePath: exists(first) };
}

function isPlace(word: string): boolean {
  return /^(zone|region)=/.test(word);
}

function looksLikePath(word: string): boolean {
  return /^(?:\.{1,2}$|\.{1,2}[\\/]|[\\/]|~|[A-Za-z]:[\\/])/.test(word);
}

/** What a case can be about. */
export interface Targets {
  readonly estate: Estate;
  readonly places: Availability['places'];
  /** Names of journeys: what users do is no case, but people ask for it. */
  readonly journeys: readonly string[];
  /** How a place is called for people. */
  labelOf(place: Availability['places'][number]): string;
  isWanted(component: Component): boolean;
}

/** The cases that a word means: one, or one for each zone of that name; a mistake of the user otherwise. */
export function casesNamed(what: string, targets: Targets): readonly FailureCase[] {
  const equals = what.indexOf('=');
  if (equals < 0) return [{ kind: 'component', id: componentNamed(what, targets).id }];
  const kind = what.slice(0, equals);
  const name = what.slice(equals + 1);
  if (kind === 'zone' || kind === 'region') return placesNamed(kind, name, targets);
  const byName = found(what, targets);
  if (byName.length > 0) return [{ kind: 'component', id: componentNamed(what, targets).id }];
  const near = didYouMean(kind, ['zone', 'region']);
  throw new UsageError(`${what}: a case is zone=…, region=…, or the name of a component${near}`);
}

function placesNamed(kind: 'zone' | 'region', name: string, targets: Targets): readonly FailureCase[] {
  const all = targets.places
    .filter((place) => place.kind === kind)
    .map((place) => ({ place: place.place, label: targets.labelOf(place) }));
  const exact = all.filter(({ place, label }) => place === name || label === name);
  if (exact.length > 0) return exact.map(({ place }) => ({ kind, place }));
  const unnamed = kind === 'zone' && name === '?' ? all.filter(({ place }) => place.endsWith('/?')) : [];
  if (unnamed.length > 0) return unnamed.map(({ place }) => ({ kind, place }));
  const byLetter =
    kind === 'zone' && /^[a-z]$/.test(name)
      ? all.filter(({ label }) => new RegExp(`(?:\\d|\\d-|…)${name}$`).test(label))
      : [];
  const [only, ...others] = byLetter;
  if (only && others.length === 0) return [{ kind, place: only.place }];
  const inRegion = kind === 'zone' && byLetter.length === 0 ? zoneOfRegion(name, all, targets) : undefined;
  if (inRegion !== undefined) return [{ kind, place: inRegion }];
  const labels = sortedUnique((byLetter.length > 0 ? byLetter : all).map(({ label }) => label));
  const offered = labels.map((label) => `${kind}=${label}`);
  if (byLetter.length > 1) {
    throw new UsageError(`${kind}=${name} could be several: ${listed(offered, MOST_OFFERED)}.`);
  }
  if (offered.length === 0) {
    const how =
      kind === 'zone'
        ? 'nothing that journeys reach names a zone'
        : 'no file names a region for what journeys reach';
    throw new UsageError(`${kind}=${name}: ${how}.`);
  }
  const near = nearest(name, labels);
  const hint =
    near === undefined ? `. There is: ${listed(offered, MOST_OFFERED)}.` : `; did you mean ${kind}=${near}?`;
  const isListed = kind === 'zone' && labels.some((label) => /\[\d+\]$/.test(label));
  const settle = isListed ? LISTED : '';
  throw new UsageError(
    `${kind}=${name}: there is no such ${kind} among those that journeys use${hint}${settle}`,
  );
}

/**
 * A zone that no file names, of a region that journeys use: what stands in a zone without a name may stand in
 * it. `a` alone is a zone of the one region, or of whatever region it is where none is known. No region of
 * the large providers has more than six zones (AWS us-east-1: a to f).
 */
function zoneOfRegion(
  name: string,
  named: readonly { readonly place: string; readonly label: string }[],
  { places }: Targets,
): string | undefined {
  const regions = places.filter(({ kind }) => kind === 'region').map(({ place }) => place);
  const isZoneOf = (region: string): boolean =>
    name.startsWith(region) && /^-?[a-f]$/.test(name.slice(region.length));
  if (regions.some(isZoneOf)) return name;
  if (!/^[a-f]$/.test(name)) return undefined;
  const [only, ...others] = regions;
  // `us-central1-a` at Google, `eu-west-1a` at AWS.
  if (only !== undefined && others.length === 0) return /-\d+$/.test(only) ? only + name : `${only}-${name}`;
  return regions.length === 0 && named.every(({ place }) => place.endsWith('/?')) ? name : undefined;
}

const MOST_OFFERED = 12;
const LISTED =
  " Zones are known by their place in a list only; --data aws_availability_zones='{names=[…]}' names them.";

/** The component of that name, address or id. */
function componentNamed(what: string, targets: Targets): Component {
  const matching = found(what, targets);
  const [only, ...others] = narrowed(matching, targets.estate);
  if (only && others.length === 0) return only;
  if (only) {
    const lines = [only, ...others].slice(0, MOST_OFFERED).map((one) => `  ${one.id}  (${one.kind})`);
    const rest = others.length + 1 - lines.length;
    const more = rest > 0 ? [`  and ${rest} more`] : [];
    throw new UsageError(
      [`${what} is the name of several. Name one by its id:`, ...lines, ...more].join('\n'),
    );
  }
  if (targets.journeys.includes(what)) {
    throw new UsageError(
      `${what} is a journey, and a case is what fails. \`whatfails whatif\` tells what stops it; ` +
        `\`whatfails graph --journey ${what}\` what it needs.`,
    );
  }
  const names = sortedUnique(targets.estate.components.filter(isNameable(targets)).map(({ name }) => name));
  const containing = names.filter((name) => name.toLowerCase().includes(what.toLowerCase()));
  if (nearest(what, names) !== undefined) {
    throw new UsageError(`${what}: nothing is called so${didYouMean(what, names)}`);
  }
  if (containing.length > 0) {
    throw new UsageError(`${what}: nothing is called so. There is: ${listed(containing, MOST_OFFERED)}.`);
  }
  throw new UsageError(
    `${what}: nothing is called so, and there is no such path. \`whatfails whatif\` lists what can fail.`,
  );
}

/** True when a component of the view has that name, address or id. */
export function isNamed(what: string, targets: Targets): boolean {
  return found(what, targets).length > 0;
}

function found(what: string, targets: Targets): readonly Component[] {
  const { estate } = targets;
  const addressOf = ({ resources: [main] }: Component): string | undefined =>
    main === undefined ? undefined : estate.resource(main)?.address;
  const isMeant = (component: Component): boolean =>
    component.id === what || component.name === what || addressOf(component) === what;
  const inView = estate.components.filter((one) => targets.isWanted(one) && !NEVER_FAIL.has(one.kind));
  const exact = inView.filter(isMeant);
  if (exact.length > 0 || what.includes('.')) return exact;
  // `db-inst` of google_sql_database_instance.db-inst, and `web` of aws_instance.web[0].
  return inView.filter(({ name }) => name.replace(/\[[^\]]*\]$/, '').endsWith(`.${what}`));
}

// What only describes, groups or grants: nothing of it is up or down.
const NEVER_FAIL: ReadonlySet<ComponentKind> = new Set([
  'stack',
  'repository',
  'account',
  'pipeline',
  'image',
  'identity',
  'policy',
  'alarm',
  'dashboard',
  'slo',
  'journey',
] satisfies readonly ComponentKind[]);

function isNameable({ isWanted }: Targets): (component: Component) => boolean {
  return (component) => isWanted(component) && RUNS_OR_KEEPS.has(component.kind);
}

/** Of several of one name: what runs rather than what leads there, the cluster rather than its machine. */
function narrowed(all: readonly Component[], estate: Estate): readonly Component[] {
  if (all.length < 2) return all;
  const ids = new Set<string>(all.map(({ id }) => id));
  const isPart = ({ facts }: Component): boolean => {
    const holder = facts.memberOf?.value;
    return holder !== undefined && !Unknown.is(holder) && ids.has(holder);
  };
  const whole = all.filter((one) => !isPart(one));
  const leads = (one: Component): boolean =>
    whole.some((other) => other !== one && leadsTo(one, other, estate));
  const running = whole.filter(({ kind }) => RUNS_OR_KEEPS.has(kind));
  const last = whole.filter((one) => !leads(one));
  const kept = running.length > 0 ? running : last.length > 0 ? last : whole;
  return [...kept].sort((a, b) => byCodeUnit(a.id, b.id));
}

function leadsTo(from: Component, to: Component, estate: Estate): boolean {
  return estate.dependenciesFrom(from.id).some((one) => one.to === to.id);
}
