import table from '../../data/instance-types.json' with { type: 'json' };
import type { Machine } from '../core/facts/capacity.ts';
import { lookup } from '../core/lookup.ts';

const GIB = 2 ** 30;
const MIB = 2 ** 20;

const GOOGLE = 'https://cloud.google.com/compute/docs/machine-resource';
const AZURE = 'https://learn.microsoft.com/azure/virtual-machines/sizes/overview';
const AWS = `${table.source} (read ${table.asOf})`;

type Sizes = { readonly [size: string]: readonly number[] };
const families: { readonly [family: string]: Sizes } = table.aws;

/** What a machine of this type offers; undefined for types that no table and no rule of naming decides. */
export function machineOf(provider: 'aws' | 'google' | 'azurerm', type: string): Machine | undefined {
  const size = SIZES[provider](type);
  if (!size) return undefined;
  const [cores, memoryBytes] = size;
  return { type, cores, memoryBytes, source: SOURCES[provider] };
}

type Size = readonly [cores: number, memoryBytes: number];

const SOURCES = { aws: AWS, google: GOOGLE, azurerm: AZURE } as const;
const SIZES = { aws: awsSize, google: googleSize, azurerm: azureSize } as const;

/** Classes of databases and caches are instance types with a prefix. */
function awsSize(type: string): Size | undefined {
  const [family = '', size = ''] = type.replace(/^(?:db|cache)\./, '').split('.');
  const found = lookup(lookup(families, family) ?? {}, size);
  const [cores, mebibytes] = found ?? [];
  return cores === undefined || mebibytes === undefined ? undefined : [cores, mebibytes * MIB];
}

// GiB for each core, by series and class. https://cloud.google.com/compute/docs/general-purpose-machines
const GOOGLE_RATIOS: { readonly [series: string]: number } = {
  'n1-standard': 3.75,
  'n1-highmem': 6.5,
  'n1-highcpu': 0.9,
  'e2-standard': 4,
  'e2-highmem': 8,
  'e2-highcpu': 1,
  'n2-standard': 4,
  'n2-highmem': 8,
  'n2-highcpu': 1,
  'n2d-standard': 4,
  'n2d-highmem': 8,
  'n2d-highcpu': 1,
  't2d-standard': 4,
  'c2-standard': 4,
};

// Machines that share cores: 2 cores in short bursts, the part beside them all the time.
const GOOGLE_SHARED: { readonly [type: string]: Size } = {
  'e2-micro': [0.25, GIB],
  'e2-small': [0.5, 2 * GIB],
  'e2-medium': [1, 4 * GIB],
};

/** `n2-standard-4`, `db-n1-standard-4`, `custom-4-8192`, `n2-custom-4-8192`, `db-custom-4-15360`. */
function googleSize(type: string): Size | undefined {
  const name = type.replace(/^db-/, '');
  const custom = /^(?:[a-z]\w+-)?custom-(\d+)-(\d+)$/.exec(name);
  if (custom) return [Number(custom[1]), Number(custom[2]) * MIB];
  const parts = /^(\w+-\w+)-(\d+)$/.exec(name);
  const ratio = parts?.[1] === undefined ? undefined : lookup(GOOGLE_RATIOS, parts[1]);
  const cores = Number(parts?.[2]);
  return ratio === undefined ? lookup(GOOGLE_SHARED, name) : [cores, cores * ratio * GIB];
}

// Burstable sizes follow no rule. https://learn.microsoft.com/azure/virtual-machines/sizes/general-purpose/b-family
const AZURE_BURSTABLE: { readonly [size: string]: Size } = {
  B1s: [1, GIB],
  B1ms: [1, 2 * GIB],
  B2s: [2, 4 * GIB],
  B2ms: [2, 8 * GIB],
  B4ms: [4, 16 * GIB],
  B8ms: [8, 32 * GIB],
  B12ms: [12, 48 * GIB],
  B16ms: [16, 64 * GIB],
  B20ms: [20, 80 * GIB],
};

// GiB for each core of the versions from 3 on (F from 2 on).
const AZURE_RATIOS: { readonly [family: string]: number } = { D: 4, E: 8, F: 2 };
// From here on sizes have less memory than the rule says.
const AZURE_RULE_ENDS = 64;

/** `Standard_D4s_v5`; database servers put a tier before it: `GP_Standard_D4s_v3`. */
function azureSize(type: string): Size | undefined {
  const name = type.replace(/^(?:(?:GP|MO|B)_)?Standard_/, '');
  const burstable = lookup(AZURE_BURSTABLE, name);
  if (burstable) return burstable;
  const parts = /^([DEF])(\d+)(?:a|d|s|l(?!l))*_v([2-9])$/.exec(name);
  const [, family = '', digits = '', version = ''] = parts ?? [];
  const ratio = lookup(AZURE_RATIOS, family);
  const cores = Number(digits);
  const isRuled = family === 'F' ? version === '2' : Number(version) >= 3 && !/\dl|dl|al/.test(name);
  if (ratio === undefined || !isRuled || cores >= AZURE_RULE_ENDS) return undefined;
  return [cores, cores * ratio * GIB];
}
