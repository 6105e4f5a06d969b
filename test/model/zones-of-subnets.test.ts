import { describe, expect, it } from 'vitest';
import type { Component } from '../../src/core/component.ts';
import { Unknown } from '../../src/core/value.ts';
import { zoneLabel } from '../../src/core/zones.ts';
import { componentLines } from '../support/component-lines.ts';

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
  const found = componentLines(SUBNETS + group, (component) =>
    component.kind === 'subnet' ? undefined : zonesOf(component),
  );
  expect(found).toEqual([`aws_autoscaling_group.orders: ${expected}`]);
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
