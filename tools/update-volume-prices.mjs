// Cuts what block volumes cost from a table of prices: node tools/update-volume-prices.mjs SOURCE.
// SOURCE is a JSON file with `units` (name → price by region, with its origin) and `sources` (name → day).
// Writes data/volume-prices.json, the same bytes on every run.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

// Our name → the table's name. Sizes in GiB, throughput in MiB/s, all for a month, in US dollars.
const RATES = {
  gp2: { gib: 'ebs.gp2.gbmonth' },
  gp3: { gib: 'ebs.gp3.gbmonth', iops: 'ebs.gp3.iops.month', mibps: 'ebs.gp3.mibps.month' },
  io1: { gib: 'ebs.io1.gbmonth', iops: 'ebs.io1.iops.month' },
  io2: {
    gib: 'ebs.io2.gbmonth',
    iops: 'ebs.io2.iops.month.tier1',
    iopsTier2: 'ebs.io2.iops.month.tier2',
    iopsTier3: 'ebs.io2.iops.month.tier3',
  },
};

const [file] = process.argv.slice(2);
if (file === undefined) throw new Error('usage: node tools/update-volume-prices.mjs SOURCE');
const { units, sources } = JSON.parse(readFileSync(file, 'utf8'));
const regions = Object.keys(units['ebs.gp2.gbmonth'].price).sort();
const used = new Map();
const aws = Object.fromEntries(regions.map((region) => [region, ratesOf(region)]));
const out = {
  source: 'https://aws.amazon.com/ebs/pricing/',
  note: 'List prices in US dollars a month; `asOf` is the day of the oldest price of a region.',
  readIn: Object.fromEntries([...used].sort(([a], [b]) => (a < b ? -1 : 1))),
  aws,
};
writeFileSync(join(import.meta.dirname, '../data/volume-prices.json'), `${JSON.stringify(out, null, 1)}\n`);

function ratesOf(region) {
  const days = [];
  const types = Object.entries(RATES).map(([type, rates]) => [
    type,
    Object.fromEntries(Object.entries(rates).map(([rate, unit]) => [rate, priceOf(unit, region, days)])),
  ]);
  return { asOf: days.sort((a, b) => (a < b ? -1 : 1))[0], ...Object.fromEntries(types) };
}

function priceOf(name, region, days) {
  const unit = units[name];
  const price = unit?.price[region];
  if (typeof price !== 'number') throw new Error(`${name} has no price in ${region}`);
  const read = sources[unit.evidence?.[region]];
  if (read?.asOf !== undefined) {
    days.push(read.asOf);
    if (read.repo !== undefined) used.set(read.repo, read.asOf);
  }
  return price;
}
