import { describe, expect, it } from 'vitest';
import { componentId } from '../../src/core/id.ts';
import { Unknown } from '../../src/core/value.ts';
import { arrowLines, drawn, estateWith, part, tie, written } from '../support/drawn.ts';
import { deployment, estateOf } from '../support/estate-of.ts';

const entry = part('load-balancer', 'entry', { isPublicEntry: written(true) });

describe('what is drawn', () => {
  it('draws through what is plumbing, with the proof of every step', () => {
    const estate = estateWith(
      [entry, part('target-group', 'web-service'), part('workload', 'web'), part('secret', 'web-key')],
      [
        tie('entry routes-to web-service hard'),
        tie('web-service routes-to web hard'),
        tie('web reads-secret web-key'),
      ],
    );
    const picture = drawn(estate);
    expect(picture.boxes.map(({ name }) => name)).toEqual(['entry', 'web']);
    expect(arrowLines(picture)).toEqual(['entry routes-to web hard']);
    expect(picture.arrows[0]?.through).toEqual(['web-service']);
    expect(picture.arrows[0]?.evidence.map(({ says }) => says)).toEqual([
      'entry routes-to web-service hard',
      'web-service routes-to web hard',
    ]);
    expect(picture.boxes[1]?.notes).toEqual(['reads secret web-key']);
  });

  it('says no more of a chain than its weakest step holds', () => {
    const parts = [
      part('workload', 'web'),
      part('target-group', 'orders-service'),
      part('workload', 'orders'),
    ];
    const strengthOf = (call: string): string =>
      drawn(estateWith(parts, [tie(call), tie('orders-service routes-to orders hard')])).arrows[0]
        ?.strength ?? '';
    expect(strengthOf('web calls orders-service ?')).toBe('unknown');
    expect(strengthOf('web calls orders-service soft')).toBe('soft');
    expect(strengthOf('web calls orders-service hard')).toBe('hard');
  });

  it('gives what a task definition needs to the service that runs it', () => {
    const estate = estateWith(
      [part('workload', 'orders'), part('container', 'orders-task'), part('datastore', 'orders-db')],
      [tie('orders member-of orders-task hard'), tie('orders-task stores orders-db ?')],
    );
    expect(arrowLines(drawn(estate))).toEqual(['orders stores orders-db unknown']);
  });

  it('tells instances on their cluster', () => {
    const estate = estateWith(
      [part('datastore', 'orders-db'), part('datastore', 'orders-db-one')],
      [tie('orders-db runs-on orders-db-one hard')],
    );
    const told = drawn(estate).boxes.map(({ name, notes }) => [name, notes]);
    expect(told).toEqual([['orders-db', ['made of orders-db-one']]]);
  });

  it('leaves out who only sends load, and says so', () => {
    const files = { 'shop.yaml': ['orders', 'loadgenerator'].map(deployment).join('---') };
    const picture = drawn(estateOf(files));
    expect(picture.boxes.map(({ name }) => name)).toEqual(['orders']);
    expect(picture.leftOut.testers).toBe(1);
  });

  it('keeps what is only possible apart', () => {
    const estate = estateWith(
      [part('workload', 'orders'), part('bucket', 'invoices')],
      [tie('orders stores invoices', { candidate: true })],
    );
    expect(drawn(estate).arrows).toEqual([]);
    expect(drawn(estate).leftOut.candidates).toBe(1);
    expect(drawn(estate, { withCandidates: true }).arrows[0]?.isCandidate).toBe(true);
  });

  it('draws what nothing gives a meaning as unknown, and only where it takes part', () => {
    const estate = estateWith(
      [part('workload', 'orders'), part('other', 'ledger'), part('other', 'quota')],
      [tie('orders calls ledger')],
    );
    const boxes = drawn(estate).boxes.map(({ name, isUnknown }) => [name, isUnknown]);
    expect(boxes).toEqual([
      ['ledger', true],
      ['orders', false],
    ]);
  });

  it('ends where calls go round', () => {
    const parts = [part('workload', 'web'), part('target-group', 'a'), part('target-group', 'b')];
    const ties = [
      tie('web calls a'),
      tie('a routes-to b hard'),
      tie('b routes-to a hard'),
      tie('b routes-to web hard'),
    ];
    expect(drawn(estateWith(parts, ties)).arrows).toEqual([]);
  });
});

describe('what falls with it', () => {
  it('follows hard dependencies, and tells apart what is not known', () => {
    const estate = estateWith(
      [entry, part('workload', 'web'), part('workload', 'ads'), part('datastore', 'orders-db')],
      [
        tie('entry routes-to web hard'),
        tie('web stores orders-db hard'),
        tie('ads stores orders-db ?'),
        tie('web calls ads soft'),
      ],
    );
    const box = drawn(estate).boxes.find(({ id }) => id === 'orders-db');
    expect(box?.stops).toEqual(['entry', 'web']);
    expect(box?.mayStop).toEqual(['ads']);
  });
});

describe('zones', () => {
  it('marks names shortly, and never guesses', () => {
    const zone = (name: string): { readonly id: string; readonly name: string } => ({ id: name, name });
    const unknown = new Unknown({ reason: 'computed-attribute', detail: 'the provider picks it' });
    const estate = estateWith(
      [
        part('workload', 'web', {
          zones: written({ atLeast: 2, atMost: 2, names: [zone('eu-west-1b'), zone('eu-west-1a')] }),
        }),
        part('datastore', 'orders-db', { zones: written({ atLeast: 1, atMost: 1, names: unknown }) }),
        part('cache', 'sessions', { zones: written(unknown) }),
      ],
      [],
    );
    const picture = drawn(estate);
    expect(picture.zones.map(({ mark, label }) => [mark, label])).toEqual([
      ['a', 'eu-west-1a'],
      ['b', 'eu-west-1b'],
    ]);
    expect(picture.boxes.map(({ name, zones }) => [name, zones])).toEqual([
      ['orders-db', { names: [], atLeast: 1, atMost: 1 }],
      ['sessions', { names: [], atLeast: 1, atMost: undefined }],
      ['web', { names: ['eu-west-1a', 'eu-west-1b'], atLeast: 2, atMost: 2 }],
    ]);
  });
});

describe('the part that was asked for', () => {
  const estate = estateWith(
    [
      entry,
      part('workload', 'web'),
      part('workload', 'orders'),
      part('datastore', 'db'),
      part('bucket', 'logs'),
    ],
    [tie('entry routes-to web hard'), tie('web calls orders'), tie('orders stores db')],
  );

  it('a journey shows only its boxes', () => {
    const picture = drawn(estate, { focus: { kind: 'journey', name: 'entry' } });
    expect(picture.boxes.map(({ name }) => name)).toEqual(['db', 'entry', 'orders', 'web']);
    expect(picture.focus).toBe('journey entry');
  });

  it('a component shows what it needs and what needs it', () => {
    const names = (name: string): readonly string[] =>
      drawn(estate, { focus: { kind: 'component', name, ids: [componentId(name)] } }).boxes.map(
        (box) => box.name,
      );
    expect(names('orders')).toEqual(['db', 'entry', 'orders', 'web']);
    expect(names('logs')).toEqual(['logs']);
  });
});

describe('where boxes stand', () => {
  it('frames hold each other; one that holds only another one is joined to it', () => {
    const files = {
      'shop/main.tf': SHOP,
      'other/main.tf': 'resource "aws_sqs_queue" "orders" { name = "orders" }',
    };
    const picture = drawn(estateOf(files));
    expect(picture.containers.map(({ kind, name }) => `${kind}: ${name}`)).toEqual([
      'region: shop · eu-west-1',
      'zone: network shop · zone eu-west-1a',
      'stack: other',
    ]);
    const inside = picture.boxes.map(({ name, container }) => [
      name,
      picture.containers.find(({ id }) => id === container)?.name,
    ]);
    expect(inside).toEqual([
      ['orders', 'other'],
      ['orders-db', 'network shop · zone eu-west-1a'],
      ['sessions', 'network shop · zone eu-west-1a'],
      ['invoices', 'shop · eu-west-1'],
    ]);
  });
});

const SHOP = `
provider "aws" { region = "eu-west-1" }
resource "aws_vpc" "shop" {
  cidr_block = "10.0.0.0/16"
  tags       = { Name = "shop" }
}
resource "aws_subnet" "a" {
  vpc_id            = aws_vpc.shop.id
  cidr_block        = "10.0.0.0/24"
  availability_zone = "eu-west-1a"
}
resource "aws_db_subnet_group" "orders" {
  name       = "orders"
  subnet_ids = [aws_subnet.a.id]
}
resource "aws_db_instance" "orders" {
  identifier           = "orders-db"
  instance_class       = "db.t3.medium"
  engine               = "postgres"
  db_subnet_group_name = aws_db_subnet_group.orders.name
}
resource "aws_db_instance" "sessions" {
  identifier           = "sessions"
  instance_class       = "db.t3.medium"
  engine               = "postgres"
  db_subnet_group_name = aws_db_subnet_group.orders.name
}
resource "aws_sqs_queue" "invoices" { name = "invoices" }
`;
