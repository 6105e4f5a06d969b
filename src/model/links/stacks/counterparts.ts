import type { Counterpart } from '../../../core/facts/code.ts';
import type { GraphDraft, ComponentDraft } from '../../graph-draft.ts';

export function findCounterparts(
  draft: GraphDraft, byStack: ReadonlyMap<string, readonly ComponentDraft[]>,
): ReadonlyMap<string, readonly Counterpart[]> {
  void draft; void byStack;
  return new Map();
}
