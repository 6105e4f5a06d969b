import { describe, expect, it } from 'vitest';
import { Unknown } from '../../src/core/value.ts';
import type { Estate } from '../../src/graph/estate.ts';
import { estateOf } from '../support/estate-of.ts';

function graphOf(files: Readonly<Record<string, string>> | string): Estate {
  const texts = typeof files === 'string' ? { 'compose.yaml': files } : files;
  return estateOf(texts);
}

/** Dependencies as `from -> to kind strength grade`. */
function edges(estate: Estate): readonly string[] {
  return estate.dependencies.map(({ from, to, kind, strength, grade }) => {
    const [a, b] = [estate.component(from).name, estate.component(to).name];
    return `${a} -> ${b} ${kind} ${Unknown.is(strength) ? '?' : strength} ${grade}`;
  });
}

const service = (estate: Estate, name: string) =>
  estate.components.find((one) => one.type === 'compose-service' && one.name === name);

describe('services of compose projects', () => {
  it('are workloads, stores, caches and brokers, with what keeps their data', () => {
    const estate = graphOf({
      'compose.yaml': `
services:
  orders: { build: orders }
  db: { image: "postgres:16", volumes: ["data:/var/lib/postgresql/data"] }
  own-db: { build: db }
  scratch-db: { image: "postgres:16" }
  cache: { image: "redis:7", volumes: ["cache:/data"] }
  queue: { image: rabbitmq }
`,
      'db/Dockerfile': 'FROM mysql:8\n',
      'orders/Dockerfile': 'FROM node:24\n',
    });
    const seen = ['orders', 'db', 'own-db', 'scratch-db', 'cache', 'queue'].map((name) => {
      const { kind, facts } = service(estate, name) ?? {};
      return [kind, facts?.recognisedStore?.product, facts?.keepsData?.value, facts?.dockerfile?.value];
    });
    expect(seen).toEqual([
      ['workload', undefined, undefined, 'orders/Dockerfile'],
      ['datastore', 'PostgreSQL', true, undefined],
      ['datastore', 'MySQL', undefined, 'db/Dockerfile'],
      ['datastore', 'PostgreSQL', undefined, undefined],
      ['cache', 'Redis', undefined, undefined],
      ['queue', 'RabbitMQ', undefined, undefined],
    ]);
  });

  it('find each other by name, container, host and alias on networks that they share', () => {
    const estate = graphOf(`
services:
  web:
    image: shop/web
    command: --cart-host carts --quiet
    environment: [ORDERS_URL=http://orders:1, USERS_URL=http://people:1, HIDDEN_URL=http://hidden:1, DB_URL=tcp://box:1]
    networks: [front]
    links: ["hidden-db:box"]
  orders: { image: shop/orders, networks: [front, back] }
  cart: { image: shop/cart, hostname: carts, networks: [front] }
  users: { image: shop/users, networks: { front: { aliases: [people] } } }
  hidden: { image: shop/hidden, networks: [back] }
  hidden-db: { image: shop/db, networks: [back] }
`);
    expect(edges(estate)).toEqual([
      'web -> cart calls ? B',
      'web -> hidden-db calls ? B',
      'web -> orders calls ? B',
      'web -> users calls ? B',
    ]);
  });

  it('wait for each other when they start, which says least', () => {
    const estate = graphOf(`
services:
  orders:
    image: shop/orders
    environment: { DB_HOST: db }
    depends_on: { db: { condition: service_healthy }, migrate: { condition: service_completed_successfully } }
  migrate: { image: shop/migrate, depends_on: [db, absent] }
  db: { image: postgres }
  proxy: { image: shop/proxy, network_mode: "service:orders" }
`);
    expect(edges(estate)).toEqual([
      'migrate -> db stores startup-only B',
      'orders -> db stores ? B',
      'orders -> migrate calls startup-only B',
      'proxy -> orders runs-on hard B',
    ]);
  });

  it('never find those of another variant', () => {
    const estate = graphOf({
      'compose.yaml': 'services: { orders: { image: o, environment: [CART_HOST=cart] } }\n',
      'compose.full.yaml': 'services: { orders: { environment: [A=1] }, cart: { image: c } }\n',
    });
    expect(estate.dependencies.map(({ from, to }) => [from, to])).toEqual([
      ['compose:.@full#service/orders', 'compose:.@full#service/cart'],
    ]);
  });

  it('are where users come in, if the host answers on a port of theirs to everybody', () => {
    const estate = graphOf({
      'compose.yaml': `
services:
  web: { image: shop/web, ports: ["8080:80"] }
  admin: { image: shop/admin, ports: ["127.0.0.1:8081:80"] }
  chance: { image: shop/chance, ports: ["80"] }
  db: { image: postgres, ports: ["5432:5432"] }
  grafana: { image: grafana/grafana, ports: ["3000:3000"] }
  trial: { image: shop/trial, ports: ["8082:80"], profiles: [trial] }
  wanted: { image: shop/wanted, ports: ["8083:80"], profiles: [wanted] }
  mail: { image: mailhog/mailhog, ports: ["8025:8025"] }
  load: { build: load-test, ports: ["8089:8089"] }
`,
      'load-test/Dockerfile': 'FROM python:3\n',
      '.env': 'COMPOSE_PROFILES=wanted\n',
      'compose.dev.yaml': 'services: { debug: { image: shop/debug, ports: ["1:1"], depends_on: [web] } }\n',
    });
    const entries = estate.components.filter(({ facts }) => facts.isPublicEntry?.value === true);
    expect(entries.map(({ id }) => id)).toEqual(['compose:.#service/wanted', 'compose:.#service/web']);
    expect(service(estate, 'trial')?.facts.desiredSize?.value).toBe(0);
    expect(service(estate, 'load')?.facts.generatesLoad?.says).toBe('it is built from load-test/Dockerfile');
  });

  it('are told variables, arguments and what their environment files say', () => {
    const estate = graphOf({
      'compose.yaml':
        'services:\n  orders:\n    image: o\n    env_file: [a.env, gone.env]\n' +
        '    command: serve --db=db:1 -p 80\n',
      'a.env': 'A=1\n',
    });
    const { settings = [], moreSettings } = service(estate, 'orders')?.facts ?? {};
    expect(settings.map(({ name, value, passed }) => `${passed} ${name}=${String(value)}`)).toEqual([
      'variable A=1',
      'argument command=serve',
      'argument db=db:1',
      'argument command=-p',
      'argument p=80',
    ]);
    expect(moreSettings?.settledBy).toBe('the file gone.env');
  });
});

it('nobody stops without what only watches, whatever the setting that names it', () => {
  const estate = graphOf(`
services:
  orders: { build: orders, environment: { TRACELOOP_BASE_URL: "http://watcher:4318" } }
  watcher: { image: "otel/opentelemetry-collector-contrib:0.150.0" }
`);
  expect(edges(estate)).toEqual(['orders -> watcher observes control-only B']);
});
