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

describe('projects of several compose files', () => {
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
});
