import type { Assumptions } from '../../core/assumption.ts';
import type { Reading } from '../../core/availability.ts';
import type { Component, ComponentKind } from '../../core/component.ts';
import { Unknown } from '../../core/value.ts';
import type { OwnFailure } from './causes.ts';
import { copiesOf } from './copies.ts';

// Objects that lead somewhere or describe something: what serves for them is a component of its own.
const NOT_RUNNING: ReadonlySet<ComponentKind> = new Set([
  'container',
  'target-group',
  'network',
  'subnet',
  'identity',
  'policy',
  'stack',
  'repository',
  'account',
  'pipeline',
  'image',
  'api',
  'alarm',
  'dashboard',
  'slo',
  'journey',
  'certificate',
  'volume',
  'cluster',
  'node-pool',
  'log-store',
  'other',
] satisfies readonly ComponentKind[]);

export interface OwnFailures {
  readonly failure: OwnFailure | undefined;
  /** Set where the two readings differ. */
  readonly unknown?: Unknown | undefined;
}

/** How a component that is no workload fails by itself; undefined where nothing of it runs. */
export function ownFailureOf(component: Component, assumptions: Assumptions, reading: Reading): OwnFailures {
  const { kind, type, facts } = component;
  if (NOT_RUNNING.has(kind) || isObject(type)) return { failure: undefined };
  if (kind === 'workload') return { failure: platformFailure(component, assumptions) };
  if (kind === 'nat')
    return { failure: { factors: ['nat_gateway'], says: 'fails', isSingle: facts.zonal?.value !== false } };
  if (kind === 'external')
    return { failure: { factors: ['external_api'], says: 'does not answer', isSingle: true } };
  const isMachine =
    facts.instances !== undefined || facts.zones !== undefined || facts.memberOf !== undefined;
  if ((kind === 'datastore' || kind === 'cache' || kind === 'queue') && isMachine) {
    return storeFailure(component, reading);
  }
  const row = assumptions.ofType(type)?.name ?? (kind === 'dns' ? 'dns' : 'managed_service');
  return { failure: { factors: [row], says: 'does not answer' } };
}

/** A platform that counts its copies itself answers for all of them together. */
function platformFailure(component: Component, assumptions: Assumptions): OwnFailure | undefined {
  const row = assumptions.ofType(component.type);
  if (!row || component.facts.pods || copiesOf(component) !== undefined) return undefined;
  return { factors: [row.name], says: 'does not answer' };
}

/** Objects of a cluster are named `apps/v1/Deployment`; what runs for them are pods. */
function isObject(type: string): boolean {
  return type.includes('/');
}

function storeFailure(component: Component, reading: Reading): OwnFailures {
  // A machine of a cluster: the cluster fails, when too many of its machines do.
  if (component.facts.memberOf) return { failure: undefined };
  const standby = hasStandby(component);
  const isRedundant = Unknown.is(standby) ? reading !== 'worst' : standby;
  const unknown = Unknown.is(standby) ? standby : undefined;
  return { failure: { ...failureOf(component, isRedundant) }, unknown };
}

function failureOf({ kind, facts }: Component, isRedundant: boolean): OwnFailure {
  const isBroker = kind === 'queue' || facts.storeClass === 'broker' || facts.storeClass === 'search';
  if (kind === 'cache' || facts.storeClass === 'in-memory') {
    return isRedundant
      ? { factors: ['cache_failover'], says: 'fails over to its replica' }
      : { factors: ['cache_single'], says: 'fails (one node)', isSingle: true };
  }
  if (isRedundant && (isBroker || facts.instances !== undefined)) {
    return { factors: ['database_cluster'], says: 'fails over inside its cluster' };
  }
  if (isRedundant) return { factors: ['database_standby'], says: 'fails over to its standby' };
  return isBroker
    ? { factors: ['broker_single'], says: 'fails (one node)', isSingle: true }
    : { factors: ['database_single'], says: 'fails (one instance)', isSingle: true };
}

/** Whether another machine takes over by itself. */
function hasStandby({ facts }: Component): boolean | Unknown {
  const { automaticFailover, instances, zones } = facts;
  if (automaticFailover && !Unknown.is(automaticFailover.value) && !automaticFailover.value) return false;
  const count = instances?.value;
  if (count !== undefined && !Unknown.is(count)) {
    if (count.atLeast >= 2) return true;
    if (!Unknown.is(count.atMost)) return count.atMost >= 2;
    return count.atMost;
  }
  if (Unknown.is(count)) return count;
  const failover = automaticFailover?.value;
  if (failover !== undefined) return failover;
  const places = zones?.value;
  if (places === undefined) return false;
  if (Unknown.is(places)) return places;
  return places.atLeast >= 2 ? true : Unknown.is(places.atMost) ? places.atMost : places.atMost >= 2;
}
