import { describe, expect, it } from 'vitest';
import type { Resource, Stack } from '../../../src/core/resource.ts';
import type { Data } from '../../../src/core/value.ts';
import { Unknown } from '../../../src/core/value.ts';
import { mappings } from '../../../src/loaders/terraform/modules/mappings.generated.ts';
import { mappedModule } from '../../../src/loaders/terraform/modules/registry.ts';
import { loadText, onlyStack, text } from '../../support/load-text.ts';

const network = `
  data "aws_availability_zones" "here" {}
  module "network" {
    source             = "terraform-aws-modules/vpc/aws"
    name               = "shop"
    azs                = slice(data.aws_availability_zones.here.names, 0, 3)
    private_subnets    = ["10.0.1.0/24", "10.0.2.0/24", "10.0.3.0/24"]
    public_subnets     = ["10.0.101.0/24", "10.0.102.0/24", "10.0.103.0/24"]
    enable_nat_gateway = true
    single_nat_gateway = true
  }`;

function load(input: string): Stack {
  const stack = onlyStack(loadText(input));
  expect(stack.diagnostics.map(({ message }) => message)).toEqual([]);
  return stack;
}

function resource(stack: Stack, address: string): Resource {
  const found = stack.resources.find((one) => one.address === address);
  if (!found) throw new Error(`no ${address} among ${stack.resources.map((one) => one.address).join(', ')}`);
  return found;
}

function attribute(stack: Stack, address: string, name: string): Data | undefined {
  return resource(stack, address).attributes[name];
}

describe('every stand-in', () => {
  it.each(mappings.map((mapping): [string, typeof mapping] => [mapping.source, mapping]))(
    '%s evaluates with its defaults alone and refers to nothing it lacks',
    (source, { versions }) => {
      const [, oldest = 0, after = 0] = /^>= (\d+), < (\d+)$/.exec(versions) ?? [];
      expect(Number(oldest)).toBeLessThan(Number(after));
      for (let major = Number(oldest); major < Number(after); major += 1) {
        load(`module "shop" {
          source     = "${source}"
          version    = "~> ${major}.0"
          name       = "shop"
          identifier = "shop"
        }
        output "all" { value = module.shop }`);
      }
    },
  );
});

describe('a mapped call', () => {
  it('makes the resources of the real module at their addresses, declared at the call', () => {
    const stack = load(network);
    const nat = resource(stack, 'module.network.aws_nat_gateway.this[0]');
    expect(nat.via).toBe('module-mapping');
    expect(network.slice(nat.declaredAt.start, nat.declaredAt.end)).toMatch(/^module "network"/);
    expect(stack.resources.filter(({ type }) => type === 'aws_nat_gateway')).toHaveLength(1);
    expect(stack.resources.filter(({ type }) => type === 'aws_subnet')).toHaveLength(6);
  });

  it('keeps which zone of an unknown list a subnet stands in', () => {
    const stack = load(network);
    const zones = [0, 1, 2].map((index) =>
      attribute(stack, `module.network.aws_subnet.private[${index}]`, 'availability_zone'),
    );
    expect(new Set(zones.map((zone) => (zone === undefined ? '' : text(zone)))).size).toBe(3);
  });

  it('hands out what other resources join', () => {
    const stack = load(`${network}
      resource "aws_db_subnet_group" "orders" { subnet_ids = module.network.private_subnets }`);
    const ids = attribute(stack, 'aws_db_subnet_group.orders', 'subnet_ids');
    expect(ids === undefined ? '' : text(ids)).toContain('module.network.aws_subnet.private[2].id');
  });

  it('leaves an output that the stand-in lacks unknown', () => {
    const stack = load(`${network}\noutput "other" { value = module.network.no_such_output }`);
    expect(Unknown.is(stack.outputs['other'])).toBe(true);
  });

  it('takes an input that the stand-in does not know without a word', () => {
    load(network.replace('name               = "shop"', 'name = "shop"\n no_such_input = 1'));
  });
});

describe('the version of a call', () => {
  const opened = (version: string, source = 'terraform-aws-modules/vpc/aws'): string | undefined => {
    const line = version === '' ? '' : `version = "${version}"`;
    const [call] = load(`module "network" {\n source = "${source}"\n ${line}\n}`).moduleCalls;
    return call?.opened;
  };
  const publicAddresses = (version: string): Data | undefined =>
    attribute(
      load(network.replace('name ', `version = "${version}"\n    name `)),
      'module.network.aws_subnet.public[0]',
      'map_public_ip_on_launch',
    );

  it('decides on defaults that changed', () => {
    expect(publicAddresses('~> 3.19')).toBe(true);
    expect(publicAddresses('>= 3.0, < 4.0')).toBe(true);
    expect(publicAddresses('5.1.2')).toBe(false);
    expect(publicAddresses('>= 3.0')).toBe(false);
  });

  it('leaves a call of a version that nobody here knows unopened', () => {
    expect(opened('~> 2.0')).toBe('opaque');
    expect(opened('99.0.0')).toBe('opaque');
    expect(opened('')).toBe('mapped');
  });

  it('is read from the tag of a git address', () => {
    const git = 'git::https://github.com/terraform-aws-modules/terraform-aws-vpc.git?ref=';
    expect(opened('', `${git}v5.1.0`)).toBe('mapped');
    expect(opened('', `${git}v2.77.0`)).toBe('opaque');
    expect(mappedModule(`${git}v3.1.0`, undefined)?.folder).toMatch(/ 3$/);
  });
});

describe('modules inside stand-ins', () => {
  const cluster = (version: string, inputs: string): Stack =>
    load(`module "cluster" {
      source     = "terraform-aws-modules/eks/aws"
      version    = "${version}"
      subnet_ids = ["subnet-a", "subnet-b"]
      ${inputs}
      eks_managed_node_groups = { orders = { min_size = 2, instance_types = ["m7g.large"] } }
    }`);
  const nodes = 'module.cluster.module.eks_managed_node_group["orders"].aws_eks_node_group.this[0]';

  it('have the addresses of the real submodules and their defaults', () => {
    const stack = cluster('~> 21.0', 'name = "shop"\n kubernetes_version = "1.33"');
    const sizes = { min_size: 2, max_size: 3, desired_size: 1 };
    expect(attribute(stack, nodes, 'scaling_config')).toEqual([sizes]);
    expect(attribute(stack, nodes, 'subnet_ids')).toEqual(['subnet-a', 'subnet-b']);
    expect(resource(stack, 'module.cluster.module.kms.aws_kms_key.this[0]').via).toBe('module-mapping');
  });

  it('get what either spelling of an input says', () => {
    const before = cluster('~> 20.0', 'cluster_name = "shop"\n cluster_endpoint_public_access = true');
    const after = cluster('~> 21.0', 'name = "shop"\n endpoint_public_access = true');
    for (const stack of [before, after]) {
      const address = 'module.cluster.aws_eks_cluster.this[0]';
      expect(attribute(stack, address, 'name')).toBe('shop');
      expect(attribute(stack, address, 'vpc_config')).toEqual([
        expect.objectContaining({ endpoint_public_access: true, endpoint_private_access: true }),
      ]);
    }
  });
});
