import table from '../../../../data/volume-prices.json' with { type: 'json' };

/** What a volume must give. */
export interface Work {
  readonly sizeGib: number;
  readonly iops: number;
  readonly throughputMibps: number;
}

export interface Priced {
  readonly usdPerMonth: number;
  readonly region: string;
  readonly asOf: string;
}

type Rates = (typeof table.aws)['us-east-1'];
const regions: ReadonlyMap<string, Rates> = new Map(Object.entries(table.aws));

// Its proportions hold elsewhere too; used where the table has no prices of the region.
const REFERENCE = 'us-east-1';

export const priceSource = table.source;

/** What a volume type costs for the work; undefined for types the table does not have. */
export function priceOf(type: string, work: Work, region: string | undefined): Priced | undefined {
  const known = region !== undefined && regions.has(region) ? region : REFERENCE;
  const rates = regions.get(known);
  const usdPerMonth = rates && monthlyUsd(type, work, rates);
  return rates && usdPerMonth !== undefined ? { usdPerMonth, region: known, asOf: rates.asOf } : undefined;
}

// gp3 includes so much at every size: https://docs.aws.amazon.com/ebs/latest/userguide/general-purpose.html
const GP3_INCLUDED = { iops: 3000, throughputMibps: 125 } as const;

function monthlyUsd(type: string, work: Work, { gp2, gp3, io1, io2 }: Rates): number | undefined {
  const { sizeGib, iops, throughputMibps } = work;
  switch (type) {
    case 'gp2':
      return gp2.gib * sizeGib;
    case 'gp3':
      return (
        gp3.gib * sizeGib +
        gp3.iops * Math.max(0, iops - GP3_INCLUDED.iops) +
        gp3.mibps * Math.max(0, throughputMibps - GP3_INCLUDED.throughputMibps)
      );
    case 'io1':
      return io1.gib * sizeGib + io1.iops * iops;
    case 'io2':
      return io2.gib * sizeGib + io2Iops(iops, io2);
    default:
      return undefined;
  }
}

// Tiers of io2, each IOPS at the price of its tier: https://aws.amazon.com/ebs/pricing/
const IO2_TIERS = [32_000, 64_000] as const;

function io2Iops(iops: number, rates: Rates['io2']): number {
  const [first, second] = IO2_TIERS;
  return (
    rates.iops * Math.min(iops, first) +
    rates.iopsTier2 * Math.min(Math.max(0, iops - first), second - first) +
    rates.iopsTier3 * Math.max(0, iops - second)
  );
}

/** Types that can do the work of an older one. Limits hold in every region. */
export function candidates(type: string, { sizeGib, iops, throughputMibps }: Work): readonly string[] {
  const fitsGp3 = sizeGib <= 16_384 && iops <= 16_000 && throughputMibps <= 1000;
  if (type === 'gp2') return fitsGp3 ? ['gp3'] : [];
  return fitsGp3 ? ['gp3', 'io2'] : ['io2'];
}
