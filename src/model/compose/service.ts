import type { Stated } from '../../core/component.ts';
import type { ComputeFacts } from '../../core/facts/compute.ts';
import type { Resource } from '../../core/resource.ts';
import { joinPath, normalPath } from '../../core/path.ts';
import { Unknown } from '../../core/value.ts';
import { generatesLoad, observes } from '../kubernetes/pods/evidence.ts';
import { recogniseStore } from '../kubernetes/pods/stores/recognise.ts';
import { textListAt } from '../kubernetes/lists.ts';
import { at, dataAt, inherent, readNumber } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';
import { composeContainer } from './container.ts';
import { moreSettings, settingsOf } from './settings.ts';
import { kindOfStore } from './store-kind.ts';

/** A service of a compose project. */
export const model: ResourceModel = {
  types: ['compose-service'],
  describe(resource) {
    const container = composeContainer(resource);
    const store = recogniseStore([container]);
    const witness = { resource, controller: 'custom', containers: [container], volumes: [] } as const;
    const { image } = container;
    const builtFrom = dockerfileOf(resource);
    return {
      kind: store ? kindOfStore(store.role) : 'workload',
      name: resource.name,
      facts: {
        ...(image
          ? {
              images: [
                {
                  name: resource.name,
                  image: builtFrom === undefined ? image : { ...image, builtFrom: builtBy(builtFrom) },
                  resolved: 'pull',
                },
              ],
            }
          : {}),
        ...sizes(resource),
        ...(builtFrom === undefined ? {} : { dockerfile: builtFrom }),
        recognisedStore: store,
        observes: observes(witness),
        generatesLoad: generatesLoad(witness),
        settings: settingsOf(resource),
        moreSettings: moreSettings(resource),
      },
    };
  },
};

function builtBy({ value }: Stated<string>): { file: string; user: undefined } | undefined {
  return typeof value === 'string' ? { file: value, user: undefined } : undefined;
}

/**
 * The Dockerfile it is built from; undefined for what is not built, unknown for one that is elsewhere.
 * https://docs.docker.com/reference/compose-file/build/
 */
function dockerfileOf(resource: Resource): Stated<string> | undefined {
  const context = dataAt(resource, 'build', 'context');
  if (dataAt(resource, 'build') === undefined) return undefined;
  const name = dataAt(resource, 'build', 'dockerfile') ?? 'Dockerfile';
  const isInline = dataAt(resource, 'build', 'dockerfile_inline') !== undefined;
  const place = [at(resource, 'build')];
  const unknown = [context, name].find((part) => Unknown.is(part));
  if (Unknown.is(unknown)) return { value: unknown, at: place, origin: 'written' };
  const isText = typeof context === 'string' && typeof name === 'string';
  const isHere = isText && !isInline && !/^[~/]|:\/\//.test(context);
  const path = isHere ? normalPath(joinPath(context, name)) : undefined;
  return { value: path ?? ELSEWHERE, at: place, origin: 'written' };
}

const ELSEWHERE = new Unknown({
  reason: 'not-in-inputs',
  detail: 'its Dockerfile is no file of the inputs',
  settledBy: 'the folder that it is built from',
});

const PROFILES = 'https://docs.docker.com/compose/how-tos/profiles/';

/** Whether somebody must ask for it by name: it has profiles, and none of them is on. */
export function waitsToBeAsked(resource: Resource): boolean {
  return textListAt(resource, 'profiles').length > 0;
}

const ONE = 'https://docs.docker.com/reference/compose-file/deploy/#replicas';

function sizes(resource: Resource): Pick<ComputeFacts, 'minimumSize' | 'desiredSize'> {
  if (dataAt(resource, 'deploy', 'mode') === 'global') return {};
  if (waitsToBeAsked(resource)) {
    const none = inherent(resource, 0, PROFILES);
    return { minimumSize: none, desiredSize: none };
  }
  const scale = readNumber(resource, ['scale']);
  const size = scale ?? readNumber(resource, ['deploy', 'replicas'], { value: 1, source: ONE });
  return { minimumSize: size, desiredSize: size };
}
