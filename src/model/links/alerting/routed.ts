import type { Alert, InhibitRule, Receiver, RoutedAlert } from '../../../core/facts/alerting.ts';
import type { Resource } from '../../../core/resource.ts';
import type { Value } from '../../../core/value.ts';
import { isDataList, isDataObject, scalarText, Unknown } from '../../../core/value.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import type { LinkPass } from '../../link-pass.ts';
import type { Ending, LabelOf } from '../../prometheus/evaluate-routes.ts';
import { evaluateRoutes } from '../../prometheus/evaluate-routes.ts';
import { meetsMatcher } from '../../prometheus/matchers.ts';
import { dataAt } from '../../read.ts';
import { relationOf } from '../kubernetes/together.ts';
import { globalConfigurations } from './global-configurations.ts';
import { pagingIntegrations } from './paging.ts';

const CONFIG = 'alertmanager-config';
const PART = 'monitoring.coreos.com/AlertmanagerConfig';

/** Leads every alert of Prometheus through the routing tree that is deployed with it. */
export const routed: LinkPass = {
  name: 'routed',
  after: ['watches'],
  run(draft) {
    const trees = treesOf(draft);
    if (trees.length === 0) return;
    const chosen = new Map<string, Choice | undefined>();
    const roots = globalConfigurations(draft);
    const always = draft.ofType('prometheus-alert').filter(isAlwaysFiring);
    for (const resource of draft.ofType('prometheus-alert')) {
      const component = draft.componentOf(resource.id);
      const alert = component?.facts.alert;
      if (!component || !alert) continue;
      if (!chosen.has(resource.stack)) chosen.set(resource.stack, choose(trees, component, roots));
      const choice = chosen.get(resource.stack);
      if (!choice) continue;
      const inhibitors = always.flatMap((one) => (one === resource ? [] : labelsOf(draft, one)));
      const way = follow(choice, { resource, alert, inhibitors });
      component.facts.alert = pagingIntegrations({ ...alert, routed: way });
    }
  },
};

function treesOf(draft: GraphDraft): readonly ComponentDraft[] {
  return draft
    .ofType(CONFIG, PART)
    .flatMap((resource) => draft.componentOf(resource.id) ?? [])
    .filter(({ facts }) => facts.alertRoutes !== undefined);
}

interface Choice {
  readonly tree: ComponentDraft;
  /** Why another tree may be the one. */
  readonly doubt: Unknown | undefined;
}

/** The nearest tree; several equally near ones leave the answer open. */
function choose(
  trees: readonly ComponentDraft[],
  { stack }: ComponentDraft,
  roots: ReadonlySet<string>,
): Choice | undefined {
  const near = trees.flatMap((tree) => {
    const relation = tree.stack && stack ? relationOf(stack, tree.stack) : 'never';
    const isSame = tree.stack?.id === stack?.id;
    if (!isSame && (relation === 'never' || tree.stack?.code.role !== stack?.code.role)) return [];
    return [{ tree, rank: isSame ? 0 : relation === 'together' ? 1 : 2 }];
  });
  const best = Math.min(...near.map(({ rank }) => rank));
  const [first, second] = near.filter(({ rank }) => rank === best);
  if (!first) return undefined;
  if (second) return { tree: first.tree, doubt: several(first.tree, second.tree) };
  const { tree } = first;
  return { tree, doubt: isPart(tree) && !roots.has(tree.name) ? partOnly(tree) : undefined };
}

function isPart({ main }: ComponentDraft): boolean {
  return main?.type.endsWith('/AlertmanagerConfig') === true;
}

function several(one: ComponentDraft, other: ComponentDraft): Unknown {
  return new Unknown({
    reason: 'not-in-inputs',
    detail: `which Alertmanager gets it is not told: ${one.name}, ${other.name}`,
    settledBy:
      'one Alertmanager configuration beside the rules, or the GitOps objects that deploy them together',
  });
}

function partOnly({ name }: ComponentDraft): Unknown {
  return new Unknown({
    reason: 'not-in-inputs',
    detail: `${name} is a part of a routing tree whose root is not in the inputs`,
    settledBy: 'the configuration of the Alertmanager that takes it in',
  });
}

interface Asked {
  readonly resource: Resource;
  readonly alert: Alert;
  /** Labels of alerts that fire always. */
  readonly inhibitors: readonly { readonly name: string; readonly labelOf: LabelOf }[];
}

function follow({ tree, doubt }: Choice, { resource, alert, inhibitors }: Asked): RoutedAlert {
  const { alertRoutes, receivers = [], inhibitRules = [] } = tree.facts;
  const labelOf = labelsAt(resource, alert);
  if (!alertRoutes) throw new Error(`${tree.id} has no routes`);
  const { endings, unknown } = evaluateRoutes(alertRoutes, labelOf);
  const byName = new Map(receivers.map((one) => [one.name, one]));
  const ends = endings.map((ending) => ({ ending, receiver: receiverAt(ending, byName) }));
  const lost = ends.find(({ receiver }) => Unknown.is(receiver))?.receiver;
  const silences = inhibitRules.flatMap((rule) => inhibition(rule, labelOf, inhibitors));
  const muted = ends.every(({ ending }) => lastOf(ending).alwaysMuted.length > 0)
    ? ends.flatMap(({ ending }) => lastOf(ending).alwaysMuted)
    : [];
  // Whatever the open matchers say: all ways end with somebody, or one that is certain does.
  const isSettled =
    ends.some(({ ending, receiver }) => ending.isCertain && sends(receiver)) ||
    ends.every(({ receiver }) => sends(receiver)) ||
    ends.every(({ receiver }) => isSilent(receiver));
  return {
    tree: tree.id,
    routes: (ends[0]?.ending.chain ?? []).map((route, depth) => ({
      says: depth === 0 ? 'Alertmanager' : routeWords(route.matchers),
      at: route.at,
    })),
    receivers: [
      ...new Set(ends.flatMap(({ receiver }) => (receiver && !Unknown.is(receiver) ? [receiver] : []))),
    ],
    silencedBy: [...muted, ...silences],
    unknown: doubt ?? (isSettled ? undefined : (unknown ?? (Unknown.is(lost) ? lost : undefined))),
  };
}

function lastOf({ chain }: Ending): Ending['chain'][number] {
  const last = chain.at(-1);
  if (!last) throw new Error('an ending without a route');
  return last;
}

function routeWords(matchers: Ending['chain'][number]['matchers']): string {
  const words = matchers.map(({ label, operator, value }) => `${label} ${operator} ${value}`);
  return words.length === 0 ? 'a route without matchers' : `the route ${words.join(', ')}`;
}

type At = Receiver | Unknown | undefined;

function receiverAt({ receiver }: Ending, byName: ReadonlyMap<string, Receiver>): At {
  if (receiver === undefined || Unknown.is(receiver)) return receiver;
  return byName.get(receiver);
}

function sends(receiver: At): boolean {
  return receiver !== undefined && !Unknown.is(receiver) && receiver.integrations.length > 0;
}

function isSilent(receiver: At): boolean {
  if (receiver === undefined || Unknown.is(receiver)) return false;
  return receiver.integrations.length === 0 && receiver.unknown === undefined;
}

/** Labels as Alertmanager sees them: of the rule, else of what the expression returns. */
function labelsAt(resource: Resource, { labels }: Alert): LabelOf {
  const query = dataAt(resource, 'query');
  const fixed = isDataObject(query) && isDataObject(query['fixed']) ? query['fixed'] : {};
  const only = isDataObject(query) && isDataList(query['only']) ? query['only'] : undefined;
  return (label) => {
    if (label === 'alertname') return resource.name;
    const written = Object.hasOwn(labels, label) ? labels[label] : undefined;
    if (written !== undefined) return open(written, label, resource);
    const value = Object.hasOwn(fixed, label) ? scalarText(fixed[label]) : undefined;
    if (value !== undefined) return value;
    // Every label may come from outside too: external labels of the Prometheus that evaluates the rule.
    const isExternal = EXTERNAL.test(label);
    return only && !only.includes(label) && !isExternal ? '' : notTold(label, resource);
  };
}

// Labels that a Prometheus adds to all of its alerts.
const EXTERNAL =
  /^(prometheus|cluster|env|environment|region|stage|replica|tenant|account|datacenter|dc|site)(_|$)/;

function open(value: Value<string>, label: string, resource: Resource): Value<string> {
  return typeof value === 'string' && value.includes('{{') ? notTold(label, resource) : value;
}

function notTold(label: string, { name }: Resource): Unknown {
  return new Unknown({
    reason: 'not-in-inputs',
    detail: `the label ${label} of ${name} comes from what is measured`,
    settledBy: `the label ${label} on the alert rule`,
  });
}

function isAlwaysFiring(resource: Resource): boolean {
  const expr = dataAt(resource, 'expr');
  return typeof expr === 'string' && /^\s*vector\(\s*\d+\s*\)\s*$/.test(expr);
}

function labelsOf(draft: GraphDraft, resource: Resource): Asked['inhibitors'] {
  const alert = draft.componentOf(resource.id)?.facts.alert;
  return alert ? [{ name: resource.name, labelOf: labelsAt(resource, alert) }] : [];
}

/** Inhibitions whose source is an alert that fires always. */
function inhibition(
  { source, target, equal, unknown, at }: InhibitRule,
  labelOf: LabelOf,
  inhibitors: Asked['inhibitors'],
): RoutedAlert['silencedBy'] {
  const isMet = (matchers: InhibitRule['source'], of: LabelOf): boolean =>
    matchers.every((matcher) => {
      const value = of(matcher.label);
      return !Unknown.is(value) && meetsMatcher(matcher, value) === true;
    });
  if (unknown || !isMet(target, labelOf)) return [];
  // An alert that is source and target at once does not silence itself.
  if (isMet(source, labelOf)) return [];
  const by = inhibitors.find(
    (one) =>
      isMet(source, one.labelOf) && equal.every((label) => isEqual(one.labelOf(label), labelOf(label))),
  );
  return by ? [{ says: `${by.name} fires always and inhibits it`, at }] : [];
}

function isEqual(one: Value<string>, other: Value<string>): boolean {
  return !Unknown.is(one) && !Unknown.is(other) && one === other;
}
