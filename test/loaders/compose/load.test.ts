import { describe, expect, it } from 'vitest';
import type { Loaded } from '../../../src/loaders/loaded.ts';
import { loadCompose } from '../../../src/loaders/compose/load.ts';
import { text } from '../../support/load-text.ts';
import { memoryFiles } from '../../support/memory-files.ts';

function load(texts: Readonly<Record<string, string>>): Loaded {
  return loadCompose(memoryFiles(texts), { selected: [] });
}

/** One attribute of one service, as text. */
function attribute(texts: Readonly<Record<string, string>>, name: string, id = 'compose:.'): string {
  const stack = load(texts).stacks.find((one) => one.id === id);
  const [service = '', path = ''] = name.split('.');
  const found = stack?.resources.find((resource) => resource.name === service)?.attributes[path];
  return found === undefined ? 'absent' : text(found);
}

describe('compose files', () => {
  it('have short forms in their long form', () => {
    const compose = `
services:
  orders:
    image: shop/orders:1
    command: serve --name "the shop"
    environment: [PORT=8080, "URL=http://a=b"]
    ports: ["127.0.0.1:8080:80", "9000-9001:90-91/udp", 3000, "[::1]:1:2"]
    volumes: ["./data:/data:ro", "cache:/cache", "/tmp/x"]
    depends_on: [db]
    build: ./orders
`;
    const files = { 'compose.yaml': compose };
    expect(attribute(files, 'orders.command')).toBe('["serve", "--name", "the shop"]');
    expect(attribute(files, 'orders.environment')).toBe('{PORT: "8080", URL: "http://a=b"}');
    expect(attribute(files, 'orders.ports')).toBe(
      '[{target: 80, published: "8080", host_ip: "127.0.0.1", protocol: "tcp"}, ' +
        '{target: 90, published: "9000", protocol: "udp"}, ' +
        '{target: 91, published: "9001", protocol: "udp"}, ' +
        '{target: 3000, protocol: "tcp"}, {target: 2, published: "1", host_ip: "::1", protocol: "tcp"}]',
    );
    expect(attribute(files, 'orders.volumes')).toBe(
      '[{type: "bind", source: "data", target: "/data", read_only: true}, ' +
        '{type: "volume", source: "cache", target: "/cache"}, {type: "volume", target: "/tmp/x"}]',
    );
    expect(attribute(files, 'orders.depends_on')).toBe(
      '{db: {condition: "service_started", required: true}}',
    );
    expect(attribute(files, 'orders.build')).toBe('{context: "orders"}');
    expect(attribute(files, 'orders.networks')).toBe('{default: null}');
  });

  it('take anchors and leave extensions out', () => {
    const compose = `
x-environment: &environment
  LOG: $UNSET
services:
  orders:
    x-note: later
    environment:
      <<: *environment
      PORT: 1
`;
    expect(attribute({ 'compose.yaml': compose }, 'orders.environment')).toBe(
      '{PORT: 1, LOG: ?variable-without-value}',
    );
    expect(attribute({ 'compose.yaml': compose }, 'orders.x-note')).toBe('absent');
  });

  it.each([
    ['$TAG', '"7"'],
    ['redis:${TAG}', '"redis:7"'],
    ['${ABSENT:-redis}', '"redis"'],
    ['${EMPTY-redis}', '""'],
    ['${EMPTY:-redis}', '"redis"'],
    ['${ABSENT:-${TAG:-8}}', '"7"'],
    ['${TAG:+set}', '"set"'],
    ['${ABSENT+set}', '""'],
    ['${ABSENT:?say which}', '?variable-without-value'],
    ['a-$ABSENT', '?variable-without-value'],
    ['$$TAG', '"$TAG"'],
    ['5$', '"5$"'],
  ])('put variables in: %s is %s', (written, expected) => {
    const files = {
      'compose.yaml': `services:\n  cache:\n    image: '${written}'\n`,
      '.env': '# tags\nTAG=7 # the stable one\nEMPTY=\n',
    };
    expect(attribute(files, 'cache.image')).toBe(expected);
  });

  it('keep what is known of a text around a variable without value', () => {
    const ports = [
      'services:',
      '  orders:',
      '    ports: ["${PORT}:80"]',
      '    environment: ["URL=http://${HOST}:1"]',
    ].join('\n');
    expect(attribute({ 'compose.yaml': ports }, 'orders.ports')).toBe(
      '[{target: 80, published: ?variable-without-value, protocol: "tcp"}]',
    );
    expect(attribute({ 'compose.yaml': ports }, 'orders.environment')).toBe('{URL: ?variable-without-value}');
  });

  it('take environment files below their own variables, and say which are missing', () => {
    const files = {
      'shop/compose.yaml':
        'services:\n  orders:\n    environment: [A, B=own]\n' +
        '    env_file: [orders.env, {path: secret.env, required: false}]\n',
      'shop/.env': 'A=from .env',
      'shop/orders.env': 'export B=below\nC=\'$A\'\nD="$A"\n',
    };
    expect(attribute(files, 'orders.environment', 'compose:shop')).toBe(
      '{B: "own", C: "$A", D: "from .env", A: "from .env"}',
    );
    expect(attribute(files, 'orders.env_file', 'compose:shop')).toBe(
      '[{path: "shop/orders.env"}, {path: "shop/secret.env", required: false, content: ?file-not-readable}]',
    );
  });

  it('lead from a value to the text that states it', () => {
    const files = {
      'compose.yaml': 'services:\n  orders:\n    image: ${IMAGE}\n    command: "run ${ABSENT:-x}"\n',
      '.env': 'IMAGE=orders:1\n',
    };
    const [stack] = load(files).stacks;
    const [resource] = stack?.resources ?? [];
    const origin = (name: string): unknown =>
      resource && stack?.trace({ resource: resource.id, path: [name] });
    expect(origin('image')).toMatchObject({
      kind: 'reference-chain',
      literal: { file: '.env', start: 6, end: 14 },
      through: [{ file: 'compose.yaml', start: 31 }],
    });
    expect(origin('command')).toMatchObject({ address: 'compose.yaml orders command' });
    expect(origin('user')).toMatchObject({ kind: 'absent' });
  });

  it('with variables that grow without end have a limit', () => {
    const lines = Array.from({ length: 60 }, (_, index) => `V${index + 1}=$V${index}$V${index}`);
    const files = {
      'compose.yaml': 'services: { orders: { image: "$V60" } }\n',
      '.env': `V0=xx\n${lines.join('\n')}\n`,
    };
    expect(attribute(files, 'orders.image')).toBe('?limit');
  });
});
