import type { Stated } from '../../core/component.ts';
import type { Remedy } from '../../core/remedy.ts';
import type { Resource } from '../../core/resource.ts';
import { Unknown } from '../../core/value.ts';
import { at, dataAt, readBool, readNumber, readText } from '../read.ts';
import type { ResourceModel } from '../resource-model.ts';

const RELEASE = 'https://fluxcd.io/flux/components/helm/helmreleases/#upgrade-remediation';

/** A release that Flux keeps: what it does when an upgrade fails. */
export const model: ResourceModel = {
  types: ['helm.toolkit.fluxcd.io/HelmRelease'],
  describe(resource) {
    // Without a chart it is a piece of a release: what an overlay adds to one.
    if (
      dataAt(resource, 'spec', 'chart') === undefined &&
      dataAt(resource, 'spec', 'chartRef') === undefined
    ) {
      return { kind: 'other', name: resource.name, facts: {} };
    }
    return {
      kind: 'pipeline',
      name: resource.name,
      facts: { stopsBadRelease: waits(resource), revertsBadRelease: reverts(resource) },
      remedies: {
        'revert-bad-release': revertBadRelease(resource),
      },
    };
  },
};

/** Retries with a rollback; settings that keep them from working go. */
function revertBadRelease(resource: Resource): Remedy {
  const upgrade = ['spec', 'upgrade'];
  const inTheWay = [
    [...upgrade, 'strategy'],
    [...upgrade, 'remediation', 'remediateLastFailure'],
  ].filter((path) => dataAt(resource, ...path) !== undefined);
  return {
    title: 'Set upgrade.remediation.retries, so that a failed upgrade is rolled back and tried again',
    safety: 'review',
    caution: 'after the last try the release stays at the version before, and the object says so',
    intents: [
      { op: 'set', at: at(resource, ...upgrade, 'remediation', 'retries'), value: 3 },
      ...inTheWay.map((path) => ({ op: 'remove' as const, at: at(resource, ...path) })),
    ],
  };
}

function waits(resource: Resource): Stated<boolean> {
  const path = ['spec', 'upgrade', 'disableWait'];
  const disabled = readBool(resource, path, { value: false, source: RELEASE });
  return { ...disabled, value: Unknown.is(disabled.value) ? disabled.value : !disabled.value };
}

function reverts(resource: Resource): Stated<boolean> {
  const upgrade = ['spec', 'upgrade'];
  const remediation = [...upgrade, 'remediation'];
  const place = [at(resource, ...(dataAt(resource, ...remediation) === undefined ? ['spec'] : remediation))];
  const strategy = readText(resource, [...upgrade, 'strategy', 'name']);
  if (strategy?.value === 'RetryOnFailure') return { ...strategy, value: false };
  const last = readBool(resource, [...remediation, 'remediateLastFailure']);
  if (last) return last;
  const retries = readNumber(resource, [...remediation, 'retries'], { value: 0, source: RELEASE });
  const value = Unknown.is(retries.value) ? retries.value : retries.value !== 0;
  return { ...retries, at: retries.origin === 'default' ? place : retries.at, value };
}
