// What it costs to price the findings of one estate by running the models with each remedy in place:
//   node tools/run-ts.mjs bench/appraise.ts [SERVICES] | node tools/run-ts.mjs bench/appraise.ts CHECKOUT
// Makes shops of eight services each, with a database of their own in Terraform, or reads a checkout; prints
// seconds of processor time and by the clock, for the whole audit and for what pricing adds.
import { appraised } from '../src/pricing/appraised.ts';
import { audit, survey } from '../src/audit.ts';
import { defaultConfig } from '../src/config/read-config.ts';
import type { Component } from '../src/core/component.ts';
import type { Files } from '../src/core/files.ts';
import { openFiles } from '../src/files/open-files.ts';
import { defaultLoadOptions } from '../src/loaders/terraform/load-options.ts';
import { modelsOf } from '../src/models.ts';
import { rules } from '../src/rules/registry.generated.ts';
import { memoryFiles } from '../test/support/memory-files.ts';
import { testAssumptions } from '../test/support/test-assumptions.ts';

const [what = '80'] = process.argv.slice(2);
const files = /^\d+$/.test(what)
  ? memoryFiles(estate(Number(what)))
  : openFiles({ path: what, root: undefined });
const options = {
  target: '.',
  load: { ...defaultLoadOptions, baseSets: 'when-alone' } as const,
  environment: 'production',
  corrections: [],
  stack: undefined,
  given: [],
  asOf: '2026-01-01',
  settings: defaultConfig.settings,
  accepts: [],
  known: new Set<string>(),
  areas: [],
  support: { asOf: '2026-01-01', source: 'none', find: () => undefined },
  assumptions: testAssumptions,
  version: '0',
  edition: '2026-1',
};
for (let run = 1; run <= 3; run += 1) measure(files);

function measure(input: Files): void {
  const { estate: graph, choices } = survey(input, options);
  const isWanted = ({ stack }: Component): boolean =>
    stack === undefined || choices.get(stack)?.chosen === true;
  const { report } = timed('whole audit', () => audit(input, options));
  const findings = report.findings.map((one) => ({ ...one, subjects: one.subjects.map(({ id }) => id) }));
  const models = modelsOf({ estate: graph, assumptions: testAssumptions, isWanted });
  models.availability();
  const { findings: priced } = timed('pricing', () =>
    appraised({
      findings: findings.map((one) => ({ ...one, evidence: [], because: [] })),
      rules,
      estate: graph,
      models,
      assumptions: testAssumptions,
      declared: undefined,
      isWanted,
    }),
  );
  const withImpact = priced.filter(({ impact }) => impact !== undefined);
  const inTiers = priced.filter(({ standing }) => standing.kind === 'tier');
  console.log(
    `  ${withImpact.length} findings, ${inTiers.length} in tiers; ${models.journeys().length} journeys, ` +
      `${graph.components.length} components`,
  );
}

function timed<T>(name: string, work: () => T): T {
  const [cpu, start] = [process.cpuUsage(), performance.now()];
  const result = work();
  const { user, system } = process.cpuUsage(cpu);
  const seconds = [(user + system) / 1e6, (performance.now() - start) / 1000];
  const [used = '', wall = ''] = seconds.map((one) => one.toFixed(2));
  console.log(`${name}: ${used} s of processor time, ${wall} s by the clock`);
  return result;
}

function estate(services: number): Readonly<Record<string, string>> {
  const texts: Record<string, string> = {};
  const shops = Math.ceil(services / 8);
  for (let shop = 0; shop < shops; shop += 1) {
    const names = Array.from({ length: 8 }, (_, index) => `shop${shop}-${index}`);
    texts[`infra/shop${shop}/main.tf`] = database(shop);
    texts[`deploy/shop${shop}/ingress.yaml`] = ingress(shop, names);
    for (const [index, name] of names.entries()) {
      const next = names[index * 2 + 1];
      texts[`deploy/shop${shop}/${name}.yaml`] = service(name, `shop${shop}`, next);
    }
  }
  return texts;
}

function database(shop: number): string {
  return `resource "aws_db_instance" "orders" {
  identifier     = "shop${shop}-orders"
  engine         = "postgres"
  instance_class = "db.t4g.large"
  multi_az       = false
}
`;
}

function ingress(shop: number, [first = '']: readonly string[]): string {
  return `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: shop${shop}, namespace: shop${shop} }
spec:
  rules:
    - host: shop${shop}.example
      http:
        paths:
          - { path: /, pathType: Prefix, backend: { service: { name: ${first}, port: { number: 80 } } } }
`;
}

function service(name: string, namespace: string, next: string | undefined): string {
  const call = next === undefined ? '' : `\n            - { name: NEXT_URL, value: "http://${next}:80" }`;
  return `apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: ${namespace} }
spec:
  replicas: 1
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} } }
    spec:
      containers:
        - name: app
          image: registry.example/${name}:1.4.2
          env:
            - { name: MODE, value: production }${call}
          ports: [{ containerPort: 8080 }]
---
apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: ${namespace} }
spec:
  selector: { app: ${name} }
  ports: [{ port: 80, targetPort: 8080 }]
`;
}
