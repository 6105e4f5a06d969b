import type { Facts } from '../core/facts.ts';
import { byCodeUnit } from '../core/order.ts';
import type {
  ReportedComponent,
  ReportedDependency,
  ReportedGraph,
  ReportedJourney,
} from '../core/reported-graph.ts';
import { Unknown } from '../core/value.ts';
import { placeJson } from './place-json.ts';
import type { Json } from './data-json.ts';
import { dataToJson, printJson } from './data-json.ts';

/** `graph --json`: components, dependencies with their evidence, and journeys. */
export function renderGraphJson(graph: ReportedGraph): string {
  return printJson({
    environment: graph.environment,
    components: graph.components.map(componentJson),
    dependencies: graph.dependencies.map(dependencyJson),
    journeys: graph.journeys.map(journeyJson),
  });
}

function componentJson(component: ReportedComponent): Json {
  const { id, kind, name, type, environments, owner, stack, address, declaredAt, facts } = component;
  return {
    id,
    kind,
    name,
    type,
    address: address ?? null,
    stack: stack ?? null,
    environments,
    owner: owner ?? null,
    declaredAt: declaredAt.map(({ file, line, endLine }) => ({ file, line, endLine })),
    facts: factsJson(facts),
  };
}

/** Facts with one value of its own: a number, a text, a list of texts, or where something runs. */
function factsJson(facts: Facts): Json {
  const all = [...Object.entries(facts), ...Object.entries(podFacts(facts))];
  const stated = all
    .flatMap(([name, fact]) => {
      const value = statedValue(fact);
      return value === undefined ? [] : [[name, value] as const];
    })
    .sort(([a], [b]) => byCodeUnit(a, b));
  const others = [...listFacts(facts)].flatMap(([name, list]) =>
    list === undefined ? [] : [[name, list] as const],
  );
  return Object.fromEntries([...stated, ...others]);
}

/** What a pod template says, under the names that other workloads have for it. */
function podFacts({
  pods,
}: Facts): Pick<Facts, 'minimumSize' | 'maximumSize'> & { readonly namespace?: unknown } {
  if (!pods) return {};
  return { namespace: pods.namespace, minimumSize: pods.minimum, maximumSize: pods.maximum };
}

/** Lists that join a component with others or with images. */
function listFacts({
  pods,
  images,
  watchedBy,
  broughtBy,
  ownership,
  moreSettings,
}: Facts): readonly (readonly [string, Json | undefined])[] {
  const used = [
    ...(pods?.containers ?? []).flatMap(({ image }) => image ?? []),
    ...(images ?? []).map(({ image }) => image),
  ];
  return [
    ['images', used.length === 0 ? undefined : used.map(({ text }) => dataToJson(text.value))],
    ['watchedBy', watchedBy],
    ['broughtBy', broughtBy],
    ['moreSettings', moreSettings && dataToJson(moreSettings)],
    ['owners', ownership?.claims.map(({ source, text, says }) => ({ source, text, says }))],
  ];
}

function statedValue(fact: unknown): Json | undefined {
  if (typeof fact !== 'object' || fact === null || !('value' in fact) || !('origin' in fact))
    return undefined;
  const { value } = fact;
  if (isZones(value)) return zonesJson(value);
  return plainJson(value);
}

function plainJson(value: unknown): Json | undefined {
  if (Unknown.is(value)) return dataToJson(value);
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (!Array.isArray(value)) return undefined;
  const items = value.map(plainJson);
  return items.every((item) => item !== undefined) ? items : undefined;
}

type ZonesValue = Extract<NonNullable<Facts['zones']>['value'], { readonly atLeast: number }>;

function isZones(value: unknown): value is ZonesValue {
  return typeof value === 'object' && value !== null && 'atLeast' in value && 'names' in value;
}

function zonesJson({ atLeast, atMost, names }: ZonesValue): Json {
  return {
    atLeast,
    atMost: dataToJson(atMost),
    names: Unknown.is(names) ? dataToJson(names) : names.map(({ id, name }) => name ?? id),
  };
}

function dependencyJson({ from, to, kind, strength, grade, candidate, evidence }: ReportedDependency): Json {
  return {
    from,
    to,
    kind,
    strength: dataToJson(strength),
    grade: candidate === true ? null : grade,
    ...(candidate === true ? { candidate: true } : {}),
    evidence: evidence.map(({ says, place, through, source }) => ({
      file: place?.file ?? null,
      line: place?.line ?? null,
      says,
      ...(through.length > 0 ? { through: through.map(placeJson) } : {}),
      ...(source === undefined ? {} : { source }),
    })),
  };
}

function journeyJson({ name, entries, reaches, needs, isSmall, isDeclared }: ReportedJourney): Json {
  return { name, entry: entries[0] ?? null, entries, reaches, needs, small: isSmall, declared: isDeclared };
}
