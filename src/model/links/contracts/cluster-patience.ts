import type { Stated } from '../../../core/component.ts';
import type { Patience } from '../../../core/facts/contract.ts';
import type { Resource } from '../../../core/resource.ts';
import { Unknown } from '../../../core/value.ts';
import type { GraphDraft } from '../../graph-draft.ts';
import { objectsAt } from '../../kubernetes/lists.ts';
import { readNumber, readText } from '../../read.ts';
import type { Path } from '../../read.ts';

/** Timeouts and retries of routes: each rule that limits the whole and its attempts. */
export function clusterPatience(draft: GraphDraft): void {
  for (const resource of draft.ofType('networking.istio.io/VirtualService')) {
    const rules = objectsAt(resource, 'spec', 'http').items.map(({ path }) => virtualService(resource, path));
    give(draft, resource, rules);
  }
  for (const resource of draft.ofType(
    'gateway.networking.k8s.io/HTTPRoute',
    'gateway.networking.k8s.io/GRPCRoute',
  )) {
    const rules = objectsAt(resource, 'spec', 'rules').items.map(({ path }) => route(resource, path));
    give(draft, resource, rules);
  }
}

/** Of several rules the one whose limits can be compared. */
function give(draft: GraphDraft, resource: Resource, rules: readonly Patience[]): void {
  const component = draft.componentOf(resource.id);
  const compared = rules.filter(({ waitsSeconds, attemptSeconds }) => waitsSeconds && attemptSeconds);
  const chosen = compared.find(isInverted) ?? compared[0] ?? rules.find(({ waitsSeconds }) => waitsSeconds);
  if (component && chosen) component.facts.patience ??= chosen;
}

function isInverted({ waitsSeconds, attempts, attemptSeconds }: Patience): boolean {
  const [all, each, times] = [waitsSeconds?.value, attemptSeconds?.value, attempts?.value ?? 1];
  if (all === undefined || each === undefined || Unknown.is(all) || Unknown.is(each)) return false;
  return !Unknown.is(times) && all < each * times;
}

const ISTIO = 'https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRetry';

function virtualService(resource: Resource, path: Path): Patience {
  const written = readNumber(resource, [...path, 'retries', 'attempts'], { value: 2, source: ISTIO });
  return {
    waitsSeconds: duration(resource, [...path, 'timeout']),
    worksSeconds: undefined,
    attempts: { ...written, value: Unknown.is(written.value) ? written.value : written.value + 1 },
    attemptSeconds: duration(resource, [...path, 'retries', 'perTryTimeout']),
  };
}

function route(resource: Resource, path: Path): Patience {
  const retries = readNumber(resource, [...path, 'retry', 'attempts']);
  return {
    waitsSeconds: duration(resource, [...path, 'timeouts', 'request']),
    worksSeconds: undefined,
    attempts: retries && { ...retries, value: Unknown.is(retries.value) ? retries.value : retries.value + 1 },
    attemptSeconds: duration(resource, [...path, 'timeouts', 'backendRequest']),
  };
}

const UNITS: ReadonlyMap<string, number> = new Map([
  ['ms', 0.001],
  ['s', 1],
  ['m', 60],
  ['h', 3600],
]);

/** `1m30s`; `0s` switches a limit off. */
function duration(resource: Resource, path: Path): Stated<number> | undefined {
  const written = readText(resource, path);
  if (!written) return undefined;
  if (Unknown.is(written.value)) return { ...written, value: written.value };
  let seconds = 0;
  for (const [, number, unit] of written.value.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g)) {
    seconds += Number(number) * (UNITS.get(unit ?? '') ?? 0);
  }
  return seconds === 0 ? undefined : { ...written, value: seconds };
}
