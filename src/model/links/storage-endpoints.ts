import type { Remedy } from '../../core/remedy.ts';
import type { Resource } from '../../core/resource.ts';
import { Unknown } from '../../core/value.ts';
import type { ComponentDraft, GraphDraft } from '../graph-draft.ts';
import type { LinkPass } from '../link-pass.ts';

/** Services that have gateway endpoints, and the types that are reached through them. */
const SERVICES: readonly {
  readonly service: string;
  readonly name: string;
  readonly types: readonly string[];
}[] = [
  { service: 's3', name: 'S3', types: ['aws_s3_bucket'] },
  { service: 'dynamodb', name: 'DynamoDB', types: ['aws_dynamodb_table'] },
];

/** Says which stores a gateway endpoint would reach, and how to add one to a network. */
export const storageEndpoints: LinkPass = {
  name: 'storage-endpoints',
  after: ['routing', 'regions'],
  run(draft) {
    for (const { service, types } of SERVICES) {
      for (const resource of draft.ofType(...types)) {
        const component = draft.componentOf(resource.id);
        if (component) component.facts.gatewayService = service;
      }
    }
    for (const resource of draft.ofType('aws_vpc', 'aws_default_vpc')) {
      const network = draft.componentOf(resource.id);
      if (!network) continue;
      for (const { service, name } of SERVICES) {
        network.remedies[`add-gateway-endpoint ${service}`] = endpointRemedy(draft, {
          network,
          resource,
          service,
          name,
        });
      }
    }
  },
};

interface Wanted {
  readonly network: ComponentDraft;
  readonly resource: Resource;
  readonly service: string;
  readonly name: string;
}

function endpointRemedy(draft: GraphDraft, { network, resource, service, name }: Wanted): Remedy {
  const region = network.facts.region?.value;
  const tables = tablesThroughNat(draft, network);
  const isWritable =
    typeof region === 'string' &&
    resource.module === '' &&
    tables.length > 0 &&
    tables.every((table) => table.module === '' && !table.unknownCount && table.stack === resource.stack);
  return {
    title: `Add a gateway endpoint for ${name} to the private route tables`,
    safety: 'review',
    caution:
      'The endpoint is free. ' +
      'Policies that admit the public address of the NAT gateway must admit the endpoint.',
    intents: !isWritable
      ? []
      : [
          {
            op: 'add',
            stack: resource.stack,
            resource: {
              type: 'aws_vpc_endpoint',
              name: `${resource.name}_${service}`,
              attributes: {
                vpc_id: { expression: `${resource.address}.id` },
                service_name: `com.amazonaws.${region}.${service}`,
                route_table_ids: {
                  expression: `[${tables.map(({ address }) => `${address}.id`).join(', ')}]`,
                },
              },
            },
          },
        ],
  };
}

function tablesThroughNat(draft: GraphDraft, network: ComponentDraft): readonly Resource[] {
  const tables = new Set<Resource>();
  for (const id of network.facts.networkSubnets ?? []) {
    const subnet = draft.components.get(id);
    const gateways = subnet?.facts.natGateways?.value;
    const table = subnet?.facts.routes && draft.components.get(subnet.facts.routes.table)?.main;
    if (gateways !== undefined && !Unknown.is(gateways) && gateways.length > 0 && table) tables.add(table);
  }
  return [...tables];
}
