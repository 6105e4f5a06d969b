import type { AntiAffinity, Labels, Pods, SpreadConstraint } from '../../../core/facts/workload.ts';
import type { Resource } from '../../../core/resource.ts';
import { Unknown } from '../../../core/value.ts';
import type { Value } from '../../../core/value.ts';
import { at, dataAt, readNumber } from '../../read.ts';
import type { Path } from '../../read.ts';
import { matchesSelector, readSelector } from '../labels.ts';
import { objectsAt } from '../lists.ts';
import { textAt } from '../object.ts';

/** How the pods of a template keep apart from each other. */
export function readSpread(
  resource: Resource,
  podSpec: Path,
  labels: Labels,
): Pick<Pods, 'spread' | 'antiAffinity' | 'spreadUnknown'> {
  const constraints = objectsAt(resource, ...podSpec, 'topologySpreadConstraints');
  const affinity: Path = [...podSpec, 'affinity', 'podAntiAffinity'];
  const required = objectsAt(resource, ...affinity, 'requiredDuringSchedulingIgnoredDuringExecution');
  const preferred = objectsAt(resource, ...affinity, 'preferredDuringSchedulingIgnoredDuringExecution');
  return {
    spread: constraints.items.map(({ path }) => readConstraint(resource, path, labels)),
    antiAffinity: [
      ...required.items.map(({ path }) => readTerm(resource, path, { isHard: true, labels })),
      ...preferred.items.map(({ path }) =>
        readTerm(resource, [...path, 'podAffinityTerm'], { isHard: false, labels }),
      ),
    ],
    spreadUnknown: constraints.more ?? required.more ?? preferred.more,
  };
}

function readConstraint(resource: Resource, path: Path, labels: Labels): SpreadConstraint {
  const when = textAt(resource, [...path, 'whenUnsatisfiable']);
  return {
    topologyKey: textAt(resource, [...path, 'topologyKey']) ?? '',
    isHard: Unknown.is(when) ? when : when !== 'ScheduleAnyway',
    maxSkew: readNumber(resource, [...path, 'maxSkew'])?.value ?? 1,
    selectsOwnPods: selectsOwnPods(resource, [...path, 'labelSelector'], labels),
    at: at(resource, ...path),
  };
}

function readTerm(
  resource: Resource,
  path: Path,
  { isHard, labels }: { readonly isHard: boolean; readonly labels: Labels },
): AntiAffinity {
  return {
    topologyKey: textAt(resource, [...path, 'topologyKey']) ?? '',
    isHard,
    selectsOwnPods: selectsOwnPods(resource, [...path, 'labelSelector'], labels),
    at: at(resource, ...path),
  };
}

/** A selector that nobody wrote selects no pod. */
function selectsOwnPods(resource: Resource, path: Path, labels: Labels): Value<boolean> {
  const selector = readSelector(resource, path);
  if (selector) return matchesSelector(selector, labels);
  const data = dataAt(resource, ...path);
  return Unknown.is(data) ? data : false;
}
