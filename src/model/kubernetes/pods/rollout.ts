import type { Stated } from '../../../core/component.ts';
import type { Controller, Rollout } from '../../../core/facts/workload.ts';
import type { Resource } from '../../../core/resource.ts';
import { Unknown } from '../../../core/value.ts';
import { at, dataAt, readText } from '../../read.ts';
import type { Path } from '../../read.ts';
import { readCount } from '../object.ts';

type Strategy = Rollout['strategy'];

interface RolloutDefaults {
  /** Where the type of the strategy, and the figures of a rolling update, stand. */
  readonly type: Path;
  readonly rolling: Path;
  readonly maxUnavailable: number | string;
  readonly maxSurge: number | string;
  readonly source: string;
}

const API = 'https://kubernetes.io/docs/reference/kubernetes-api/workload-resources';

const DEFAULTS: { readonly [controller in Controller]?: RolloutDefaults } = {
  deployment: {
    type: ['spec', 'strategy', 'type'],
    rolling: ['spec', 'strategy', 'rollingUpdate'],
    maxUnavailable: '25%',
    maxSurge: '25%',
    source: `${API}/deployment-v1/#DeploymentSpec`,
  },
  'stateful-set': {
    type: ['spec', 'updateStrategy', 'type'],
    rolling: ['spec', 'updateStrategy', 'rollingUpdate'],
    maxUnavailable: 1,
    maxSurge: 0,
    source: `${API}/stateful-set-v1/#StatefulSetSpec`,
  },
  'daemon-set': {
    type: ['spec', 'updateStrategy', 'type'],
    rolling: ['spec', 'updateStrategy', 'rollingUpdate'],
    maxUnavailable: 1,
    maxSurge: 0,
    source: `${API}/daemon-set-v1/#DaemonSetSpec`,
  },
};

const ROLLOUTS = 'https://argo-rollouts.readthedocs.io/en/stable/features/specification/';

/** How a new version replaces the old one; undefined for what is not rolled out (jobs, bare pods). */
export function readRollout(resource: Resource, controller: Controller): Rollout | undefined {
  if (controller === 'rollout') return readArgoRollout(resource);
  const defaults = DEFAULTS[controller];
  if (!defaults) return undefined;
  const type = readText(resource, defaults.type, { value: 'RollingUpdate', source: defaults.source });
  const strategy: Strategy = { ...type, value: Unknown.is(type.value) ? type.value : strategyOf(type.value) };
  const figure = (name: 'maxUnavailable' | 'maxSurge'): Stated<number | string> => {
    const path: Path = [...defaults.rolling, name];
    if (strategy.value === 'recreate') return fixed(type, name === 'maxUnavailable' ? '100%' : 0);
    if (strategy.value === 'on-delete') return fixed(type, 0);
    const written = readCount(resource, path);
    if (written) return written;
    if (Unknown.is(strategy.value)) return { ...type, value: strategy.value };
    return { value: defaults[name], at: [at(resource, ...path)], origin: 'default', source: defaults.source };
  };
  return {
    strategy,
    maxUnavailable: figure('maxUnavailable'),
    maxSurge: figure('maxSurge'),
  };
}

function strategyOf(type: string): 'rolling-update' | 'recreate' | 'on-delete' {
  return type === 'Recreate' ? 'recreate' : type === 'OnDelete' ? 'on-delete' : 'rolling-update';
}

/** What a strategy fixes whatever else is written. */
function fixed(type: Stated<string>, value: number | string): Stated<number | string> {
  return { ...type, value };
}

function readArgoRollout(resource: Resource): Rollout {
  const isBlueGreen = dataAt(resource, 'spec', 'strategy', 'blueGreen') !== undefined;
  const place: Path = ['spec', 'strategy', isBlueGreen ? 'blueGreen' : 'canary'];
  const strategyAt = [at(resource, ...place)];
  const unread = dataAt(resource, 'spec', 'strategy');
  if (Unknown.is(unread)) {
    const open = { value: unread, at: strategyAt, origin: 'written' } as const;
    return { strategy: open, maxUnavailable: open, maxSurge: open };
  }
  const figure = (name: string, value: number | string): Stated<number | string> =>
    readCount(resource, [...place, name]) ?? {
      value,
      at: strategyAt,
      origin: 'default',
      source: ROLLOUTS,
    };
  return {
    strategy: { value: isBlueGreen ? 'blue-green' : 'canary', at: strategyAt, origin: 'written' },
    // A blue-green rollout starts all new pods before it stops an old one.
    maxUnavailable: isBlueGreen
      ? { value: 0, at: strategyAt, origin: 'written' }
      : figure('maxUnavailable', '25%'),
    maxSurge: isBlueGreen ? { value: '100%', at: strategyAt, origin: 'written' } : figure('maxSurge', '25%'),
  };
}
