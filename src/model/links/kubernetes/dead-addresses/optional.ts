import type { Setting } from '../../../../core/facts/settings.ts';
import { wordsOf } from '../../addresses/hosts-in.ts';
import type { ObjectIndex } from '../together.ts';

/** What says that nobody needs to answer an address: a switch beside it, or a part that not all take. */
export function whyOptional(
  setting: Setting,
  settings: readonly Setting[],
  { index, service }: { readonly index: ObjectIndex; readonly service: string },
): string | undefined {
  const topics = new Set([...wordsOf(setting.name), ...wordsOf(service)].filter((word) => !COMMON.has(word)));
  const off = settings.find(
    ({ name, value }) =>
      typeof value === 'string' && isOff(value, name) && wordsOf(name).some((word) => topics.has(word)),
  );
  if (off) return `${off.name} is off`;
  const part = index.everywhere(service, ['Service']).find(({ stack }) => stack?.notDeployed !== undefined);
  return part && `${part.stack?.id ?? ''} brings it, where it is wanted`;
}

const SWITCH = /(?:^|[._-])(?:enabled?|use|with|active)(?:[._-]|$)/i;

function isOff(value: string, name: string): boolean {
  const isNo = /^(?:false|0|no|off|disabled)$/i.test(value);
  if (/(?:^|[._-])disabled?(?:[._-]|$)/i.test(name)) return /^(?:true|1|yes|on)$/i.test(value);
  return isNo && SWITCH.test(name);
}

// Words of settings that say nothing about what they are for.
const COMMON: ReadonlySet<string> = new Set(
  (
    'enable enabled use with active disable disabled service host hostname port addr address url uri ' +
    'endpoint endpoints server api http https app name db database connection client internal external ' +
    'spring config'
  ).split(' '),
);
