import type { Stated } from '../../core/component.ts';
import type { Facts } from '../../core/facts.ts';
import type { Resource } from '../../core/resource.ts';
import { Unknown } from '../../core/value.ts';
import { at, dataAt, readNumber, readText } from '../read.ts';
import type { Path } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';
import { providerPage } from './docs.ts';
import { spreadOverRegion, statedRegion } from './places.ts';
import { functionSettings } from './run/settings.ts';

const LOCATIONS = 'https://cloud.google.com/functions/docs/locations';
const RETRIES = 'https://cloud.google.com/functions/docs/bestpractices/retries';

/** A function, of the first or second generation. */
export const model: ResourceModel = {
  types: ['google_cloudfunctions_function', 'google_cloudfunctions2_function'],
  describe(resource) {
    const isSecond = resource.type === 'google_cloudfunctions2_function';
    const block: Path = isSecond ? ['service_config', 0] : [];
    const { settings, more } = functionSettings(resource, ...block);
    return {
      kind: 'function',
      facts: {
        runsAs: 'function',
        region: statedRegion(resource, 'location', 'region'),
        zones: spreadOverRegion(resource, [], LOCATIONS),
        ...runtimeFacts(resource, isSecond ? ['build_config', 0, 'runtime'] : ['runtime']),
        timeoutSeconds: readNumber(resource, [...block, isSecond ? 'timeout_seconds' : 'timeout'], {
          value: 60,
          source: providerPage('cloudfunctions2_function'),
        }),
        ...eventFacts(resource, isSecond),
        settings: settings.map(({ setting }) => setting),
        moreSettings: more,
        answersTo: [],
      },
      remedies: {
        'newer-runtime': {
          title: 'Set runtime to the next supported version',
          safety: 'review',
          caution: 'The code and its libraries must be tested on the new version.',
          intents: [],
        },
        'keep-failed-events': {
          title: isSecond
            ? 'Set retry_policy = "RETRY_POLICY_RETRY" in event_trigger, and drop events only on purpose'
            : 'Add failure_policy { retry = true } to event_trigger, and drop events only on purpose',
          safety: 'review',
          caution: 'The function must be safe to run twice for one event.',
          intents: [],
        },
      },
    };
  },
};

const LANGUAGES: readonly (readonly [pattern: RegExp, product: string])[] = [
  [/^nodejs(\d+)$/, 'nodejs'],
  [/^python(\d)(\d+)$/, 'python'],
  [/^go(\d)(\d+)$/, 'go'],
  [/^ruby(\d)(\d+)$/, 'ruby'],
  [/^php(\d)(\d+)$/, 'php'],
  [/^dotnet(\d+)$/, 'dotnet'],
];

/** `python312` is Python 3.12, whose makers' dates the support table has. */
function runtimeFacts(resource: Resource, path: Path): Pick<Facts, 'runtime' | 'version' | 'supportProduct'> {
  const written = readText(resource, path);
  if (!written) return {};
  if (Unknown.is(written.value)) return { runtime: written, version: written };
  for (const [pattern, product] of LANGUAGES) {
    const match = pattern.exec(written.value);
    if (!match) continue;
    const value = match.slice(1).join('.');
    const runtime: Stated<string> = { ...written, value, says: `runtime ${written.value}` };
    return { runtime, version: runtime, supportProduct: product };
  }
  return { runtime: written, version: written };
}

type EventFacts = Pick<Facts, 'calledAsynchronously' | 'calledSynchronously' | 'droppedAfterTries'>;

/** What events call it, and whether an event that it fails on is tried again. */
function eventFacts(resource: Resource, isSecond: boolean): EventFacts {
  const trigger = dataAt(resource, 'event_trigger', 0);
  const place = [at(resource, 'event_trigger')];
  if (trigger === undefined) {
    return { calledSynchronously: { value: true, at: place, origin: 'default' } };
  }
  const path = isSecond
    ? ['event_trigger', 0, 'retry_policy']
    : ['event_trigger', 0, 'failure_policy', 0, 'retry'];
  const retries = readText(resource, path, { value: 'RETRY_POLICY_DO_NOT_RETRY', source: RETRIES });
  const isOn = retries.value === 'RETRY_POLICY_RETRY' || retries.value === 'true';
  return {
    calledAsynchronously: { value: true, at: place, origin: 'written' },
    droppedAfterTries: isOn
      ? undefined
      : { ...retries, value: Unknown.is(retries.value) ? retries.value : 1, source: RETRIES },
  };
}
