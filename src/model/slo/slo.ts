import type { Stated } from '../../core/component.ts';
import type { Resource } from '../../core/resource.ts';
import { Unknown } from '../../core/value.ts';
import { dataAt, readNumber, readText } from '../read.ts';
import type { Path } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';

/** A promise about a service that somebody measures. What it is about is joined by the pass `slos`. */
export const model: ResourceModel = {
  types: [
    'openslo/SLO',
    'sloth.slok.dev/PrometheusServiceLevel',
    'pyrra.dev/ServiceLevelObjective',
    'google_monitoring_slo',
    'aws_applicationsignals_service_level_objective',
    'datadog_service_level_objective',
    'grafana_slo',
    'nobl9_slo',
    'newrelic_service_level',
    'dynatrace_slo_v2',
    'honeycombio_slo',
  ],
  describe(resource) {
    const name = ['display_name', 'name'].map((key) => dataAt(resource, key)).find(isText);
    return {
      kind: 'slo',
      name: resource.mode === 'object' ? resource.name : name,
      facts: { slo: { objective: objectiveOf(resource), covers: [], coversUnknown: undefined } },
    };
  },
};

function isText(data: unknown): data is string {
  return typeof data === 'string' && data !== '';
}

// Where each kind writes its objective, as a percentage.
const PERCENT: readonly Path[] = [
  ['spec', 'target'],
  ['spec', 'objectives', 0, 'targetPercent'],
  ['spec', 'slos', 0, 'objective'],
  ['goal', 0, 'attainment_goal'],
  ['thresholds', 0, 'target'],
  ['objective', 0, 'target'],
  ['target_success'],
];
// And as a share.
const SHARE: readonly Path[] = [['spec', 'objectives', 0, 'target'], ['goal'], ['objectives', 0, 'value']];

function objectiveOf(resource: Resource): Stated<number> | undefined {
  for (const path of PERCENT) {
    const read = isScalar(resource, path) ? readNumber(resource, path) : undefined;
    if (read) return read;
  }
  for (const path of SHARE) {
    const read = isScalar(resource, path) ? readNumber(resource, path) : undefined;
    if (!read) continue;
    const { value } = read;
    return { ...read, value: Unknown.is(value) ? value : value <= 1 ? value * 100 : value };
  }
  return undefined;
}

function isScalar(resource: Resource, path: Path): boolean {
  const text = readText(resource, path);
  return text !== undefined && (Unknown.is(text.value) || Number.isFinite(Number(text.value)));
}
