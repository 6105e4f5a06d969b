import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config/read-config.ts';
import { Unknown } from '../../src/core/value.ts';
import { machineOf } from '../../src/model/machines.ts';
import { limitOfAzure, limitOfRds } from '../../src/model/links/capacity/connection-formulas.ts';
import { resourceId, stackId } from '../../src/core/id.ts';
import { loadStacks } from '../../src/load-stacks.ts';
import { defaultLoadOptions } from '../../src/loaders/terraform/load-options.ts';
import { buildGraph } from '../../src/model/build-graph.ts';
import { memoryFiles } from '../support/memory-files.ts';
import { estateOf } from '../support/estate-of.ts';

const GIB = 2 ** 30;

describe('what a machine offers', () => {
  it.each([
    ['aws', 'm7g.large', 2, 8],
    ['aws', 'db.t4g.medium', 2, 4],
    ['aws', 'cache.r6g.large', 2, 16],
    ['google', 'n1-standard-4', 4, 15],
    ['google', 'e2-medium', 1, 4],
    ['google', 'db-custom-8-30720', 8, 30],
    ['google', 'n2-custom-4-8192', 4, 8],
    ['azurerm', 'Standard_D4s_v5', 4, 16],
    ['azurerm', 'GP_Standard_D2ds_v4', 2, 8],
    ['azurerm', 'MO_Standard_E8s_v3', 8, 64],
    ['azurerm', 'B_Standard_B1ms', 1, 2],
  ] as const)('of %s: %s', (provider, type, cores, memoryGib) => {
    expect(machineOf(provider, type)).toMatchObject({ cores, memoryBytes: memoryGib * GIB });
  });

  it.each([
    ['aws', 'm99.huge'],
    ['aws', 'constructor.large'],
    ['google', 'a3-highgpu-8g'],
    ['azurerm', 'Standard_D2_v2'],
    ['azurerm', 'Standard_D4ls_v5'],
    ['azurerm', 'Standard_E96ds_v5'],
  ] as const)('is not guessed of %s: %s', (provider, type) => {
    expect(machineOf(provider, type)).toBeUndefined();
  });
});

describe('connections that a database accepts', () => {
  const at = { resource: resourceId(stackId('terraform:.'), 'aws_db_instance.orders'), path: [] };
  const bounds = (engine: string, memoryGib: number): readonly unknown[] => {
    const limit = limitOfRds({ engine, memoryBytes: memoryGib * GIB, at }, undefined);
    return [limit?.atLeast, limit?.atMost];
  };

  // The documented defaults lie between the bounds: 402 at 4 GiB and 1600 at 15.25; 90 at 4 and 1000 at 16.
  // https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraPostgreSQL.Managing.html
  it.each([
    ['aurora-postgresql', 4, 402 - 3],
    ['aurora-postgresql', 15.25, 1600 - 3],
    ['aurora-mysql', 4, 90],
    ['aurora-mysql', 16, 1000],
  ] as const)('%s with %s GiB', (engine, memoryGib, documented) => {
    const [atLeast, atMost] = bounds(engine, memoryGib);
    expect(Number(atLeast)).toBeLessThanOrEqual(documented);
    expect(Number(atMost)).toBeGreaterThanOrEqual(documented);
  });

  it('end where the formula does', () => {
    expect(bounds('postgres', 128)).toEqual([4997, 4997]);
  });

  // https://learn.microsoft.com/azure/postgresql/flexible-server/concepts-limits
  it.each([
    [2, 35],
    [4, 414],
    [16, 1703],
    [128, 4985],
  ])('of Azure with %s GiB', (memoryGib, accepted) => {
    expect(limitOfAzure({ engine: 'postgres', memoryBytes: memoryGib * GIB, at }, undefined)).toMatchObject({
      atLeast: accepted,
      atMost: accepted,
    });
  });

  it.each([
    ['400', 397],
    ['LEAST({DBInstanceClassMemory/9531392},100)', 97],
    ['as many as it takes', 'max_connections is as many as it takes, which is no number'],
  ])('as the parameter says: %s', (value, expected) => {
    const limit = limitOfRds({ engine: 'postgres', memoryBytes: 8 * GIB, at }, { value, at });
    expect(Unknown.is(limit?.atMost) ? limit.atMost.detail : limit?.atMost).toBe(expected);
  });
});

it('counts the addresses that a subnet can give out', () => {
  const estate = estateOf({
    'main.tf': 'resource "aws_subnet" "a" { cidr_block = "10.0.0.0/28" }',
    'google/main.tf': 'resource "google_compute_subnetwork" "a" { ip_cidr_range = "10.0.0.0/28" }',
  });
  expect(estate.ofKind('subnet').map(({ facts }) => facts.usableAddresses?.value)).toEqual([11, 12]);
});

it('says where a declared peak is nobody’s', () => {
  const { declared } = readConfig(
    'whatfails.yaml',
    'services:\n  db: { match: [orders-db], peak_rps: 9 }\n',
  ).config;
  const text = 'resource "aws_db_instance" "orders" { identifier = "orders-db" }';
  const { stacks } = loadStacks(memoryFiles({ 'main.tf': text }), defaultLoadOptions);
  expect(buildGraph(stacks, declared).diagnostics.map(({ message }) => message)).toEqual([
    'whatfails.yaml:2 declares a peak of db, which has no workload and no function. ' +
      'Write the peak to the service that answers the requests.',
  ]);
});

it('refuses a rate without a peak', () => {
  const { errors } = readConfig('whatfails.yaml', 'services:\n  ui: { match: [ui], rps_per_replica: 9 }\n');
  expect(errors.map(({ message }) => message)).toEqual([
    '`services.ui` has rps_per_replica, which says nothing without peak_rps.',
  ]);
});
