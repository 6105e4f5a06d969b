import type { Stated } from '../../core/component.ts';
import type { BlockVolume } from '../../core/facts/compute.ts';
import type { Remedy } from '../../core/remedy.ts';
import type { Resource } from '../../core/resource.ts';
import { Unknown } from '../../core/value.ts';
import type { Default } from '../read.ts';
import { at, blocksAt, readBool, readNumber, readText } from '../read.ts';

type Path = readonly (string | number)[];

/** One volume as written under a path: `['root_block_device', 0]`; an empty path is the resource itself. */
export interface VolumeSource {
  readonly name: string;
  readonly path: Path;
  readonly attributes: { readonly type: string; readonly size: string };
  /** Given where the provider's documentation names a default; else the image decides. */
  readonly defaultType?: Default<string> | undefined;
}

export interface Volumes {
  readonly blockVolumes: Stated<readonly BlockVolume[]>;
  readonly remedies: { readonly [name: string]: Remedy };
}

/** The names of the attributes inside the blocks of servers, templates and groups. */
export const BLOCK_ATTRIBUTES = { type: 'volume_type', size: 'volume_size' } as const;

/** Reads volumes and the edits that give each a newer type. */
export function readVolumes(resource: Resource, sources: readonly VolumeSource[] | Unknown): Volumes {
  if (Unknown.is(sources)) {
    return { blockVolumes: { value: sources, at: [at(resource)], origin: 'written' }, remedies: {} };
  }
  const volumes = sources.map((source) => ({ source, volume: readVolume(resource, source) }));
  const remedies = volumes.flatMap(({ source, volume }) => newerTypes(resource, source, volume));
  const blockVolumes: Stated<readonly BlockVolume[]> = {
    value: volumes.map(({ volume }) => volume),
    at: volumes.map(({ volume }) => volume.at),
    origin: 'written',
  };
  return { blockVolumes, remedies: Object.fromEntries(remedies) };
}

/** One source for each block of a name; Unknown when the number of blocks is not known. */
export function blockSources(
  resource: Resource,
  block: string,
  options: { name: string; defaultType?: Default<string> },
): readonly VolumeSource[] | Unknown {
  const blocks = blocksAt(resource, block);
  if (Unknown.is(blocks)) return blocks;
  return blocks.map((body, index) => {
    const device = Unknown.is(body) ? undefined : body['device_name'];
    const numbered = blocks.length > 1 ? `${options.name} ${index + 1}` : options.name;
    const name = typeof device === 'string' ? `volume ${device}` : numbered;
    return { name, path: [block, index], attributes: BLOCK_ATTRIBUTES, defaultType: options.defaultType };
  });
}

function readVolume(resource: Resource, source: VolumeSource): BlockVolume {
  const { path, attributes, defaultType } = source;
  const typePath = [...path, attributes.type];
  const type = defaultType ? readText(resource, typePath, defaultType) : readText(resource, typePath);
  const sizeGib = readNumber(resource, [...path, attributes.size]);
  const iops = readNumber(resource, [...path, 'iops']);
  const throughput = readNumber(resource, [...path, 'throughput']);
  const performance = effectivePerformance(type, sizeGib, { iops, throughput });
  return {
    name: source.name,
    provider: 'aws',
    at: at(resource, ...path),
    type,
    sizeGib,
    iops: performance.iops,
    throughputMibps: performance.throughput,
    encrypted: readBool(resource, [...path, 'encrypted']),
  };
}

const GENERAL_PURPOSE = 'https://docs.aws.amazon.com/ebs/latest/userguide/general-purpose.html';
const PROVISIONED = 'https://docs.aws.amazon.com/ebs/latest/userguide/provisioned-iops.html';

// gp2 gives 3 IOPS per GiB up to 16,000 and bursts to 3,000; 128 MiB/s up to 170 GiB, beyond it 250 MiB/s.
const GP2 = {
  iopsPerGib: 3,
  burstIops: 3000,
  maxIops: 16_000,
  smallGib: 170,
  smallMibps: 128,
  mibps: 250,
} as const;
// gp3 includes 3,000 IOPS and 125 MiB/s at every size.
const GP3 = { iops: 3000, mibps: 125 } as const;
// io1 moves up to 256 KiB per operation, at most 500 MiB/s up to 32,000 IOPS; beyond, 16 KiB and 1,000 MiB/s.
const IO1 = {
  kibPerOperation: 256,
  mibps: 500,
  bigIops: 32_000,
  bigKibPerOperation: 16,
  bigMibps: 1000,
} as const;

interface Performance {
  readonly iops: Stated<number> | undefined;
  readonly throughput: Stated<number> | undefined;
}

/** What a type gives at a size, over what is written. */
export function effectivePerformance(
  type: Stated<string> | undefined,
  size: Stated<number> | undefined,
  written: Performance,
): Performance {
  if (type === undefined || Unknown.is(type.value)) return written;
  if (type.value === 'gp2') {
    return {
      iops: derived(size, GENERAL_PURPOSE, (gib) =>
        Math.min(GP2.maxIops, Math.max(GP2.burstIops, gib * GP2.iopsPerGib)),
      ),
      throughput: derived(size, GENERAL_PURPOSE, (gib) => (gib <= GP2.smallGib ? GP2.smallMibps : GP2.mibps)),
    };
  }
  if (type.value === 'gp3') {
    const fallback = { at: type.at, origin: 'default', source: GENERAL_PURPOSE } as const;
    return {
      iops: written.iops ?? { ...fallback, value: GP3.iops },
      throughput: written.throughput ?? { ...fallback, value: GP3.mibps },
    };
  }
  if (type.value !== 'io1') return written;
  return { iops: written.iops, throughput: derived(written.iops, PROVISIONED, io1Throughput) };
}

function io1Throughput(iops: number): number {
  if (iops <= IO1.bigIops) return Math.min(IO1.mibps, (iops * IO1.kibPerOperation) / 1024);
  return Math.min(IO1.bigMibps, Math.max(IO1.mibps, (iops * IO1.bigKibPerOperation) / 1024));
}

function derived(
  from: Stated<number> | undefined,
  source: string,
  compute: (value: number) => number,
): Stated<number> | undefined {
  if (from === undefined) return undefined;
  return {
    value: Unknown.is(from.value) ? from.value : compute(from.value),
    at: from.at,
    origin: 'default',
    source,
  };
}

/** `newer-volume-type gp3 <volume>` and `newer-volume-type io2 <volume>`: the same work on a newer type. */
function newerTypes(resource: Resource, source: VolumeSource, volume: BlockVolume): [string, Remedy][] {
  const typeAt = at(resource, ...source.path, source.attributes.type);
  const writtenIops = readNumber(resource, [...source.path, 'iops']);
  const iops = volume.iops?.value;
  const throughput = volume.throughputMibps?.value;
  const extra: Remedy['intents'][number][] = [];
  if (typeof iops === 'number' && iops > GP3.iops && writtenIops === undefined) {
    extra.push({ op: 'set', at: at(resource, ...source.path, 'iops'), value: iops });
  }
  if (typeof iops === 'number' && iops <= GP3.iops && writtenIops !== undefined) {
    extra.push({ op: 'remove', at: at(resource, ...source.path, 'iops') });
  }
  if (typeof throughput === 'number' && throughput > GP3.mibps) {
    extra.push({ op: 'set', at: at(resource, ...source.path, 'throughput'), value: Math.ceil(throughput) });
  }
  const caution = 'The volume is changed online; until that is done its performance can be lower.';
  return [
    [
      `newer-volume-type gp3 ${source.name}`,
      {
        title: `Set ${source.attributes.type} = "gp3" on ${source.name}`,
        safety: 'review',
        caution,
        intents: [{ op: 'set', at: typeAt, value: 'gp3' }, ...extra],
      },
    ],
    [
      `newer-volume-type io2 ${source.name}`,
      {
        title: `Set ${source.attributes.type} = "io2" on ${source.name}`,
        safety: 'review',
        caution,
        intents: [{ op: 'set', at: typeAt, value: 'io2' }],
      },
    ],
  ];
}
