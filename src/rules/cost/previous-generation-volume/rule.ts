import type { Component } from '../../../core/component.ts';
import type { BlockVolume } from '../../../core/facts/compute.ts';
import type { Evidence } from '../../../core/finding.ts';
import { ruleId } from '../../../core/id.ts';
import type { Outcome, Rule } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { evidenceOf, notApplicable, pass, unknown } from '../../outcome.ts';
import { candidates, priceOf, priceSource } from './prices.ts';
import type { Priced, Work } from './prices.ts';

export const rule: Rule = {
  id: ruleId('cost/previous-generation-volume'),
  title: 'An older volume type costs more for the same work',
  appliesTo: ['volume', 'workload', 'node-pool'],
  severity: 'low',
  consequence: 'waste',
  environments: 'any',
  check(component) {
    const volumes = component.facts.blockVolumes?.value;
    if (volumes === undefined) return notApplicable('it describes no volume');
    if (Unknown.is(volumes)) return unknown(volumes);
    if (volumes.length === 0) return notApplicable('it describes no volume');
    return volumes.map((volume) => ({ ...judge(component, volume), key: volume.name }));
  },
};

const OLDER: ReadonlySet<string> = new Set(['gp2', 'io1']);

function judge(component: Component, volume: BlockVolume): Outcome {
  const { type } = volume;
  if (type === undefined) return unknown(imageDecides(component, volume));
  if (Unknown.is(type.value)) return unknown(type.value);
  if (!OLDER.has(type.value)) return pass;
  const work = workOf(component, volume);
  if (Unknown.is(work)) return unknown(work);
  const region = component.facts.region?.value;
  const known = region === undefined || Unknown.is(region) ? undefined : region;
  const now = priceOf(type.value, work, known);
  const offers = candidates(type.value, work).flatMap((name) => {
    const price = priceOf(name, work, known);
    return price && now && price.usdPerMonth < now.usdPerMonth ? [{ name, price }] : [];
  });
  const best = offers.sort((a, b) => a.price.usdPerMonth - b.price.usdPerMonth)[0];
  return now && best ? failed(component, { volume, work, type: type.value, now, then: best }) : pass;
}

function imageDecides({ name }: Component, volume: BlockVolume): Unknown {
  return new Unknown({
    reason: 'not-in-inputs',
    detail: `no type is written for the ${volume.name} of ${name}, so its image decides`,
    settledBy: `write the type of the ${volume.name}`,
  });
}

function workOf(component: Component, volume: BlockVolume): Work | Unknown {
  const values = [volume.sizeGib?.value, volume.iops?.value, volume.throughputMibps?.value] as const;
  const because = values.find((value) => Unknown.is(value));
  if (because !== undefined && Unknown.is(because)) return because;
  const [sizeGib, iops, throughputMibps] = values;
  if (typeof sizeGib === 'number' && typeof iops === 'number' && typeof throughputMibps === 'number') {
    return { sizeGib, iops, throughputMibps };
  }
  return new Unknown({
    reason: 'not-in-inputs',
    detail: `the size of the ${volume.name} of ${component.name}, or what it must deliver, is not written`,
    settledBy: `write the size of the ${volume.name}`,
  });
}

interface Offer {
  readonly volume: BlockVolume;
  readonly work: Work;
  readonly type: string;
  readonly now: Priced;
  readonly then: { readonly name: string; readonly price: Priced };
}

function failed(component: Component, { volume, work, type, now, then }: Offer): Outcome {
  const remedy = component.remedies[`newer-volume-type ${then.name} ${volume.name}`];
  const share = Math.round((1 - then.price.usdPerMonth / now.usdPerMonth) * 100);
  const place = volume.type?.at[0] ?? volume.at;
  const compared =
    `${usd(now)} a month as ${type}, ${usd(then.price)} as ${then.name} ` +
    `(list prices of ${now.region}, ${now.asOf})`;
  const evidence: Evidence[] = [
    volume.type ? evidenceOf(volume.type, `its type is ${type}`) : { says: `its type is ${type}`, at: place },
    {
      says: `${work.sizeGib} GiB with up to ${work.iops} operations and ${work.throughputMibps} MiB a second`,
      at: volume.sizeGib?.at[0] ?? volume.at,
    },
    { says: compared, source: priceSource },
  ];
  return {
    status: 'fail',
    problem:
      `The ${volume.name} of ${component.name} costs more than it must: ${then.name} does the same work as ` +
      `${type} for ${share} % less.`,
    evidence,
    remedies: remedy ? [remedy] : [],
    cause: place,
  };
}

function usd({ usdPerMonth }: Priced): string {
  return `$${usdPerMonth.toFixed(2)}`;
}
