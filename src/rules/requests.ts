import type { Component } from '../core/component.ts';
import type { Container } from '../core/facts/container.ts';

/** Containers that keep running without saying how much they need. Init containers end, and so do jobs. */
export function withoutRequests({ facts: { pods } }: Component): readonly Container[] {
  if (!pods || pods.generatesLoad || pods.controller === 'job') return [];
  return pods.containers.filter((one) => one.role !== 'init' && missingRequests(one).length > 0);
}

/** What a container does not request: `CPU`, `memory`, or both. */
export function missingRequests({ requests }: Container): readonly string[] {
  return [
    ...(requests.cpu === undefined ? ['CPU'] : []),
    ...(requests.memory === undefined ? ['memory'] : []),
  ];
}
