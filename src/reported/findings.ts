import type { Diagnostic } from '../core/diagnostic.ts';
import type { Evidence, Finding } from '../core/finding.ts';
import type { ComponentId, StackId } from '../core/id.ts';
import { byCodeUnit, sortedUnique } from '../core/order.ts';
import type {
  Place,
  ReportedDiagnostic,
  ReportedEvidence,
  ReportedFinding,
  ReportedSubject,
  StackSummary,
} from '../core/report.ts';
import type { Deployer, Stack } from '../core/resource.ts';
import type { Rule } from '../core/rule.ts';
import type { Estate } from '../graph/estate.ts';
import type { Choice } from '../graph/view.ts';
import { isSample } from '../graph/view.ts';
import type { Places } from './places.ts';

export interface ReportedContext {
  readonly estate: Estate;
  readonly places: Places;
  readonly rules: readonly Rule[];
  readonly isKnown: boolean;
}

/** A finding with lines in the place of offsets and logical places. */
export function reportedFinding(finding: Finding, number: number, context: ReportedContext): ReportedFinding {
  const { estate, places } = context;
  const evidence = unique(finding.evidence.map((line) => reportedEvidence(line, places)));
  const subjects = finding.subjects.map((id) => reportedSubject(id, estate, places));
  const addresses = finding.evidence.flatMap(({ at }) =>
    at ? (estate.resource(at.resource)?.address ?? []) : [],
  );
  return {
    ...finding,
    number,
    consequence: context.rules.find(({ id }) => id === finding.rule)?.consequence ?? 'none',
    evidence,
    subjects,
    because: finding.because.map(({ reason, detail, settledBy }) => ({ reason, detail, settledBy })),
    place: firstPlace(evidence, subjects),
    resources: sortedUnique([...addresses, ...subjects.flatMap(({ address }) => address ?? [])]),
    acceptedElsewhere: [],
    accepted: undefined,
    known: context.isKnown,
  };
}

/** The same words about the same line are said once, however many instances they hold for. */
function unique(evidence: readonly ReportedEvidence[]): readonly ReportedEvidence[] {
  return [
    ...new Map(
      evidence.map((line) => [`${line.says} ${line.place?.file} ${line.place?.line}`, line]),
    ).values(),
  ];
}

/** A line of proof with the place that states it. */
export function reportedEvidence({ says, at, range, source }: Evidence, places: Places): ReportedEvidence {
  if (range) return { says, place: places.of(range), through: [], source };
  const stated = at ? places.stated(at) : { place: undefined, through: [] };
  return { says, ...stated, source };
}

function reportedSubject(id: ComponentId, estate: Estate, places: Places): ReportedSubject {
  const component = estate.component(id);
  const [main] = component.resources;
  const resource = main === undefined ? undefined : estate.resource(main);
  return {
    id,
    name: component.name,
    kind: component.kind,
    address: resource?.address,
    place: places.of(resource?.declaredAt),
  };
}

function firstPlace(
  evidence: readonly ReportedEvidence[],
  subjects: readonly ReportedSubject[],
): Place | undefined {
  return evidence.find(({ place }) => place)?.place ?? subjects.find(({ place }) => place)?.place;
}

/** Diagnostics of files and stacks with lines, each once, in the order of files and lines. */
export function reportedDiagnostics(
  own: readonly Diagnostic[],
  stacks: readonly Stack[],
  places: Pick<Places, 'of'>,
): readonly ReportedDiagnostic[] {
  const all = [...own, ...stacks.flatMap((stack) => stack.diagnostics)];
  const unique = new Map(
    all.map((one) => [`${one.code} ${one.at?.file} ${one.at?.start} ${one.message}`, one]),
  );
  return [...unique.values()]
    .map(({ severity, code, message, at }) => ({ severity, code, message, place: places.of(at) }))
    .sort(
      (a, b) =>
        byCodeUnit(a.place?.file ?? '', b.place?.file ?? '') ||
        (a.place?.line ?? 0) - (b.place?.line ?? 0) ||
        byCodeUnit(a.message, b.message),
    );
}

/** Who deploys a stack; that the repository is this one is an assumption, which is told. */
function deployerText({ says, cluster, repository }: Deployer): string {
  const where = cluster === undefined ? '' : ` on ${cluster}`;
  return repository === undefined
    ? `${says}${where}`
    : `${says}${where} (${repository}, taken for this tree)`;
}

/** What the report says about each stack, with the choice that was made. */
export function stackSummaries(
  stacks: readonly Stack[],
  choices: ReadonlyMap<StackId, Choice>,
): readonly StackSummary[] {
  return stacks.map((stack) => {
    const choice = choices.get(stack.id);
    return {
      id: stack.id,
      kind: stack.kind,
      root: stack.root,
      workspace: stack.workspace,
      variableFiles: stack.variableFiles,
      environments: stack.environments,
      chosen: choice?.chosen ?? false,
      because: choice?.because ?? '',
      alternatives: choice?.alternatives ?? [],
      deployers: (stack.deployers ?? []).map(deployerText),
      correctWith: choice?.correctWith ?? '',
      resources: stack.resources.length,
      isSample: isSample(stack),
      unknownExpansions: stack.resources.filter((resource) => resource.unknownCount).length,
    };
  });
}
