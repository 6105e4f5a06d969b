/** Who is named by a key: a team, or whoever answers, which may be a person. */
export type Facet = 'team' | 'owner';

const TEAM =
  /^(?:owner|owning|service|product|responsible|dev|development|engineering)?(?:team|squad)(?:name)?$/;
const OWNER = /^(?:(?:service|technical|tech|app|application|system|resource)?owners?|ownedby|maintainers?)$/;

/**
 * What a label, an annotation or a tag of this name says about who answers: `a8r.io/owner`, `Team`,
 * `owned-by`. The labels that Kubernetes recommends name tools and applications, nobody who answers.
 */
export function facetOf(key: string): Facet | undefined {
  const last = key
    .slice(key.lastIndexOf('/') + 1)
    .replaceAll(/[-_.:\s]/g, '')
    .toLowerCase();
  if (TEAM.test(last)) return 'team';
  return OWNER.test(last) ? 'owner' : undefined;
}

const NOBODY: ReadonlySet<string> = new Set([
  '',
  '-',
  'none',
  'nobody',
  'null',
  'unknown',
  'tbd',
  'n/a',
  'na',
]);

/** Whether a text names anybody at all. */
export function namesSomebody(text: string): boolean {
  return !NOBODY.has(text.trim().toLowerCase());
}

/**
 * An owner without the marks of where it is named: `@shop/payments`, `group:default/payments` and
 * `Payments` are `payments`.
 */
export function ownerName(text: string): string {
  const bare = text.trim().replace(/^@+/, '').toLowerCase();
  if (/\s/.test(bare) || /^[^@/]+@/.test(bare)) return bare;
  return bare.slice(Math.max(bare.lastIndexOf('/'), bare.lastIndexOf(':')) + 1);
}

/** Whether two names of owners are the same word for the same team. */
export function areSameOwner(one: string, other: string): boolean {
  return core(one) === core(other);
}

/** `team-payments`, `payments-squad` and `payments` are one. */
function core(name: string): string {
  const words = name.split(/[-_.\s]+/).filter((word) => word !== '' && !FILLERS.has(word));
  return words.length > 0 ? words.join('-') : name;
}

const FILLERS: ReadonlySet<string> = new Set(['team', 'teams', 'squad', 'the', 'devs', 'developers']);

/** Whether it is one word that a catalog could hold: no address and no sentence. */
export function isPlainName(name: string): boolean {
  return /^[\w.-]+$/.test(name);
}
