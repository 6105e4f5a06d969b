// Compares graphs with what people wrote down by reading the source:
//   node tools/run-ts.mjs test/oracles/graph-truth.ts CORPORA [TRUTH.json …]
// CORPORA holds one folder a repository, called owner+name. Without files: all of test/scenarios/graphs.
// Several repositories of one truth are copied side by side and read as one.
// A truth names parts of a system, the edges between them with the lines that show each, and edges that look
// likely and must not be there.
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import * as z from 'zod';
import { survey } from '../../src/audit.ts';
import { openFiles } from '../../src/files/open-files.ts';
import { defaultLoadOptions } from '../../src/loaders/terraform/load-options.ts';
import { serviceEdges } from '../support/service-edges.ts';

const edge = z.strictObject({ from: z.string(), to: z.string(), at: z.array(z.string()), says: z.string() });
const truthSchema = z.strictObject({
  repositories: z.array(z.string()).min(1),
  commits: z.record(z.string(), z.string()),
  system: z.string(),
  environment: z.string(),
  /** Folders to read, from where the repository stands or the several stand; the whole when empty. */
  selected: z.array(z.string()),
  /** Parts whose edges are all written down; claims between two others are not judged. All when left out. */
  about: z.array(z.string()).optional(),
  parts: z.array(z.strictObject({ name: z.string(), match: z.array(z.string()) })),
  edges: z.array(edge.extend({ only: z.literal('candidate').optional() })),
  mustNotExist: z.array(edge),
});

const [corpora = '', ...given] = process.argv.slice(2);
const folder = join(process.cwd(), 'test/scenarios/graphs');
const files =
  given.length > 0
    ? given
    : readdirSync(folder)
        .sort()
        .map((name) => join(folder, name));
for (const file of files) judge(file);

function judge(file: string): void {
  const truth = truthSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  const { claimed, candidates } = claims(truth);
  const certain = truth.edges
    .filter(({ only }) => only === undefined)
    .map(({ from, to }) => `${from} → ${to}`);
  const found = certain.filter((pair) => claimed.has(pair));
  const judged = [...claimed.keys()].filter((pair) => {
    const isAbout = (name: string): boolean => truth.about?.includes(name) !== false;
    return certain.includes(pair) || pair.split(' → ').some(isAbout);
  });
  const wrong = judged.filter((pair) => !certain.includes(pair));
  const forbidden = truth.mustNotExist
    .map(({ from, to }) => `${from} → ${to}`)
    .filter((pair) => claimed.has(pair));
  print(
    `${truth.system}: recall ${found.length}/${certain.length}, precision ${found.length}/${judged.length}`,
  );
  for (const pair of certain)
    if (!claimed.has(pair)) print(`  missing  ${pair}${candidates.has(pair) ? ' (candidate)' : ''}`);
  for (const pair of wrong) print(`  wrong    ${pair}  ${claimed.get(pair) ?? ''}`);
  for (const pair of forbidden) print(`  trap     ${pair}`);
}

interface Claims {
  readonly claimed: ReadonlyMap<string, string>;
  readonly candidates: ReadonlySet<string>;
}

function claims(truth: z.infer<typeof truthSchema>): Claims {
  const roots = truth.repositories.map((repository) => join(corpora, repository.replace('/', '+')));
  const [only = ''] = roots;
  if (roots.length === 1) return claimsAbout(truth, only);
  const together = mkdtempSync(join(tmpdir(), 'graph-truth-'));
  try {
    for (const root of roots) {
      const filter = (path: string): boolean => basename(path) !== '.git';
      cpSync(root, join(together, basename(root)), { recursive: true, filter });
    }
    return claimsAbout(truth, together);
  } finally {
    rmSync(together, { recursive: true });
  }
}

function claimsAbout(truth: z.infer<typeof truthSchema>, root: string): Claims {
  const load = { ...defaultLoadOptions, selected: truth.selected, baseSets: 'when-alone' as const };
  const options = { load, environment: truth.environment, corrections: [], stack: undefined, given: [] };
  const { estate, choices } = survey(openFiles({ path: root, root: undefined }), options);
  const isWanted = ({ stack }: { readonly stack: Parameters<typeof choices.get>[0] | undefined }): boolean =>
    stack === undefined || choices.get(stack)?.chosen === true;
  const edges = serviceEdges(estate, truth.parts, { isWanted });
  const possible = serviceEdges(estate, truth.parts, { isWanted, from: (id) => estate.candidatesFrom(id) });
  return {
    claimed: new Map(
      edges.map(({ from, to, dependency: { kind, evidence } }) => [
        `${from} → ${to}`,
        `${kind}: ${evidence[0]?.says ?? ''}`,
      ]),
    ),
    candidates: new Set(possible.map(({ from, to }) => `${from} → ${to}`)),
  };
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
