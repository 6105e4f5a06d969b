import type { Location } from '../../../core/location.ts';
import { Unknown } from '../../../core/value.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import type { LinkPass } from '../../link-pass.ts';
import { at, dataAt } from '../../read.ts';
import { nameIndex } from './name-index.ts';

interface Product {
  readonly name: string;
  /** Repository of an image, without the registry. */
  readonly image: RegExp;
  /** Types of resources of its Terraform provider. */
  readonly type: RegExp;
  /** Names of environment variables that its libraries read. */
  readonly variable: RegExp;
}

// Products whose alarms are kept in the product, or in files of a kind that is not read.
const PRODUCTS: readonly Product[] = [
  {
    name: 'Datadog',
    image: /(^|\/)datadog\/|\/agent:.*datadog|public\.ecr\.aws\/datadog\//,
    type: /^datadog_|^datadoghq\.com\//,
    variable: /^DD_(AGENT_HOST|API_KEY|SERVICE|ENV|TRACE_AGENT_URL)$/,
  },
  {
    name: 'New Relic',
    image: /(^|\/)newrelic\//,
    type: /^newrelic_/,
    variable: /^NEW_?RELIC_(LICENSE_KEY|APP_NAME|ENABLED)$/,
  },
  {
    name: 'Dynatrace',
    image: /(^|\/)dynatrace\//,
    type: /^dynatrace_|^dynatrace\.com\//,
    variable: /^DT_(TENANT|TENANTTOKEN|CONNECTION_POINT)$/,
  },
  { name: 'Grafana', image: /^$/, type: /^grafana_(rule_group|contact_point|slo|synthetic)/, variable: /^$/ },
  { name: 'Honeycomb', image: /^$/, type: /^honeycombio_/, variable: /^HONEYCOMB_(API_KEY|DATASET)$/ },
  { name: 'Elastic', image: /(^|\/)elastic-agent/, type: /^elasticstack_kibana_/, variable: /^ELASTIC_APM_/ },
  { name: 'AppDynamics', image: /(^|\/)appdynamics\//, type: /^appdynamics/, variable: /^APPDYNAMICS_/ },
  { name: 'Instana', image: /(^|\/)instana\//, type: /^instana_/, variable: /^INSTANA_/ },
  { name: 'SignalFx', image: /(^|\/)signalfx\//, type: /^signalfx_/, variable: /^SIGNALFX_|^SPLUNK_ACCESS/ },
  { name: 'Sentry', image: /^$/, type: /^sentry_(issue_alert|metric_alert)/, variable: /^$/ },
];

/** Finds monitoring products whose alarms the inputs do not hold. */
export const monitoringProducts: LinkPass = {
  name: 'monitoring-products',
  after: ['watched-by'],
  run(draft) {
    const witnesses = witnessesOf(draft);
    if (witnesses.length === 0) return;
    const index = nameIndex(draft);
    const ofStack = new Map<string, Witness | undefined>();
    for (const { component } of index.candidates) {
      const { stack, facts } = component;
      if (!stack) continue;
      if (!ofStack.has(stack.id)) {
        const near = witnesses.find(({ by }) => {
          const relation = index.relation(by.stack, component);
          return relation === 'own' || relation === 'together';
        });
        ofStack.set(stack.id, near);
      }
      const witness = ofStack.get(stack.id);
      if (!witness) continue;
      facts.moreWatchers ??= watchersIn(witness);
      if (witness.isAgent && facts.pods) {
        const says = `${witness.by.name}, the agent of ${witness.product}, measures every pod of its nodes`;
        facts.measuredBy = [...(facts.measuredBy ?? []), { says, at: witness.at }];
      }
    }
  },
};

interface Witness {
  readonly by: ComponentDraft;
  readonly product: string;
  /** True for what runs on every node and measures all pods there. */
  readonly isAgent: boolean;
  readonly at: Location;
}

function witnessesOf(draft: GraphDraft): readonly Witness[] {
  const found: Witness[] = [];
  const seen = new Set<string>();
  for (const component of draft.components.values()) {
    const witness = witnessOf(component);
    const key = witness && `${component.stack?.id ?? ''} ${witness.product} ${String(witness.isAgent)}`;
    if (!witness || key === undefined || seen.has(key)) continue;
    seen.add(key);
    found.push(witness);
  }
  // Agents first: they also say what measures.
  return [...found.filter(({ isAgent }) => isAgent), ...found.filter(({ isAgent }) => !isAgent)];
}

function witnessOf(by: ComponentDraft): Witness | undefined {
  const { main, facts } = by;
  if (!main) return undefined;
  if (dataAt(main, 'splunk_configuration') !== undefined) {
    return { by, product: 'Splunk', isAgent: false, at: at(main, 'splunk_configuration') };
  }
  for (const { name, type, image, variable } of PRODUCTS) {
    if (type.test(main.type)) return { by, product: name, isAgent: false, at: at(main) };
    for (const container of facts.pods?.containers ?? []) {
      const repository = container.image?.repository;
      if (typeof repository === 'string' && image.source !== '^$' && image.test(repository)) {
        const isAgent = facts.pods?.controller === 'daemon-set';
        return { by, product: name, isAgent, at: container.at };
      }
      const told = container.environment.find((one) => variable.source !== '^$' && variable.test(one.name));
      if (told) return { by, product: name, isAgent: false, at: told.at };
    }
  }
  return undefined;
}

function watchersIn({ product, by }: Witness): Unknown {
  return new Unknown({
    reason: 'not-in-inputs',
    detail: `${by.name} shows that ${product} is in use, whose alarms are not in the inputs`,
    settledBy: `the monitors of ${product} as code`,
  });
}
