import { describe, expect, it } from 'vitest';
import type { Component } from '../../src/core/component.ts';
import { Unknown } from '../../src/core/value.ts';
import { buildGraph } from '../../src/model/build-graph.ts';
import { addressOf, componentLines } from '../support/component-lines.ts';
import { loadText } from '../support/load-text.ts';

function check(
  text: string,
  lineOf: (component: Component) => string | undefined,
  expected: readonly string[],
): void {
  expect(componentLines(text, lineOf)).toEqual(expected);
}

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
  it('is its table, else the main table of its network, which leads nowhere until written', () =>
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

function usersOf({ type, facts }: Component): string | undefined {
  if (type !== 'aws_eip') return undefined;
  return facts.handedOut === true ? 'handed out' : (facts.otherReferences ?? []).map(addressOf).join(' ');
}

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
      usersOf,
      [
        'aws_eip.carts: handed out',
        'aws_eip.orders: aws_ssm_parameter.orders',
        'aws_eip.refunds: handed out',
      ],
    ));
});

function nameOf(id: string): string {
  return addressOf(id).replace(/^aws_/, '');
}

describe('who carries a security group', () => {
  it('is named by the component, its launch template, or an attachment of its own', () =>
    check(
      `
resource "aws_security_group" "orders" {
}

resource "aws_instance" "orders" {
  vpc_security_group_ids = [aws_security_group.orders.id]
}

resource "aws_launch_template" "refunds" {
  network_interfaces {
    security_groups = [aws_security_group.orders.id]
  }
}

resource "aws_autoscaling_group" "refunds" {
  launch_template {
    id = aws_launch_template.refunds.id
  }
}

resource "aws_instance" "carts" {
}

resource "aws_network_interface_sg_attachment" "carts" {
  security_group_id    = aws_security_group.orders.id
  network_interface_id = aws_instance.carts.primary_network_interface_id
}
`,
      ({ facts }) =>
        facts.networkPart === 'security-group' ? (facts.carriers ?? []).map(nameOf).join(' ') : undefined,
      [
        'aws_security_group.orders: ' +
          'instance.orders launch_template.refunds autoscaling_group.refunds instance.carts',
      ],
    ));
});

describe('what calls what through firewalls', () => {
  it('may be every pair that a rule between two groups joins, and is counted nowhere', () => {
    const { estate } = buildGraph(
      loadText(`
resource "aws_security_group" "orders" {
}

resource "aws_security_group" "carts" {
}

resource "aws_vpc_security_group_ingress_rule" "orders" {
  security_group_id            = aws_security_group.orders.id
  referenced_security_group_id = aws_security_group.carts.id
  ip_protocol                  = "tcp"
  from_port                    = 8080
  to_port                      = 8080
}

resource "aws_instance" "orders" {
  vpc_security_group_ids = [aws_security_group.orders.id]
}

resource "aws_instance" "carts" {
  vpc_security_group_ids = [aws_security_group.carts.id]
}
`).stacks,
    );
    expect(estate.dependencies).toEqual([]);
    const calls = estate.candidates.map(({ from, to, kind, grade, evidence }) =>
      [addressOf(from), kind, addressOf(to), grade, evidence[0]?.says].join(' '),
    );
    expect(calls).toEqual([
      'aws_instance.carts calls aws_instance.orders C aws_security_group.orders admits it on tcp 8080',
    ]);
  });
});
