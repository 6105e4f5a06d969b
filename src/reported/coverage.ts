import { byCodeUnit } from '../core/order.ts';
import type { Coverage, SettlingInput } from '../core/report.ts';
import type { Resource, Stack } from '../core/resource.ts';
import type { Data } from '../core/value.ts';
import { isDataList, isDataObject, Unknown } from '../core/value.ts';
import type { Estate } from '../graph/estate.ts';
import type { Files } from '../core/files.ts';
import { isSelected } from '../core/path.ts';

export interface CoverageInput {
  readonly files: Files;
  /** Folders that were asked for; everything when empty. */
  readonly selected: readonly string[];
  readonly stacks: readonly Stack[];
  readonly chosen: readonly Stack[];
  readonly estate: Estate;
  readonly hiddenFindings: number;
  readonly environment: string;
}

/** What was read, what stayed unknown, and which inputs would settle most of it. */
export function coverageOf(input: CoverageInput): Coverage {
  const { chosen, estate } = input;
  const resources = chosen.flatMap((stack) => stack.resources);
  const settling = new Map<string, number>();
  let withUnknowns = 0;
  for (const resource of resources) if (countUnknowns(resource, settling)) withUnknowns += 1;
  const ids = new Set(chosen.map(({ id }) => id));
  const components = estate.components.filter(({ stack }) => stack === undefined || ids.has(stack));
  const calls = chosen.flatMap((stack) => stack.moduleCalls);
  const opened = (how: string): number => calls.filter((call) => call.opened === how).length;
  return {
    files: input.files.list().filter((path) => isSelected(path, input.selected)).length,
    stacks: input.stacks.length,
    stacksChosen: chosen.length,
    resources: resources.length,
    resourcesWithUnknowns: withUnknowns,
    components: components.length,
    opaqueComponents: components.filter(({ kind }) => kind === 'other').length,
    modules: {
      local: opened('local'),
      vendored: opened('vendored'),
      mapped: opened('mapped'),
      opaque: opened('opaque'),
    },
    unknownExpansions: resources.filter((resource) => resource.unknownCount).length,
    settling: mostSettling(settling),
    hiddenFindings: input.hiddenFindings,
    environment: input.environment,
  };
}

/**
 * Counts unknown values that a user could settle; values that only exist after apply are nobody's question.
 */
function countUnknowns(resource: Resource, settling: Map<string, number>): boolean {
  let found = false;
  const visit = (data: Data): void => {
    if (Unknown.is(data)) {
      if (data.reason === 'computed-attribute') return;
      found = true;
      // A value that every run makes anew waits for no input.
      if (data.settledBy === undefined || data.reason === 'impure-function') return;
      settling.set(data.settledBy, (settling.get(data.settledBy) ?? 0) + 1);
    } else if (isDataList(data)) data.forEach(visit);
    else if (isDataObject(data)) Object.values(data).forEach(visit);
  };
  visit(resource.attributes);
  return found;
}

function mostSettling(settling: ReadonlyMap<string, number>): readonly SettlingInput[] {
  return [...settling]
    .map(([input, unknowns]) => ({ input, unknowns }))
    .sort((a, b) => b.unknowns - a.unknowns || byCodeUnit(a.input, b.input));
}
