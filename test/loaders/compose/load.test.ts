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

const ids = (texts: Readonly<Record<string, string>>): readonly string[] =>
  load(texts).stacks.map(({ id }) => id);

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

  it('merge the override beside them', () => {
    const files = {
      'docker-compose.yml': `
services:
  orders:
    image: orders:1
    command: [serve]
    environment: { A: 1, B: 2 }
    ports: ["80:80", "81:81"]
    volumes: ["old:/data"]
    expose: ["1"]
    healthcheck: { test: [CMD, a], interval: 1s }
  web:
    ports: ["1:1"]
    environment: [A=1]
`,
      'docker-compose.override.yml': `
services:
  orders:
    image: orders:2
    command: [debug]
    environment: [B=3]
    ports: ["80:80", "90:81"]
    volumes: ["new:/data"]
    expose: ["2"]
    healthcheck: { test: [CMD, b] }
  web:
    ports: !override ["2:2"]
    environment: !reset null
`,
    };
    expect(ids(files)).toEqual(['compose:.']);
    expect(attribute(files, 'orders.image')).toBe('"orders:2"');
    expect(attribute(files, 'orders.command')).toBe('["debug"]');
    expect(attribute(files, 'orders.environment')).toBe('{A: 1, B: "3"}');
    expect(attribute(files, 'orders.ports').match(/published: "\d+"/g)).toEqual([
      'published: "80"',
      'published: "81"',
      'published: "90"',
    ]);
    expect(attribute(files, 'orders.volumes')).toBe('[{type: "volume", source: "new", target: "/data"}]');
    expect(attribute(files, 'orders.expose')).toBe('["1", "2"]');
    expect(attribute(files, 'orders.healthcheck')).toBe('{test: ["CMD", "b"], interval: "1s"}');
    expect(attribute(files, 'web.ports')).toBe('[{target: 2, published: "2", protocol: "tcp"}]');
    expect(attribute(files, 'web.environment')).toBe('absent');
  });

  it('extend services of the same file and of others', () => {
    const files = {
      'compose.yaml': `
services:
  base: { image: orders, environment: [A=1] }
  orders: { extends: base, environment: [B=2] }
  jobs: { extends: { file: common/services.yml, service: worker }, command: [run] }
`,
      'common/services.yml': 'services:\n  worker: { build: ., command: [wait], env_file: worker.env }\n',
      'common/worker.env': 'QUEUE=jobs',
    };
    expect(attribute(files, 'orders.environment')).toBe('{A: "1", B: "2"}');
    expect(attribute(files, 'jobs.build')).toBe('{context: "common"}');
    expect(attribute(files, 'jobs.command')).toBe('["run"]');
    expect(attribute(files, 'jobs.environment')).toBe('{QUEUE: "jobs"}');
  });

  it('include other projects, which then stand for themselves no longer', () => {
    const files = {
      'shop/compose.yaml': 'include: [../orders/compose.yaml]\nservices: { web: { image: web } }\n',
      'shop/compose.override.yaml': 'services: { orders: { ports: !override [] } }\n',
      'orders/compose.yaml': 'services: { orders: { build: ., image: "o:$TAG", ports: ["1:1"] } }\n',
      'orders/.env': 'TAG=5',
    };
    const { stacks } = load(files);
    expect(stacks.map(({ id, partOf }) => [id, partOf])).toEqual([
      ['compose:orders', ['compose:shop']],
      ['compose:shop', undefined],
    ]);
    expect(attribute(files, 'orders.build', 'compose:shop')).toBe('{context: "orders"}');
    expect(attribute(files, 'orders.image', 'compose:shop')).toBe('"o:5"');
    expect(attribute(files, 'orders.ports', 'compose:shop')).toBe('[]');
    expect(attribute(files, 'orders.ports', 'compose:orders')).toContain('published');
  });

  it('have variants over the file of their folder, in its place, or apart from it', () => {
    const files = {
      'compose.yaml': 'services: { orders: { image: orders }, db: { image: postgres } }\n',
      'compose.dev.yaml': 'services: { orders: { ports: ["1:1"] } }\n',
      'docker-compose.prod.yml': 'services: { orders: { image: "orders:1" } }\n',
      'compose.load.yaml': 'services: { locust: { image: locustio/locust } }\n',
      'tests/compose.yaml': 'services: { db: { image: postgres } }\n',
      'notes/compose.yaml': 'to: read\n',
    };
    const { stacks } = load(files);
    expect(
      stacks.map(({ id, family, environments, resources, code }) => [
        id,
        family,
        environments.map(({ name, grade }) => `${name} ${grade}`).join(),
        resources.map(({ name }) => name).join(),
        code.role,
      ]),
    ).toEqual([
      ['compose:.', 'compose:.', '', 'db,orders', 'root'],
      ['compose:.@dev', 'compose:.', 'development C', 'db,orders', 'root'],
      ['compose:.@load', 'compose:.@load', '', 'locust', 'root'],
      ['compose:.@prod', 'compose:.', 'production C', 'orders', 'root'],
      ['compose:tests', 'compose:tests', '', 'db', 'test'],
    ]);
  });

  it('are one where the repository says which files are started together', () => {
    const files = {
      'compose.yaml':
        '# docker compose -f compose.yaml -f compose.queue.yaml up\n' +
        '# docker compose -f compose.yaml -f compose.queue.yaml \\\n' +
        '#   -f compose.web.yaml -f gone.yaml up\n' +
        'services: { orders: { image: orders } }\n',
      'compose.queue.yaml': 'services: { orders: { environment: [Q=1] }, queue: { image: rabbitmq } }\n',
      'compose.web.yaml': 'services: { web: { image: web, depends_on: [orders] } }\n',
      'compose.debug.yaml': 'services: { orders: { ports: ["1:1"] } }\n',
      'compose.dev.yaml': 'services: { orders: { ports: ["2:2"] } }\n',
    };
    expect(
      load(files).stacks.map(({ id, resources, notDeployed }) => [
        id,
        resources.map(({ name }) => name).join(),
        notDeployed !== undefined,
      ]),
    ).toEqual([
      ['compose:.', 'orders', true],
      ['compose:.@debug', 'orders', true],
      ['compose:.@dev', 'orders', false],
      ['compose:.@queue', 'orders,queue', true],
      ['compose:.@queue+web', 'orders,queue,web', false],
      ['compose:.@web', 'orders,web', true],
    ]);
  });

  it('are those that COMPOSE_FILE names', () => {
    const files = {
      'compose.yaml': 'services: { orders: { image: orders } }\n',
      'compose.queue.yaml': 'services: { queue: { image: rabbitmq } }\n',
      '.env': 'COMPOSE_FILE=compose.yaml:compose.queue.yaml',
    };
    expect(load(files).stacks.map(({ id, resources }) => [id, resources.length])).toEqual([['compose:.', 2]]);
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

  it('end where they include or extend themselves, and say what is missing', () => {
    const { stacks, diagnostics } = load({
      'a/compose.yaml':
        'include: [../b/compose.yaml]\nservices:\n  x: { extends: y }\n  y: { extends: x }\n' +
        '  z: { extends: { file: gone.yml, service: z }, image: z, depends_on: [nobody] }\n',
      'b/compose.yaml': 'include: [../a/compose.yaml]\nservices: { b: { image: b } }\n',
      'c/compose.yaml': 'services: [1, 2\n',
    });
    expect(stacks.map(({ id, resources }) => [id, resources.map(({ name }) => name)])).toEqual([
      ['compose:a', ['b', 'x', 'y', 'z']],
      ['compose:b', ['b', 'x', 'y', 'z']],
    ]);
    expect(new Set(diagnostics.map(({ code }) => code))).toEqual(
      new Set(['compose-cycle', 'compose-missing-file', 'compose-absent-service', 'yaml-syntax']),
    );
  });

  it('that include each other in many ways are read once', () => {
    const files = Object.fromEntries(
      Array.from({ length: 18 }, (_, index): [string, string] => {
        const next =
          index === 17 ? '' : `include: [../f${index + 1}/compose.yaml, ../f${index + 1}/./compose.yaml]\n`;
        return [`f${index}/compose.yaml`, `${next}services: { s${index}: { image: s } }\n`];
      }),
    );
    expect(load(files).stacks[0]?.resources.length).toBe(18);
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
