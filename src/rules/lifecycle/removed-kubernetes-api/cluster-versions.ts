import type { Component } from '../../../core/component.ts';
import type { Evidence } from '../../../core/finding.ts';
import type { RuleContext } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { evidenceOf } from '../../outcome.ts';

/** A Kubernetes cluster of the inputs with a known version. */
export interface Cluster {
  readonly name: string;
  /** 31 for 1.31. */
  readonly minor: number;
  readonly evidence: Evidence;
}

/**
 * The clusters that a stack can go to: those that its deployers name, else all of the inputs. Lowest version
 * first; empty when none has a known version.
 */
export function clustersOf({ stack }: Component, context: RuleContext): readonly Cluster[] {
  const all = context.ofKind('cluster').flatMap(clusterOf);
  const { deployers = [] } = stack === undefined ? {} : context.stack(stack);
  const wanted = new Set(deployers.flatMap(({ cluster }) => (cluster === undefined ? [] : [cluster])));
  const named = all.filter(({ name }) => wanted.has(name));
  return [...(named.length > 0 ? named : all)].sort((a, b) => a.minor - b.minor);
}

function clusterOf({ name, facts: { engine, version } }: Component): readonly Cluster[] {
  if (engine?.value !== 'kubernetes' || version === undefined || Unknown.is(version.value)) return [];
  const minor = minorOf(version.value);
  if (minor === undefined) return [];
  return [{ name, minor, evidence: evidenceOf(version, `cluster ${name} runs ${version.value}`) }];
}

function minorOf(version: string): number | undefined {
  const minor = /^v?1\.(\d+)/.exec(version)?.[1];
  return minor === undefined ? undefined : Number(minor);
}

// Services whose calendars the support table can have; Amazon EKS supports a version longest.
const PRODUCTS = ['amazon-eks', 'kubernetes', 'google-kubernetes-engine', 'azure-kubernetes-service'];
const FIRST_MINOR = 16;
const LAST_MINOR = 99;

/** The oldest 1.x that any of the known services supports on this day, extended support included. */
export function oldestSupportedMinor({ support, asOf }: RuleContext): number | undefined {
  for (let minor = FIRST_MINOR; minor <= LAST_MINOR; minor += 1) {
    for (const product of PRODUCTS) {
      const cycle = support.find(product, `1.${minor}`);
      if (!cycle || cycle.cycle.startsWith('before')) continue;
      const ends = [cycle.supportEnds, cycle.extendedSupportEnds];
      if (ends.some((end) => end === false || (typeof end === 'string' && end >= asOf))) return minor;
    }
  }
  return undefined;
}
