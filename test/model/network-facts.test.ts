import { describe, expect, it } from 'vitest';
import type { Component } from '../../src/core/component.ts';
import { Unknown } from '../../src/core/value.ts';
import { zoneLabel } from '../../src/core/zones.ts';
import { buildGraph } from '../../src/model/build-graph.ts';
import { loadText } from '../support/load-text.ts';

/** Facts of all components that have any of them, as `address: line`. */
function check(
  text: string,
  lineOf: (component: Component) => string | undefined,
  expected: readonly string[],
): void {
  const { estate } = buildGraph(loadText(text).stacks);
  const found = estate.components.flatMap((component) => {
    const line = lineOf(component);
    return line === undefined ? [] : [`${addressOf(component.id)}: ${line}`];
  });
  expect(found).toEqual(expected);
}

function addressOf(id: string): string {
  return id.slice(id.indexOf('#') + 1);
}

function zonesOf({ facts }: Component): string | undefined {
  const zones = facts.zones?.value;
  if (zones === undefined || Unknown.is(zones)) return zones && '?';
  const names = Unknown.is(zones.names) ? '?' : zones.names.map(zoneLabel).join(' ');
  return `${zones.atLeast} to ${Unknown.is(zones.atMost) ? '?' : zones.atMost}, ${names}`;
}

const SUBNETS = `
data "aws_availability_zones" "here" {
  state = "available"
}

data "aws_availability_zones" "again" {
  state = "available"
}

data "aws_availability_zones" "other" {
  exclude_names = ["eu-west-1a"]
}

variable "region" {
  type = string
}

variable "zone" {
  type = string
}

resource "aws_subnet" "first" {
  availability_zone = data.aws_availability_zones.here.names[0]
}

resource "aws_subnet" "second" {
  availability_zone_id = data.aws_availability_zones.again.zone_ids[1]
}

resource "aws_subnet" "again" {
  availability_zone = data.aws_availability_zones.again.names[0]
}

resource "aws_subnet" "other" {
  availability_zone = data.aws_availability_zones.other.names[1]
}

resource "aws_subnet" "letter" {
  count             = 2
  availability_zone = "\${var.region}\${["a", "b"][count.index]}"
}

resource "aws_subnet" "wrapping" {
  count             = 4
  availability_zone = element(data.aws_availability_zones.here.names, count.index)
}

resource "aws_subnet" "unknown" {
  availability_zone = var.zone
}

resource "aws_subnet" "unwritten" {
}
`;

/** Zones of one group of servers that is given the subnets. */
function checkZones(subnets: string, expected: string): void {
  const group = `
resource "aws_autoscaling_group" "orders" {
  vpc_zone_identifier = ${subnets}
}
`;
  check(SUBNETS + group, (component) => (component.kind === 'subnet' ? undefined : zonesOf(component)), [
    `aws_autoscaling_group.orders: ${expected}`,
  ]);
}

describe('zones of subnets', () => {
  it('are told apart by their place in one list, by name or by id', () =>
    checkZones('[aws_subnet.first.id, aws_subnet.second.id]', '2 to 2, names[0] names[1]'));
  it('are one where two questions have the same words', () =>
    checkZones('[aws_subnet.first.id, aws_subnet.again.id]', '1 to 1, names[0]'));
  it('may be one or two where the questions differ', () =>
    checkZones('[aws_subnet.first.id, aws_subnet.other.id]', '1 to 2, ?'));
  it('are told apart by the letter behind one region', () =>
    checkZones('aws_subnet.letter[*].id', '2 to 2, …a …b'));
  it('are told apart by element() as far as every region goes', () => {
    checkZones('slice(aws_subnet.wrapping[*].id, 0, 3)', '3 to 3, names[0] names[1] names[2]');
    checkZones('aws_subnet.wrapping[*].id', '3 to 4, ?');
  });
  it('may be any where one is not known', () =>
    checkZones('[aws_subnet.first.id, aws_subnet.unknown.id]', '1 to 2, ?'));
  it('are chosen by the provider where none is written', () =>
    checkZones('[aws_subnet.unwritten.id, aws_subnet.first.id, aws_subnet.second.id]', '2 to 3, ?'));
});

const NETWORK = `
resource "aws_vpc" "shop" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_internet_gateway" "shop" {
  vpc_id = aws_vpc.shop.id
}

resource "aws_nat_gateway" "shop" {
  subnet_id = aws_subnet.public.id
}

resource "aws_subnet" "public" {
  vpc_id = aws_vpc.shop.id
}

resource "aws_subnet" "orders" {
  vpc_id = aws_vpc.shop.id
}

resource "aws_route_table" "public" {
  vpc_id = aws_vpc.shop.id
}

resource "aws_route" "public" {
  route_table_id         = aws_route_table.public.id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.shop.id
}

resource "aws_route_table_association" "public" {
  subnet_id      = aws_subnet.public.id
  route_table_id = aws_route_table.public.id
}
`;

function wayOut({ kind, facts }: Component): string | undefined {
  if (kind !== 'subnet') return undefined;
  const gateways = facts.natGateways?.value;
  const internet = facts.routesToInternet?.value;
  const nat = Unknown.is(gateways) ? '?' : (gateways ?? []).map(addressOf).join(' ');
  return [Unknown.is(internet) ? '?' : internet ? 'internet' : 'no internet', nat]
    .filter((part) => part !== '')
    .join(', ');
}

describe('the way out of a subnet', () => {
  it('is its table, else the main table of its network, which leads nowhere until somebody writes a route', () =>
    check(NETWORK, wayOut, ['aws_subnet.orders: no internet', 'aws_subnet.public: internet']));

  it('is a route into the main table that no resource stands for', () =>
    check(
      `${NETWORK}
resource "aws_route" "out" {
  route_table_id         = aws_vpc.shop.main_route_table_id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.shop.id
}
`,
      wayOut,
      ['aws_subnet.orders: no internet, aws_nat_gateway.shop', 'aws_subnet.public: internet'],
    ));

  it('is the table that was made the main one', () =>
    check(
      `${NETWORK}
resource "aws_main_route_table_association" "shop" {
  vpc_id         = aws_vpc.shop.id
  route_table_id = aws_route_table.public.id
}
`,
      wayOut,
      ['aws_subnet.orders: internet', 'aws_subnet.public: internet'],
    ));

  it('is not known while any association may be meant for it', () =>
    check(
      `${NETWORK}
variable "subnet_id" {
  type = string
}

resource "aws_route_table_association" "more" {
  subnet_id      = var.subnet_id
  route_table_id = aws_route_table.public.id
}
`,
      wayOut,
      ['aws_subnet.orders: ?, ?', 'aws_subnet.public: internet'],
    ));

  it('is the internet for a default subnet', () =>
    check('resource "aws_default_subnet" "orders" {\n  availability_zone = "eu-west-1a"\n}\n', wayOut, [
      'aws_default_subnet.orders: internet',
    ]));
});

describe('who refers to a component', () => {
  it('is everybody who has no dependency on it; outputs and unopened modules hand it out', () =>
    check(
      `
resource "aws_eip" "orders" {
  domain = "vpc"
}

resource "aws_ssm_parameter" "orders" {
  value = "address \${aws_eip.orders.public_ip}"
}

resource "aws_eip" "refunds" {
  domain = "vpc"
}

output "refunds" {
  value = { address = aws_eip.refunds.public_ip }
}

resource "aws_eip" "carts" {
  domain = "vpc"
}

module "carts" {
  source  = "git::https://git.example.com/shop/carts.git"
  address = aws_eip.carts.id
}
`,
      ({ type, facts }) =>
        type === 'aws_eip'
          ? `${(facts.otherReferences ?? []).map(addressOf).join(' ')}${facts.handedOut === true ? 'handed out' : ''}`
          : undefined,
      [
        'aws_eip.carts: handed out',
        'aws_eip.orders: aws_ssm_parameter.orders',
        'aws_eip.refunds: handed out',
      ],
    ));
});
