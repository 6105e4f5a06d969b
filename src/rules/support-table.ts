import { listIn, recordIn, textIn } from '../core/data-pack.ts';
import type { SupportCycle, SupportTable } from '../core/rule.ts';

type When = SupportCycle['supportEnds'];

interface Cycle {
  readonly name: string;
  readonly supportEnds: When;
  readonly extendedSupportEnds: When;
}

interface Product {
  /** The day of the table. */
  readonly asOf: string;
  readonly title: string;
  readonly page: string;
  readonly extendedSupport: string | undefined;
  readonly basis: SupportCycle['basis'];
  /** Searched in the version in lower case. */
  readonly pattern: RegExp;
  /** What of the match makes the cycle: `$1`, `$1.0`. */
  readonly cycle: string;
  readonly lookup: string;
  /** Highest first. */
  readonly cycles: readonly Cycle[];
}

/** Reads `data/end-of-life.json` into a table that finds the cycle of a version. Throws on malformed data. */
export function makeSupportTable(data: unknown): SupportTable {
  const table = record(data);
  const source = record(table['source']);
  const asOf = text(table['asOf']);
  const products = new Map<string, Product>();
  for (const [id, product] of Object.entries(record(table['products']))) {
    products.set(id, readProduct(product, asOf));
  }
  return {
    asOf,
    source: text(source['page']).replace('/{product}', ''),
    find(id, version) {
      const product = products.get(id);
      const cycle = product && cycleOf(product, version);
      if (!product || !cycle) return undefined;
      const { title, page, extendedSupport, basis } = product;
      const { name, supportEnds, extendedSupportEnds } = cycle;
      return { title, page, extendedSupport, basis, cycle: name, supportEnds, extendedSupportEnds };
    },
  };
}

function cycleOf(product: Product, version: string): Cycle | undefined {
  const match = product.pattern.exec(version.toLowerCase());
  if (!match) return undefined;
  const wanted = product.cycle.replace(/\$(\d)/g, (_, group: string) => match[Number(group)] ?? '');
  switch (product.lookup) {
    case 'exact':
      return product.cycles.find(({ name }) => name === wanted);
    case 'newest':
      return newest(product, wanted) ?? belowOldest(product, wanted);
    case 'prefix':
      return byPrefix(product, wanted) ?? belowOldest(product, wanted);
    default:
      throw new Error(`support table: no such lookup: ${product.lookup}`);
  }
}

function newest({ cycles }: Product, wanted: string): Cycle | undefined {
  return cycles.find(({ name }) => continues(name, wanted, '.-'));
}

/** The longest cycle that the version continues, else the highest that continues it (`6` floats to 6.2). */
function byPrefix({ cycles }: Product, wanted: string): Cycle | undefined {
  let longest: Cycle | undefined;
  for (const cycle of cycles) {
    const isLonger = cycle.name.length > (longest?.name.length ?? 0);
    if (isLonger && continues(wanted, cycle.name, '.')) longest = cycle;
  }
  return longest ?? cycles.find(({ name }) => continues(name, wanted, '.'));
}

function continues(longer: string, shorter: string, separators: string): boolean {
  if (longer === shorter) return true;
  return longer.startsWith(shorter) && separators.includes(longer.charAt(shorter.length));
}

/** What is older than the oldest cycle has ended too, if that one has; the day is not known. */
function belowOldest({ cycles, asOf }: Product, wanted: string): Cycle | undefined {
  const oldest = cycles.at(-1);
  if (!oldest || !isLower(numbersOf(wanted), numbersOf(oldest.name))) return undefined;
  const { supportEnds } = oldest;
  const hasEnded = typeof supportEnds === 'string' ? supportEnds <= asOf : supportEnds === true;
  if (!hasEnded) return undefined;
  return { name: `before ${oldest.name}`, supportEnds: true, extendedSupportEnds: null };
}

function numbersOf(version: string): readonly number[] {
  return (/^\d+(?:\.\d+)*/.exec(version)?.[0] ?? '')
    .split('.')
    .filter((part) => part !== '')
    .map(Number);
}

function isLower(version: readonly number[], than: readonly number[]): boolean {
  for (const [index, number] of than.entries()) {
    const own = version[index];
    if (own === undefined) return false;
    if (own !== number) return own < number;
  }
  return false;
}

function readProduct(data: unknown, asOf: string): Product {
  const product = record(data);
  const basis = text(product['basis']);
  const extendedSupport = product['extendedSupport'];
  return {
    asOf,
    title: text(product['title']),
    page: text(product['page']),
    extendedSupport: extendedSupport === undefined ? undefined : text(extendedSupport),
    basis: basis === 'upstream' ? 'upstream' : 'provider',
    pattern: new RegExp(text(product['pattern'])),
    cycle: text(product['cycle']),
    lookup: text(product['lookup']),
    cycles: list(product['cycles']).map((cycle) => {
      const [name, end, extendedEnd] = list(cycle);
      return { name: text(name), supportEnds: when(end), extendedSupportEnds: when(extendedEnd) };
    }),
  };
}

function record(data: unknown): { readonly [key: string]: unknown } {
  return recordIn(data, 'support table');
}

function list(data: unknown): readonly unknown[] {
  return listIn(data, 'support table');
}

function text(data: unknown): string {
  return textIn(data, 'support table');
}

function when(data: unknown): When {
  if (data === null || typeof data === 'string' || typeof data === 'boolean') return data;
  throw new Error('support table: not a date');
}
