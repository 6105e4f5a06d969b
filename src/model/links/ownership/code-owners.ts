import type { OwnerClaim } from '../../../core/facts/ownership.ts';
import type { Location } from '../../../core/location.ts';
import type { Resource } from '../../../core/resource.ts';
import { isDataList, isDataObject } from '../../../core/value.ts';
import type { GraphDraft } from '../../graph-draft.ts';
import { dataAt } from '../../read.ts';
import { readOwnersPattern } from './owners-pattern.ts';
import { ownerName } from './owner-words.ts';
import { PatternIndex } from './pattern-index.ts';

/** Who owns which files, as the platform of the repository says. Made once for a graph. */
export class CodeOwners {
  readonly #file: string | undefined;
  readonly #rules: readonly Rule[];
  readonly #patterns: PatternIndex;
  readonly #known = new Map<string, OwnerClaim | undefined>();

  constructor(draft: GraphDraft) {
    const [resource] = draft.ofType('codeowners');
    this.#file = resource?.name;
    const platform = resource && dataAt(resource, 'platform') === 'gitlab' ? 'gitlab' : 'github';
    this.#rules = resource ? rulesOf(resource) : [];
    this.#patterns = new PatternIndex(this.#rules.map(({ pattern }) => readOwnersPattern(pattern, platform)));
  }

  /** The owners of a file; undefined where nobody is named. */
  of(file: string): OwnerClaim | undefined {
    if (this.#known.has(file)) return this.#known.get(file);
    const claim = this.#find(file);
    this.#known.set(file, claim);
    return claim;
  }

  #find(file: string): OwnerClaim | undefined {
    const found = new Map<string, Rule>();
    for (const number of this.#patterns.covering(file)) {
      const rule = this.#rules[number];
      if (rule) found.set(rule.section, rule);
    }
    const named = [...found.values()].filter(({ excludes, owners }) => !excludes && owners.length > 0);
    const [first] = named;
    const [owner] = first?.owners ?? [];
    if (!first || owner === undefined) return undefined;
    const text = [...new Set(named.flatMap(({ owners }) => owners))].join(' ');
    const says = `${this.#file} names ${text} for ${file}`;
    return { source: 'code-owners', text, name: ownerName(owner), says, at: first.at };
  }
}

interface Rule {
  readonly pattern: string;
  readonly owners: readonly string[];
  /** Each section has a last match of its own; all lines of GitHub are one. */
  readonly section: string;
  readonly excludes: boolean;
  readonly at: Location;
}

function rulesOf(resource: Resource): readonly Rule[] {
  const rules = dataAt(resource, 'rules');
  if (!isDataList(rules)) return [];
  return rules.flatMap((rule, index): readonly Rule[] => {
    if (!isDataObject(rule)) return [];
    const { pattern, owners, section, excludes } = rule;
    if (typeof pattern !== 'string' || !isDataList(owners)) return [];
    return [
      {
        pattern,
        owners: owners.filter((owner) => typeof owner === 'string'),
        section: typeof section === 'string' ? section : '',
        excludes: excludes === true,
        at: { resource: resource.id, path: ['rules', index] },
      },
    ];
  });
}
