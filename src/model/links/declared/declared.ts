import type { DeclaredDependency } from '../../../core/declared.ts';
import type { Dependency, DependencyKind } from '../../../core/dependency.ts';
import type { ComponentId } from '../../../core/id.ts';
import type { JourneyPlan } from '../../../core/journey.ts';
import { didYouMean } from '../../../core/nearest.ts';
import type { Place } from '../../../core/report.ts';
import { Unknown } from '../../../core/value.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import type { LinkPass } from '../../link-pass.ts';
import { DeclaredNames } from './find-declared.ts';

/** Puts the user's word in the place of what was inferred: dependencies, their strength, and journeys. */
export const declared: LinkPass = {
  name: 'declared',
  after: ['every pass that adds dependencies'],
  run(draft) {
    const { services, dependencies, journeys } = draft.declared;
    if (services.length + dependencies.length + journeys.length === 0) return;
    const names = new DeclaredNames(draft);
    const warn = (messages: readonly string[]): void => {
      for (const message of messages) {
        draft.diagnostics.push({ severity: 'warning', code: 'unused-declaration', message });
      }
    };
    warn(wrongServices(draft, names));
    warn(contradictions(dependencies));
    const find = (name: string, place: Place): readonly ComponentDraft[] => {
      const found = names.find(name);
      if (!names.isService(name)) warn(doubts(name, place, found, names.names()));
      return found;
    };
    for (const one of dependencies) {
      const [from, to] = [find(one.from, one.place), find(one.to, one.place)];
      for (const caller of from) {
        depend(
          draft,
          one,
          caller,
          to.filter((target) => areTogether(caller, target)),
        );
      }
    }
    for (const { name, entry, through, place, sloPercent } of journeys) {
      const plan: JourneyPlan = {
        name,
        entries: find(entry, place).map(({ id }) => id),
        through: through.flatMap((one) => find(one, place).map(({ id }) => id)),
        sloPercent,
        declaredAt: place,
      };
      if (plan.entries.length > 0) draft.journeys.push(plan);
    }
  },
};

/** Nothing is called so, or things of different kinds are. */
function doubts(
  name: string,
  { file, line }: Place,
  found: readonly ComponentDraft[],
  names: readonly string[],
): readonly string[] {
  if (found.length === 0) {
    const hint = `${didYouMean(name, names)} \`whatfails graph\` lists what there is.`;
    return [`${file}:${line} names ${name}, but nothing that was read is called so${hint}`];
  }
  const byKind = new Map(found.map((one) => [one.kind, one.main?.address ?? one.id]));
  if (byKind.size < 2) return [];
  const meant = [...byKind].map(([kind, address]) => `a ${kind} (${address})`).sort();
  return [
    `${file}:${line} names ${name}, which is ${meant.join(' and ')}. All are meant; write one address.`,
  ];
}

/** Patterns of services that match nothing: a typing error makes a service empty. */
function wrongServices({ declared: { services } }: GraphDraft, names: DeclaredNames): readonly string[] {
  return services.flatMap(({ name, match, place: { file, line } }) =>
    match
      .filter((pattern) => !names.isMatched(pattern))
      .map(
        (pattern) =>
          `${file}:${line}: nothing that was read matches ${pattern} of service ${name}` +
          didYouMean(pattern, names.patterns()),
      ),
  );
}

/** What needs itself, and the same two named twice with different answers. */
function contradictions(all: readonly DeclaredDependency[]): readonly string[] {
  const seen = new Map<string, DeclaredDependency>();
  return all.flatMap((one) => {
    const { file, line } = one.place;
    if (one.from === one.to) {
      return [`${file}:${line} says that ${one.from} needs itself. Name what it needs under \`to\`.`];
    }
    const key = `${one.from}\u0000${one.to}`;
    const before = seen.get(key);
    seen.set(key, one);
    if (!before || before.strength === one.strength) return [];
    const [was, is] = [before, one].map(({ strength }) => strength ?? 'no strength');
    return [
      `${file}:${line} says ${is} of ${one.from} → ${one.to}, and line ${before.place.line} says ${was}: ` +
        'the last counts. Remove one of the two.',
    ];
  });
}

/** One environment's orders do not call another one's database. */
function areTogether(a: ComponentDraft, b: ComponentDraft): boolean {
  const [some, others] = [a.stack?.environments ?? [], b.stack?.environments ?? []];
  if (some.length === 0 || others.length === 0) return true;
  return some.some(({ name }) => others.some((other) => other.name === name));
}

function depend(
  draft: GraphDraft,
  { strength, place }: DeclaredDependency,
  from: ComponentDraft,
  targets: readonly ComponentDraft[],
): void {
  const evidence = { says: `${place.file}:${place.line} declares it` };
  for (const to of targets) {
    const ways = waysTo(draft, to.id);
    const isMeant = (one: Dependency): boolean => one.from === from.id && ways.has(one.to);
    const inferred = draft.dependencies.filter(isMeant);
    draft.drop(isMeant);
    if (strength === 'none') continue;
    for (const one of inferred) {
      draft.depend({
        ...one,
        candidate: undefined,
        strength: strength ?? one.strength,
        evidence: [evidence, ...one.evidence],
      });
    }
    if (inferred.length > 0) continue;
    draft.depend({
      from: from.id,
      to: to.id,
      kind: kindTo(to),
      strength: strength ?? notTold(from, to),
      grade: 'B',
      evidence: [evidence],
    });
  }
}

/** The component and what routes to it. */
function waysTo(draft: GraphDraft, id: ComponentId): ReadonlySet<ComponentId> {
  const ways = new Set([id]);
  for (const { from, to, kind } of draft.dependencies) if (to === id && kind === 'routes-to') ways.add(from);
  return ways;
}

function kindTo({ kind }: ComponentDraft): DependencyKind {
  if (kind === 'datastore' || kind === 'cache' || kind === 'bucket') return 'stores';
  return kind === 'queue' || kind === 'topic' ? 'publishes' : 'calls';
}

function notTold(from: ComponentDraft, to: ComponentDraft): Unknown {
  return new Unknown({
    reason: 'rule-question',
    detail: `whether ${from.name} can do without ${to.name} is not known`,
    settledBy: `strength of ${from.name} → ${to.name} under \`dependencies\` in whatfails.yaml`,
  });
}
