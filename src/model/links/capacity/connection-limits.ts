import type { ConnectionLimit } from '../../../core/facts/capacity.ts';
import type { Facts } from '../../../core/facts.ts';
import type { Location } from '../../../core/location.ts';
import type { Resource } from '../../../core/resource.ts';
import type { Value } from '../../../core/value.ts';
import { isDataObject, Unknown } from '../../../core/value.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import { knownValue } from '../../graph-draft.ts';
import type { LinkPass } from '../../link-pass.ts';
import { at, blocksAt, dataAt, readNumber, readText } from '../../read.ts';
import { groupOf, settingIn } from '../parameter-groups.ts';
import type { Server, Written } from './connection-formulas.ts';
import { limitOfAzure, limitOfRds, limitWritten } from './connection-formulas.ts';

const PARAMETER = 'max_connections';

/** How many connections databases accept: what is written, else what engine and machine make of it. */
export const connectionLimits: LinkPass = {
  name: 'connection-limits',
  after: ['machines', 'store-clusters', 'azure-parts'],
  run(draft) {
    for (const resource of draft.ofType('aws_db_instance')) {
      const store = draft.componentOf(resource.id);
      const server =
        store && serverOf(store.facts.engine, store.facts.machine, at(resource, 'instance_class'));
      if (server) store.facts.connectionLimit = limitOfRds(server, inGroup(draft, resource, INSTANCE));
    }
    limitsOfClusters(draft);
    for (const resource of draft.ofType('google_sql_database_instance')) {
      const store = draft.componentOf(resource.id);
      if (store) store.facts.connectionLimit = limitOfFlags(store, resource);
    }
    limitsOfAzure(draft);
  },
};

const INSTANCE = { attribute: 'parameter_group_name', types: ['aws_db_parameter_group'] };
const MEMBER = { attribute: 'db_parameter_group_name', types: ['aws_db_parameter_group'] };
const CLUSTER = {
  attribute: 'db_cluster_parameter_group_name',
  types: ['aws_rds_cluster_parameter_group'],
};

function serverOf(engine: Facts['engine'], machine: Facts['machine'], place: Location): Server | undefined {
  const name = knownValue(engine)?.toLowerCase();
  if (name === undefined) return undefined;
  const found = machine?.value;
  return { engine: name, memoryBytes: Unknown.is(found) ? found : found?.memoryBytes, at: place };
}

/** The parameter in the group that the resource names. */
function inGroup(
  draft: GraphDraft,
  resource: Resource,
  { attribute, types }: typeof INSTANCE,
): Written | undefined {
  const group = groupOf(draft, resource, { attribute, groups: types });
  if (group === undefined) return undefined;
  return Unknown.is(group) ? { value: group, at: at(resource, attribute) } : settingIn(group, PARAMETER);
}

/** The instances serve; the group of an instance counts before the group of its cluster. */
function limitsOfClusters(draft: GraphDraft): void {
  const members = new Map<string, ComponentDraft[]>();
  for (const component of draft.components.values()) {
    const cluster = knownValue(component.facts.memberOf);
    if (cluster === undefined) continue;
    const known = members.get(cluster);
    if (known) known.push(component);
    else members.set(cluster, [component]);
  }
  for (const resource of draft.ofType('aws_rds_cluster')) {
    const cluster = draft.componentOf(resource.id);
    if (!cluster) continue;
    const shared = inGroup(draft, resource, CLUSTER);
    const limits = (members.get(cluster.id) ?? []).flatMap(({ main, facts }) => {
      const server = main && serverOf(cluster.facts.engine, facts.machine, at(main, 'instance_class'));
      if (!server) return [];
      const memoryBytes = serverless(server, main, resource) ?? server.memoryBytes;
      return limitOfRds({ ...server, memoryBytes }, inGroup(draft, main, MEMBER) ?? shared) ?? [];
    });
    cluster.facts.connectionLimit = weakest(limits);
  }
}

const ACU_BYTES = 2 * 2 ** 30;

/**
 * A serverless instance counts the memory of its largest size: 2 GiB for each unit.
 * https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2.setting-capacity.html
 */
function serverless(server: Server, instance: Resource, cluster: Resource): Value<number> | undefined {
  if (dataAt(instance, 'instance_class') !== 'db.serverless') return undefined;
  const units = readNumber(cluster, ['serverlessv2_scaling_configuration', 0, 'max_capacity'])?.value;
  return units === undefined || Unknown.is(units) ? (units ?? server.memoryBytes) : units * ACU_BYTES;
}

/** Any instance may be the one that writes after a failover, so the smallest counts. */
function weakest(limits: readonly ConnectionLimit[]): ConnectionLimit | undefined {
  const sorted = [...limits].sort((a, b) => order(a.atMost) - order(b.atMost));
  const unknown = limits.find(({ atLeast }) => Unknown.is(atLeast));
  const [smallest] = sorted;
  return smallest && unknown ? { ...smallest, atLeast: unknown.atLeast } : smallest;
}

function order(value: Value<number>): number {
  return Unknown.is(value) ? Infinity : value;
}

/** A flag of Cloud SQL; what holds without one is not in our table. */
function limitOfFlags(store: ComponentDraft, resource: Resource): ConnectionLimit | undefined {
  const path = ['settings', 0, 'database_flags'] as const;
  const flags = blocksAt(resource, ...path);
  const engine = knownValue(store.facts.engine) ?? '';
  if (Unknown.is(flags)) return limitWritten(engine, { value: flags, at: at(resource, ...path) });
  const index = flags.findIndex((flag) => isDataObject(flag) && flag['name'] === PARAMETER);
  const place = [...path, Math.max(index, 0), 'value'];
  const value = index < 0 ? noFlag : (readText(resource, place)?.value ?? noFlag);
  return limitWritten(engine, { value, at: index < 0 ? at(resource, ...path) : at(resource, ...place) });
}

const noFlag = new Unknown({
  reason: 'not-in-inputs',
  detail: 'max_connections is not written, and the default of Cloud SQL depends on the machine',
  settledBy: 'the flag max_connections',
});

function limitsOfAzure(draft: GraphDraft): void {
  const written = new Map<ComponentDraft, Written>();
  for (const resource of draft.ofType('azurerm_postgresql_flexible_server_configuration')) {
    if (dataAt(resource, 'name') !== PARAMETER) continue;
    const { targets } = draft.follow(dataAt(resource, 'server_id'), resource, {
      types: ['azurerm_postgresql_flexible_server'],
      by: ['id'],
    });
    const value = readText(resource, ['value'])?.value;
    for (const { id } of targets) {
      const store = draft.componentOf(id);
      if (store && value !== undefined) written.set(store, { value, at: at(resource, 'value') });
    }
  }
  for (const resource of draft.ofType('azurerm_postgresql_flexible_server')) {
    const store = draft.componentOf(resource.id);
    const server = store && serverOf(store.facts.engine, store.facts.machine, at(resource, 'sku_name'));
    if (server) store.facts.connectionLimit = limitOfAzure(server, written.get(store));
  }
}
