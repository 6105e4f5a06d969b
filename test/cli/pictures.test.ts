import { describe, expect, it } from 'vitest';
import type { PictureInput } from '../../src/cli/graph-picture.ts';
import { pictureOf } from '../../src/cli/graph-picture.ts';
import { loadStacks } from '../../src/load-stacks.ts';
import { defaultLoadOptions } from '../../src/loaders/terraform/load-options.ts';
import { buildGraph } from '../../src/model/build-graph.ts';
import { Places } from '../../src/reported/places.ts';
import { memoryFiles } from '../support/memory-files.ts';

const PASSWORD = 'correct-horse-battery-staple';

const SHOP = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: orders, namespace: shop, labels: { app: orders } }
spec:
  selector: { matchLabels: { app: orders } }
  template:
    metadata: { labels: { app: orders } }
    spec:
      containers:
        - name: app
          image: shop/orders:1
          env:
            - { name: DB_PASSWORD, value: ${PASSWORD} }
            - { name: DATABASE_URL, value: "postgres://orders:${PASSWORD}@orders-db:5432/orders" }
---
apiVersion: v1
kind: Service
metadata: { name: orders-db, namespace: shop }
spec: { selector: { app: orders-db }, ports: [{ port: 5432 }] }
---
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: orders-db, namespace: shop }
spec:
  serviceName: orders-db
  selector: { matchLabels: { app: orders-db } }
  template:
    metadata: { labels: { app: orders-db } }
    spec: { containers: [{ name: db, image: "postgres:16", ports: [{ containerPort: 5432 }] }] }
`;

const files = memoryFiles({ 'deploy/shop.yaml': SHOP });
const { estate } = buildGraph(loadStacks(files, defaultLoadOptions).stacks);

function draw(format: 'svg' | 'html', asked: Partial<PictureInput> = {}): Promise<string> {
  return pictureOf(format, {
    estate,
    places: new Places(files, estate),
    target: '.',
    environment: 'production',
    journey: undefined,
    component: undefined,
    withCandidates: false,
    version: '1.0.0',
    isWanted: () => true,
    ...asked,
  });
}

describe('graph as a picture', () => {
  it('draws what the files say, with the line that says it', async () => {
    const page = await draw('html');
    expect(page).toContain('aria-label="orders calls orders-db; ');
    expect(page).toContain('deploy/shop.yaml:15');
    expect(page).toContain('orders-db: data store, PostgreSQL, in namespace shop');
    expect(await draw('svg')).toMatch(/^<\?xml [^]*<title>Architecture of \., production<\/title>/);
  });

  it('shows no password that a file holds', async () => {
    for (const format of ['svg', 'html'] as const) expect(await draw(format)).not.toContain(PASSWORD);
  });

  it('shows the part that is asked for, and says what is not there', async () => {
    expect(await draw('svg', { component: 'orders-db' })).toContain(
      'this folder · production · component orders-db',
    );
    await expect(draw('svg', { component: 'ordres' })).rejects.toThrow('did you mean "orders"?');
    await expect(draw('svg', { journey: 'checkout' })).rejects.toThrow('there is no such journey');
    await expect(draw('svg', { journey: 'a', component: 'b' })).rejects.toThrow('Leave one out');
  });
});
