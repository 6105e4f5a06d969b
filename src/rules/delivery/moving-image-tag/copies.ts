import type { Component } from '../../../core/component.ts';
import type { Evidence } from '../../../core/finding.ts';
import { Unknown } from '../../../core/value.ts';

/** How many pods may run different code at the same time. */
export function minimumWords({ facts: { pods } }: Component): readonly Evidence[] {
  const minimum = pods?.minimum;
  if (!minimum || Unknown.is(minimum.value) || minimum.value < 2) return [];
  return [{ says: `${minimum.value} pods, each with what the tag meant when it started`, at: minimum.at[0] }];
}
