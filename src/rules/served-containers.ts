import type { Component } from '../core/component.ts';
import type { Container } from '../core/facts/container.ts';
import type { Pods } from '../core/facts/workload.ts';
import type { RuleContext } from '../core/rule.ts';
import { Unknown } from '../core/value.ts';

/**
 * The containers that get the requests: the only one, else the owners of the ports that Services target, else
 * the first that declares a port.
 */
export function servedContainers(
  component: Component,
  { containers }: Pods,
  context: RuleContext,
): readonly Container[] {
  const main = containers.filter(({ role }) => role === 'main');
  if (main.length < 2) return main;
  const targets = targetPorts(component, context);
  const owners = main.filter(({ ports }) =>
    ports.some(({ name, number }) => targets.has(name ?? '') || (!Unknown.is(number) && targets.has(number))),
  );
  if (owners.length > 0) return owners;
  const declaring = main.find(({ ports }) => ports.length > 0);
  return declaring ? [declaring] : [];
}

// Names of ports that scrapers read; users never see them.
const TELEMETRY = /metrics|exporter|prom|telemetry|pprof|jmx/i;

/** Numbers and names of container ports that Services send requests to. */
function targetPorts(component: Component, context: RuleContext): ReadonlySet<number | string> {
  const targets = new Set<number | string>();
  for (const { from } of context.dependenciesTo(component.id, 'routes-to')) {
    for (const { name, targetPort } of context.component(from).facts.service?.ports ?? []) {
      const isWatched = [name, targetPort].some((word) => typeof word === 'string' && TELEMETRY.test(word));
      if (!Unknown.is(targetPort) && !isWatched) targets.add(targetPort);
    }
  }
  return targets;
}
