import type { Stated } from '../../core/component.ts';
import type { Facts } from '../../core/facts.ts';
import type { Remedy } from '../../core/remedy.ts';
import type { Resource } from '../../core/resource.ts';
import { Unknown } from '../../core/value.ts';
import { derive, literalName } from '../presence.ts';
import { dataAt, inherent, readBool, readNumber, readText } from '../read.ts';
import type { Path } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';
import { providerPage } from './docs.ts';
import { spreadOverRegion, statedRegion } from './places.ts';
import { runImages } from './run/images.ts';
import { runSettings } from './run/settings.ts';

const ZONES = 'https://cloud.google.com/run/docs/resource-model#services';
const INVOKERS = 'https://cloud.google.com/run/docs/authenticating/overview';
const INGRESS = 'https://cloud.google.com/run/docs/securing/ingress';
const MAXIMUM = 'https://cloud.google.com/run/docs/configuring/max-instances';
const TIMEOUT = 'https://cloud.google.com/run/docs/configuring/request-timeout';

/** A service of Cloud Run. Who may call it, and what it works with, is joined by the passes of Google. */
export const model: ResourceModel = {
  types: ['google_cloud_run_v2_service', 'google_cloud_run_service'],
  describe(resource) {
    const name = literalName(resource, 'name') ?? resource.address;
    const { settings, more } = runSettings(resource);
    return {
      kind: 'workload',
      name,
      facts: {
        runsAs: 'service',
        region: statedRegion(resource, 'location'),
        zones: spreadOverRegion(resource, ['location'], ZONES),
        ...sizeFacts(resource),
        isPublicEntry: publicByItself(resource),
        timeoutSeconds: timeout(resource),
        ...runImages(resource, name),
        settings: settings.map(({ setting }) => setting),
        moreSettings: more,
        answersTo: [],
      },
      remedies: { 'run-two-copies': twoCopies },
    };
  },
};

const twoCopies: Remedy = {
  title: 'Let it run at least two instances: raise the maximum number of instances',
  safety: 'review',
  caution: 'Two instances must be able to work at the same time.',
  intents: [],
};

const isFirst = ({ type }: Resource): boolean => type === 'google_cloud_run_service';
const ANNOTATIONS: Path = ['template', 0, 'metadata', 0, 'annotations'];

/** Only a service that may not have a second instance is bound to one: Cloud Run chooses their number. */
function sizeFacts(resource: Resource): Pick<Facts, 'maximumSize' | 'desiredSize'> {
  const path = isFirst(resource)
    ? [...ANNOTATIONS, 'autoscaling.knative.dev/maxScale']
    : ['template', 0, 'scaling', 0, 'max_instance_count'];
  const maximum = readNumber(resource, path, { value: 100, source: MAXIMUM });
  return { maximumSize: maximum, desiredSize: maximum.value === 1 ? maximum : undefined };
}

/** Who may call it is a matter of grants, unless the check of callers is switched off. */
function publicByItself(resource: Resource): Stated<boolean> {
  const unchecked = readBool(resource, ['invoker_iam_disabled'], { value: false, source: INVOKERS });
  if (unchecked.value === false) return unchecked;
  const ingress = ingressOf(resource);
  return ingress.value === false ? ingress : unchecked;
}

/** Whether requests from the internet get to the service at all; who they come from is asked afterwards. */
export function ingressOf(resource: Resource): Stated<boolean> {
  const path = isFirst(resource) ? ['metadata', 0, 'annotations', 'run.googleapis.com/ingress'] : ['ingress'];
  const written = readText(resource, path, { value: 'all', source: INGRESS });
  return derive(written, (text) => text === 'all' || text === 'INGRESS_TRAFFIC_ALL');
}

function timeout(resource: Resource): Stated<number> {
  if (isFirst(resource)) {
    return readNumber(resource, ['template', 0, 'spec', 0, 'timeout_seconds'], {
      value: 300,
      source: TIMEOUT,
    });
  }
  const written = dataAt(resource, 'template', 0, 'timeout');
  if (written === undefined) return inherent(resource, 300, providerPage('cloud_run_v2_service'));
  const text = readText(resource, ['template', 0, 'timeout'], { value: '300s', source: TIMEOUT });
  const value = Unknown.is(text.value) ? text.value : Number.parseFloat(text.value);
  return { ...text, value };
}
