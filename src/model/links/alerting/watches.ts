import type { Alert } from '../../../core/facts/alerting.ts';
import { byCodeUnit } from '../../../core/order.ts';
import type { Resource } from '../../../core/resource.ts';
import { isDataObject, Unknown } from '../../../core/value.ts';
import type { ComponentDraft } from '../../graph-draft.ts';
import type { LinkPass } from '../../link-pass.ts';
import type { AlertSelector } from '../../prometheus/alert.ts';
import { selectorsOf } from '../../prometheus/alert.ts';
import { dataAt } from '../../read.ts';
import {
  broadSubject,
  isMeant,
  isOfPlatform,
  namedBy,
  NAMESPACE_LABELS,
  negativeTest,
  positiveTest,
} from './metric-subjects.ts';
import type { Candidate, NameIndex } from './name-index.ts';
import { nameIndex, notFound } from './name-index.ts';
import { tellNeighbours } from './neighbours.ts';

/** Joins alerts of Prometheus with what their label matchers name. */
export const watches: LinkPass = {
  name: 'watches',
  after: ['kubernetes-traffic', 'networks'],
  run(draft) {
    const alerts = draft.ofType('prometheus-alert');
    if (alerts.length === 0) return;
    const index = nameIndex(draft);
    const answers = new Map<string, Found>();
    tellNeighbours(draft, alerts);
    for (const resource of alerts) {
      const component = draft.componentOf(resource.id);
      const alert = component?.facts.alert;
      if (component && alert) component.facts.alert = watched(resource, component, { alert, index, answers });
    }
  },
};

/** What one selector watches. */
interface Found {
  readonly components: readonly ComponentDraft[];
  readonly says: string | undefined;
  readonly unknown: Unknown | undefined;
}

interface Search {
  readonly alert: Alert;
  readonly index: NameIndex;
  readonly answers: Map<string, Found>;
}

function watched(resource: Resource, component: ComponentDraft, { alert, index, answers }: Search): Alert {
  const query = dataAt(resource, 'query');
  if (!isDataObject(query)) return alert;
  const selectors = selectorsOf(query);
  const found = [...selectors, ...ofLabels(alert)].map((selector) => {
    // Rules made from one template ask the same of one stack many times.
    const key = `${resource.stack}\u0000${JSON.stringify(selector)}`;
    const known = answers.get(key) ?? find(selector, component, index);
    answers.set(key, known);
    return known;
  });
  const components = new Set(found.flatMap((one) => one.components.map(({ id }) => id)));
  const says = new Set(found.flatMap((one) => (one.components.length > 0 ? (one.says ?? []) : [])));
  return {
    ...alert,
    watches: [...components].sort(byCodeUnit),
    watchesBecause: [...says],
    watchesUnknown: components.size > 0 ? undefined : found.find(({ unknown }) => unknown)?.unknown,
  };
}

/** What generators of burn-rate rules write on the alert: the service whose budget it is. */
function ofLabels({ labels, signal }: Alert): readonly AlertSelector[] {
  if (signal !== 'burn-rate') return [];
  return ['sloth_service', 'service', 'slo', 'job'].flatMap((label): readonly AlertSelector[] => {
    const value = Object.hasOwn(labels, label) ? labels[label] : undefined;
    return typeof value === 'string' && !value.includes('{{')
      ? [{ metric: undefined, matchers: [{ label, operator: '=', value }] }]
      : [];
  });
}

function find({ metric, matchers }: AlertSelector, from: ComponentDraft, index: NameIndex): Found {
  const inNamespace = namespaceTest(matchers);
  const wanted = matchers.flatMap(({ label, operator, value }) => {
    const by = namedBy(label, metric);
    const test = by && positiveTest(operator, value);
    return by && test ? [{ by, test, label, value, isEqual: operator === '=' }] : [];
  });
  if (wanted.length === 0) return findAll({ metric, matchers }, from, { index, inNamespace });
  let unknown: Unknown | undefined;
  for (const { by, test, label, value, isEqual } of wanted) {
    const { name, namespace } = splitJob(label, value);
    const asked = namespace === undefined ? test : (text: string) => text === name;
    const named = isEqual && by !== 'pod' ? index.named(name) : undefined;
    const pool = smaller(named, inExactNamespace(matchers, index)) ?? poolOf(index, inNamespace);
    const all = pool.filter(
      (one) => isMeant(one, by, asked) && (inNamespace === undefined || inNamespace(one.namespace ?? '')),
    );
    const near = nearest(called(without(all, matchers, metric), by, asked), from, index);
    if (near.length > 0) {
      return { components: index.withSelected(near), says: `${label} = ${value}`, unknown: undefined };
    }
    unknown ??= notFound(label, value);
  }
  return { components: [], says: undefined, unknown };
}

/** Where something is itself called so, what only carries the name in a label is not meant. */
function called(
  found: readonly Candidate[],
  by: ReturnType<typeof namedBy>,
  asked: (text: string) => boolean,
): readonly Candidate[] {
  const exact = by === 'name' ? found.filter(({ component }) => asked(component.name)) : [];
  return exact.length > 0 ? exact : found;
}

/** PodMonitors, and many scrape configs, write `namespace/name`. */
function splitJob(
  label: string,
  value: string,
): { readonly name: string; readonly namespace: string | undefined } {
  const slash = value.indexOf('/');
  if (slash < 0 || label === 'host') return { name: value, namespace: undefined };
  return { name: value.slice(value.lastIndexOf('/') + 1), namespace: value.slice(0, slash) };
}

function poolOf(
  index: NameIndex,
  inNamespace: ((text: string) => boolean) | undefined,
): readonly Candidate[] {
  if (!inNamespace) return index.candidates;
  return [...index.namespaces()].filter(inNamespace).flatMap((one) => index.inNamespace(one));
}

type Matchers = AlertSelector['matchers'];

function inExactNamespace(matchers: Matchers, index: NameIndex): readonly Candidate[] | undefined {
  const exact = matchers.find(
    ({ label, operator, value }) => NAMESPACE_LABELS.has(label) && operator === '=' && value !== '',
  );
  return exact && index.inNamespace(exact.value);
}

/** Many namespaces have an `orders`, and many names are in one namespace. */
function smaller<T>(
  one: readonly T[] | undefined,
  other: readonly T[] | undefined,
): readonly T[] | undefined {
  if (!one || !other) return one ?? other;
  return one.length <= other.length ? one : other;
}

function namespaceTest(matchers: Matchers): ((text: string) => boolean) | undefined {
  const tests = matchers.flatMap(({ label, operator, value }) =>
    NAMESPACE_LABELS.has(label) ? (positiveTest(operator, value) ?? []) : [],
  );
  return tests.length === 0 ? undefined : (text) => tests.every((test) => test(text));
}

/** Leaves out what negative matchers exclude. */
function without(
  candidates: readonly Candidate[],
  matchers: Matchers,
  metric: string | undefined,
): readonly Candidate[] {
  return matchers.reduce((left, { label, operator, value }) => {
    const test = negativeTest(operator, value);
    if (!test) return left;
    if (NAMESPACE_LABELS.has(label)) return left.filter(({ namespace }) => !test(namespace ?? ''));
    const by = namedBy(label, metric);
    return by ? left.filter((one) => !isMeant(one, by, test)) : left;
  }, candidates);
}

// A name that so many share says nothing about which one is meant.
const TOO_MANY = 12;

/** Those of its own stack, else of those deployed with it, else all that may be in its cluster. */
function nearest(
  found: readonly Candidate[],
  from: ComponentDraft,
  index: NameIndex,
): readonly ComponentDraft[] {
  const circles = { own: [], together: [], elsewhere: [], never: [] } satisfies Record<string, unknown[]>;
  const byRelation: { readonly [relation: string]: ComponentDraft[] } = circles;
  for (const { component } of found) byRelation[index.relation(from.stack, component)]?.push(component);
  const { own = [], together = [], elsewhere = [] } = byRelation;
  if (own.length > 0) return own;
  if (together.length > 0) return together;
  return new Set(elsewhere.map(({ name }) => name)).size > TOO_MANY ? [] : elsewhere;
}

interface Pool {
  readonly index: NameIndex;
  readonly inNamespace: ((text: string) => boolean) | undefined;
}

/** A metric without a name: everything of its namespace, or of what is deployed with it. */
function findAll(
  { metric, matchers }: AlertSelector,
  from: ComponentDraft,
  { index, inNamespace }: Pool,
): Found {
  const kinds = metric === undefined ? undefined : broadSubject(metric);
  if (!inNamespace && !kinds) {
    const isOther = metric === undefined || isOfPlatform(metric) || metric === 'up';
    return { components: [], says: undefined, unknown: isOther ? undefined : nameless(metric) };
  }
  if (metric !== undefined && !kinds && isOfPlatform(metric)) return NOTHING;
  const all = without(poolOf(index, inNamespace), matchers, metric).filter(
    ({ component: { facts } }) => facts.pods && (!kinds || kinds.test(facts.pods.controller)),
  );
  const near = all.filter(({ component }) => {
    const relation = index.relation(from.stack, component);
    return relation === 'own' || relation === 'together' || (inNamespace && relation === 'elsewhere');
  });
  const says = inNamespace
    ? `every workload of the namespace: ${metric ?? 'the metric'} names no single one`
    : `every workload of the cluster: ${metric ?? 'the metric'} has no matcher on a name`;
  return {
    components: near.map(({ component }) => component),
    says,
    unknown: near.length > 0 ? undefined : nobody(metric),
  };
}

const NOTHING: Found = { components: [], says: undefined, unknown: undefined };

function nameless(metric: string): Unknown {
  return new Unknown({
    reason: 'rule-question',
    detail: `no label matcher tells which component ${metric} is about`,
    settledBy: 'a matcher on job, service or namespace in the expression',
  });
}

function nobody(metric: string | undefined): Unknown {
  return new Unknown({
    reason: 'not-in-inputs',
    detail: `no workload that ${metric ?? 'the expression'} is about is in the inputs`,
    settledBy: 'the manifests of what it is about',
  });
}
