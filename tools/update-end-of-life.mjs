// Cuts the products that our models know from a table of support dates:
//   node tools/update-end-of-life.mjs SOURCE
// SOURCE is a JSON file with `asOf`, `source`, `defaults` and `products`; each product says in `where` how
// its version is written. Writes data/end-of-life.json, the same bytes on every run.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

// Where our models read versions: resource type → attribute.
const PLACES = {
  aws_db_instance: 'engine_version',
  aws_rds_cluster: 'engine_version',
  aws_docdb_cluster: 'engine_version',
  aws_neptune_cluster: 'engine_version',
  aws_elasticache_replication_group: 'engine_version',
  aws_elasticache_cluster: 'engine_version',
  aws_memorydb_cluster: 'engine_version',
  aws_opensearch_domain: 'engine_version',
  aws_mq_broker: 'engine_version',
  aws_msk_cluster: 'kafka_version',
  aws_eks_cluster: 'version',
  aws_lambda_function: 'runtime',
};

// Languages whose version is read in the tag of a base image.
const LANGUAGES = new Set([
  'amazon-corretto',
  'dotnet',
  'eclipse-temurin',
  'elixir',
  'erlang',
  'go',
  'nodejs',
  'openjdk-builds-from-oracle',
  'perl',
  'php',
  'python',
  'ruby',
]);

const [file] = process.argv.slice(2);
if (file === undefined) throw new Error('usage: node tools/update-end-of-life.mjs SOURCE');
const table = JSON.parse(readFileSync(file, 'utf8'));
const products = {};
for (const id of Object.keys(table.products).sort()) {
  const product = table.products[id];
  const places = (product.where ?? []).filter((place) => isOurs(place) || isTag(id, place));
  if (places.length > 0) products[id] = cut(id, product, places);
}
const { repository, commit, licence, page } = table.source;
const out = {
  asOf: table.asOf,
  source: {
    repository,
    commit,
    licence,
    page,
    note: 'Dates and versions only, unchanged; Copyright the contributors of endoflife.date.',
  },
  products,
};
writeFileSync(join(import.meta.dirname, '../data/end-of-life.json'), `${text(out)}\n`);

function isOurs({ resource, attribute }) {
  return resource !== undefined && PLACES[resource] === attribute;
}

/** A tag that names the version in the ordinary way. */
function isTag(id, { images, pattern }) {
  return LANGUAGES.has(id) && images !== undefined && pattern === undefined;
}

function cut(id, { title, policy, extendedSupport, cycles }, places) {
  const { pattern, cycle, lookup, basis } = reading(id, places);
  return {
    title,
    page: policy ?? pageOf(id),
    ...(extendedSupport === undefined ? {} : { extendedSupport }),
    basis,
    pattern,
    cycle,
    lookup,
    cycles: cycles.map((each) => [each.cycle, day(each.supportEnds), day(each.extendedSupportEnds)]),
  };
}

function pageOf(id) {
  return table.source.page.replace('{product}', id);
}

/** How a version is read; all places of one product must agree, because we look up by product. */
function reading(id, places) {
  const ways = places.map((place) =>
    JSON.stringify({
      pattern: place.pattern ?? table.defaults.pattern,
      cycle: place.cycle ?? table.defaults.cycle,
      lookup: place.lookup ?? table.defaults.lookup,
      basis: place.basis ?? 'provider',
    }),
  );
  if (new Set(ways).size !== 1) throw new Error(`${id}: its places read versions in different ways`);
  return JSON.parse(ways[0]);
}

/** A date, whether it is over, or null where the source says nothing. */
function day(value) {
  return value !== null && typeof value === 'object' ? value.ended : (value ?? null);
}

/** JSON with one line for each cycle. */
function text(value) {
  const cycle = /\[\n\s+("[^"\n]*"),\n\s+([^\n]*),\n\s+([^\n]*)\n\s+\]/g;
  return JSON.stringify(value, null, 1).replace(cycle, '[$1, $2, $3]');
}
