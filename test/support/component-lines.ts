import type { Component } from '../../src/core/component.ts';
import { buildGraph } from '../../src/model/build-graph.ts';
import { loadText } from './load-text.ts';

/** One line about each component that `lineOf` has something to say about, as `address: line`. */
export function componentLines(
  text: string,
  lineOf: (component: Component) => string | undefined,
): readonly string[] {
  const { estate } = buildGraph(loadText(text).stacks);
  return estate.components.flatMap((component) => {
    const line = lineOf(component);
    return line === undefined ? [] : [`${addressOf(component.id)}: ${line}`];
  });
}

/** The address in an id: `aws_subnet.orders`. */
export function addressOf(id: string): string {
  return id.slice(id.indexOf('#') + 1);
}
