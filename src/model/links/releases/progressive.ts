import type { ReleaseGuard } from '../../../core/facts/takeover.ts';
import type { Resource } from '../../../core/resource.ts';
import { isDataList, Unknown } from '../../../core/value.ts';
import type { GraphDraft } from '../../graph-draft.ts';
import { namespaceOf, textAt } from '../../kubernetes/object.ts';
import { hasAnalysis } from '../../kubernetes/bad-release.ts';
import { at, dataAt } from '../../read.ts';
import { typeKey } from '../../type-key.ts';
import { nearestOf, objectIndex, PODS } from '../kubernetes/together.ts';
import { guard } from './guards.ts';

/** Releases inside a cluster that reach users step by step: Flagger and Argo Rollouts. */
export function progressive(draft: GraphDraft): void {
  for (const canary of draft.ofType('flagger.app/Canary')) {
    const name = textAt(canary, ['spec', 'targetRef', 'name']);
    const kind = textAt(canary, ['spec', 'targetRef', 'kind']);
    const namespace = namespaceOf(canary).value;
    if (typeof name !== 'string' || Unknown.is(namespace)) continue;
    const found = nearestOf(objectIndex(draft).named(canary, namespace, name, [PODS]));
    for (const workload of found) {
      if (workload.main && typeKey(workload.main).endsWith(`/${String(kind)}`))
        guard(workload, ...ofFlagger(canary));
    }
  }
  for (const rollout of draft.ofType('argoproj.io/Rollout')) {
    const component = draft.componentOf(rollout.id);
    if (component) guard(component, ...ofRollout(rollout));
  }
}

const STEPS = ['stepWeight', 'stepWeights', 'maxWeight'];

/** It checks each step and goes back by itself. https://docs.flagger.app/usage/how-it-works */
function ofFlagger(canary: Resource): readonly ReleaseGuard[] {
  const analysis = ['spec', 'analysis'];
  const place = at(canary, ...analysis);
  if (dataAt(canary, ...analysis) === undefined || dataAt(canary, 'spec', 'skipAnalysis') === true) return [];
  const step = STEPS.find((name) => dataAt(canary, ...analysis, name) !== undefined);
  const says = `Canary ${canary.name} of Flagger`;
  const back = { does: 'revert', says: `${says} goes back when a check fails`, at: place } as const;
  if (step === undefined)
    return [back, { does: 'gate', says: `${says} checks before it switches`, at: place }];
  const where = at(canary, ...analysis, step);
  return [back, { does: 'share', says: `${says} moves requests step by step`, at: where }];
}

function ofRollout(rollout: Resource): readonly ReleaseGuard[] {
  const strategy = ['spec', 'strategy'];
  if (hasAnalysis(dataAt(rollout, ...strategy)) !== true) return stepsOf(rollout);
  const says = `Rollout ${rollout.name} goes back when an analysis fails`;
  return [{ does: 'revert', says, at: at(rollout, ...strategy) }, ...stepsOf(rollout)];
}

/** Steps that set a weight below 100; without them a canary is a rolling update. */
function stepsOf(rollout: Resource): readonly ReleaseGuard[] {
  const path = ['spec', 'strategy', 'canary', 'steps'];
  const steps = dataAt(rollout, ...path);
  if (!isDataList(steps)) return [];
  const first = steps.findIndex((_, index) => {
    const weight = dataAt(rollout, ...path, index, 'setWeight');
    return typeof weight === 'number' && weight < 100;
  });
  if (first < 0) return [];
  const says = `Rollout ${rollout.name} gives requests to a new version step by step`;
  return [{ does: 'share', says, at: at(rollout, ...path, first) }];
}
