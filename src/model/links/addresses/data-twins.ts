import type { Resource } from '../../../core/resource.ts';
import { Unknown } from '../../../core/value.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import { dataAt } from '../../read.ts';
import { nearestTo } from './same-system.ts';

/** How a data source names what it reads, and under which attribute that thing is declared by this name. */
const NAMES: ReadonlyMap<string, readonly (readonly [read: string, declared: string])[]> = new Map([
  ['aws_db_instance', [['db_instance_identifier', 'identifier']]],
  ['aws_db_proxy', [['name', 'name']]],
  ['aws_rds_cluster', [['cluster_identifier', 'cluster_identifier']]],
  ['aws_elasticache_replication_group', [['replication_group_id', 'replication_group_id']]],
  ['aws_elasticache_cluster', [['cluster_id', 'cluster_id']]],
  ['aws_redshift_cluster', [['cluster_identifier', 'cluster_identifier']]],
  ['aws_opensearch_domain', [['domain_name', 'domain_name']]],
  ['aws_elasticsearch_domain', [['domain_name', 'domain_name']]],
  ['aws_msk_cluster', [['cluster_name', 'cluster_name']]],
  ['aws_mq_broker', [['broker_name', 'broker_name']]],
  ['aws_dynamodb_table', [['name', 'name']]],
  ['aws_sqs_queue', [['name', 'name']]],
  ['aws_sns_topic', [['name', 'name']]],
  ['aws_kinesis_stream', [['name', 'name']]],
  ['aws_kinesis_firehose_delivery_stream', [['name', 'name']]],
  ['aws_s3_bucket', [['bucket', 'bucket']]],
  ['aws_lambda_function', [['function_name', 'function_name']]],
  ['aws_sfn_state_machine', [['name', 'name']]],
  ['aws_lb', [['name', 'name']]],
  ['aws_alb', [['name', 'name']]],
  ['aws_api_gateway_rest_api', [['name', 'name']]],
  ['aws_cloudwatch_event_bus', [['name', 'name']]],
  ['aws_ecs_service', [['service_name', 'name']]],
  ['azurerm_storage_account', [['name', 'name']]],
  ['azurerm_postgresql_flexible_server', [['name', 'name']]],
  ['azurerm_postgresql_server', [['name', 'name']]],
  ['azurerm_mysql_flexible_server', [['name', 'name']]],
  ['azurerm_mysql_server', [['name', 'name']]],
  ['azurerm_mssql_server', [['name', 'name']]],
  ['azurerm_cosmosdb_account', [['name', 'name']]],
  ['azurerm_redis_cache', [['name', 'name']]],
  ['azurerm_servicebus_namespace', [['name', 'name']]],
  ['azurerm_servicebus_queue', [['name', 'name']]],
  ['azurerm_servicebus_topic', [['name', 'name']]],
  ['azurerm_linux_web_app', [['name', 'name']]],
  ['azurerm_windows_web_app', [['name', 'name']]],
  ['azurerm_linux_function_app', [['name', 'name']]],
  ['azurerm_container_app', [['name', 'name']]],
  ['azurerm_key_vault', [['name', 'name']]],
  ['azurerm_key_vault_secret', [['name', 'name']]],
  ['azurerm_api_management', [['name', 'name']]],
]);

type Named = { readonly component: ComponentDraft };

/** Finds the one component that a data source reads by a literal name. */
export class DataTwins {
  readonly #draft: GraphDraft;
  readonly #indexes = new Map<string, ReadonlyMap<string, readonly Named[]>>();

  constructor(draft: GraphDraft) {
    this.#draft = draft;
  }

  of(read: Resource): ComponentDraft | undefined {
    for (const [attribute, declared] of NAMES.get(read.type) ?? []) {
      const name = dataAt(read, attribute);
      if (Unknown.is(name)) {
        const owners = name.refs.flatMap(({ resource }) => this.#draft.componentOf(resource) ?? []);
        const [owner] = owners;
        if (owner?.main?.type === read.type && owners.length === 1) return owner;
      }
      if (typeof name !== 'string') continue;
      const all = this.#index(read.type, declared).get(name) ?? [];
      const found = nearestTo(this.#draft.stackOf(read), all, read);
      if (found.length === 1) return found[0]?.component;
    }
    return undefined;
  }

  #index(type: string, attribute: string): ReadonlyMap<string, readonly Named[]> {
    const known = this.#indexes.get(type);
    if (known) return known;
    const index = new Map<string, Named[]>();
    for (const resource of this.#draft.ofType(type)) {
      const name = dataAt(resource, attribute);
      const component = this.#draft.componentOf(resource.id);
      if (typeof name !== 'string' || !component) continue;
      const same = index.get(name);
      if (same) same.push({ component });
      else index.set(name, [{ component }]);
    }
    this.#indexes.set(type, index);
    return index;
  }
}
