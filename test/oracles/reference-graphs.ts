// Compares graphs with edges that public systems publish about themselves:
//   node tools/run-ts.mjs test/oracles/reference-graphs.ts CORPORA REFERENCES.json
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { survey } from '../../src/audit.ts';
import { openFiles } from '../../src/files/open-files.ts';
import { defaultLoadOptions } from '../../src/loaders/terraform/load-options.ts';
import { serviceEdges } from '../support/service-edges.ts';

const schema = z.object({
  systems: z.record(
    z.string(),
    z.object({ repo: z.string(), compare: z.string(), edges: z.array(z.tuple([z.string(), z.string()])) }),
  ),
});
/** Published names that the manifests spell otherwise. */
const SPELLED: Readonly<Record<string, string>> = { cart: 'carts' };
/** Drawn in the direction of the data: who takes messages from a broker needs the broker. */
const BROKERS: ReadonlySet<string> = new Set(['kafka']);

const [corpora = '', file = ''] = process.argv.slice(2);
const { systems } = schema.parse(JSON.parse(readFileSync(file, 'utf8')));
for (const [name, { repo, compare, edges }] of Object.entries(systems)) {
  const root = join(corpora, repo.replace('/', '+'));
  const load = { ...defaultLoadOptions, baseSets: 'when-alone' as const };
  const options = { load, environment: 'production', corrections: [], stack: undefined, given: [] };
  const { estate, choices } = survey(openFiles({ path: root, root: undefined }), options);
  const isWanted = ({ stack }: { readonly stack: Parameters<typeof choices.get>[0] | undefined }): boolean =>
    stack === undefined || choices.get(stack)?.chosen === true;
  const parts = [...new Set(edges.flat())].map((part) => ({
    name: part,
    match: name === 'sock-shop' ? [part, SPELLED[part] ?? part] : [part],
  }));
  const published = new Set(
    edges.map(([from, to]) => (BROKERS.has(from) ? `${to} → ${from}` : `${from} → ${to}`)),
  );
  const pairs = serviceEdges(estate, parts, { isWanted }).map(({ from, to }) => `${from} → ${to}`);
  const possible = serviceEdges(estate, parts, { isWanted, from: (id) => estate.candidatesFrom(id) });
  const claimed = new Set(pairs);
  const candidates = new Set(possible.map(({ from, to }) => `${from} → ${to}`));
  const found = [...published].filter((pair) => claimed.has(pair));
  print(`${name}: ${found.length} of ${published.size} published, ${claimed.size} claimed (${compare})`);
  for (const pair of published) {
    if (!claimed.has(pair)) print(`  ${candidates.has(pair) ? 'candidate' : 'missing  '}  ${pair}`);
  }
  for (const pair of claimed) if (!published.has(pair)) print(`  not published  ${pair}`);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
