import type { ComputeFacts } from '../../core/facts/compute.ts';
import type { Controller } from '../../core/facts/workload.ts';
import type { Resource } from '../../core/resource.ts';
import { isDataList, isDataObject, Unknown } from '../../core/value.ts';
import type { Data } from '../../core/value.ts';
import { at, dataAt, readBool, readNumber } from '../read.ts';

type BadRelease = Pick<ComputeFacts, 'keepsEarlierVersion' | 'stopsBadRelease' | 'revertsBadRelease'>;

/** What becomes of a version that does not work, as far as the workload itself says. */
export function badRelease(resource: Resource, controller: Controller): BadRelease {
  if (controller === 'rollout') return ofRollout(resource);
  if (controller !== 'deployment') return {};
  const kept = readNumber(resource, ['spec', 'revisionHistoryLimit']);
  if (!kept) return {};
  const value = Unknown.is(kept.value) ? kept.value : kept.value > 0;
  return { keepsEarlierVersion: { ...kept, value } };
}

const ABORT = 'https://argo-rollouts.readthedocs.io/en/stable/features/specification/';

/** Argo Rollouts goes back when an analysis fails, or at its deadline where that is asked for. */
function ofRollout(resource: Resource): BadRelease {
  const strategy = dataAt(resource, 'spec', 'strategy');
  const place = at(resource, 'spec', 'strategy');
  const aborts = readBool(resource, ['spec', 'progressDeadlineAbort'], { value: false, source: ABORT });
  const analyses = hasAnalysis(strategy);
  const value =
    analyses === true || aborts.value === true ? true : Unknown.is(analyses) ? analyses : aborts.value;
  return {
    stopsBadRelease: { value: true, at: [place], origin: 'default', source: ABORT },
    revertsBadRelease: { value, at: [place], origin: 'default', source: ABORT },
  };
}

const ANALYSES: ReadonlySet<string> = new Set([
  'analysis',
  'prePromotionAnalysis',
  'postPromotionAnalysis',
  'experiment',
]);

/** An analysis in any step, or beside the steps. */
export function hasAnalysis(data: Data | undefined): boolean | Unknown {
  if (Unknown.is(data)) return data;
  const parts = isDataList(data) ? data : isDataObject(data) ? Object.values(data) : [];
  if (isDataObject(data) && Object.keys(data).some((key) => ANALYSES.has(key))) return true;
  const found = parts.map(hasAnalysis);
  return found.includes(true) || (found.find((one) => Unknown.is(one)) ?? false);
}
