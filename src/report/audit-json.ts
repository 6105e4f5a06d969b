import type { AcceptedBy, Coverage, Place, Report, ReportedFinding, StackSummary } from '../core/report.ts';
import type { Remedy } from '../core/remedy.ts';
import { assumptionJson } from './assumption-json.ts';
import type { Json } from './data-json.ts';
import { printJson } from './data-json.ts';
import { placeJson } from './place-json.ts';
import { impactJson, outlookJson } from './impact-json.ts';

/** `audit --json`. Keys stand in a fixed order; `schemas/audit.schema.json` describes them. */
export function renderAuditJson(report: Report): string {
  return printJson({
    version: report.version,
    edition: report.edition,
    asOf: report.asOf,
    target: report.target,
    findings: report.findings.map(findingJson),
    rules: report.rules.map(({ id, title, fail, pass, unknown, notApplicable, error }) => ({
      id,
      title,
      fail,
      pass,
      unknown,
      notApplicable,
      error,
    })),
    ruleErrors: report.ruleErrors.map(({ rule, component, message }) => ({ rule, component, message })),
    stacks: report.stacks.map(stackJson),
    journeys: report.journeys.map(({ name, parts, isDeclared }) => ({ name, parts, declared: isDeclared })),
    ...outlookJson(report.outlook),
    coverage: coverageJson(report.coverage),
    notRead: report.notRead.map(({ file, kind, why }) => ({ file, kind, why })),
    diagnostics: report.diagnostics.map(({ severity, code, message, place }) => ({
      severity,
      code,
      message,
      place: placeJson(place),
    })),
    acceptProblems: report.acceptProblems.map(({ kind, message, place }) => ({
      kind,
      message,
      place: placeJson(place),
    })),
    assumptions: report.assumptions.map(assumptionJson),
  });
}

/** One finding as JSON. */
export function findingJson(finding: ReportedFinding): Json {
  return {
    number: finding.number,
    id: finding.id,
    rule: finding.rule,
    alsoMatches: finding.alsoMatches,
    status: finding.status,
    title: finding.title,
    problem: finding.problem,
    severity: finding.severity,
    confidence: finding.confidence,
    standing:
      finding.standing.tier === undefined
        ? { kind: finding.standing.kind }
        : { kind: finding.standing.kind, tier: finding.standing.tier },
    consequence: finding.consequence,
    environments: finding.environments,
    subjects: finding.subjects.map(({ id, name, kind, address, place }) => ({
      id,
      name,
      kind,
      address: address ?? null,
      place: placeJson(place),
    })),
    resources: finding.resources,
    locations: locationsOf(finding).map(placeJson),
    evidence: finding.evidence.map(({ says, place, through, source }) => ({
      says,
      place: placeJson(place),
      through: through.map(placeJson),
      source: source ?? null,
    })),
    because: finding.because.map(({ reason, detail, settledBy }) => ({
      reason,
      detail,
      settledBy: settledBy ?? null,
    })),
    impact: impactJson(finding.impact),
    remedies: finding.remedies.map(remedyJson),
    accepted: acceptedJson(finding.accepted),
    acceptedElsewhere: finding.acceptedElsewhere.map(({ tool, text, place }) => ({
      tool,
      text,
      place: placeJson(place),
    })),
    known: finding.known,
  };
}

/** Every line of a finding once, the one to read first in front. */
export function locationsOf({ place, evidence, subjects }: ReportedFinding): readonly Place[] {
  const all = [place, ...evidence.map((line) => line.place), ...subjects.map((subject) => subject.place)];
  const known = new Map<string, Place>();
  for (const one of all) if (one) known.set(`${one.file}:${one.line}:${one.column}`, one);
  const [first, ...rest] = known.values();
  return first ? [first, ...rest] : [];
}

function remedyJson({ title, safety, caution, effortDays }: Remedy): Json {
  const days = effortDays ? { low: effortDays.low, likely: effortDays.likely, high: effortDays.high } : null;
  return { title, safety, caution: caution ?? null, effortDays: days };
}

function acceptedJson(accepted: AcceptedBy | undefined): Json {
  if (!accepted) return null;
  const { how, reason, until, by, place } = accepted;
  return { how, reason, until, by: by ?? null, place: placeJson(place) };
}

function stackJson({ id, kind, root, environments, workspace, variableFiles, chosen }: StackSummary): Json {
  return {
    id,
    kind,
    root,
    environments: environments.map(({ name }) => name),
    workspace,
    variableFiles,
    chosen,
  };
}

function coverageJson(coverage: Coverage): Json {
  const { local, vendored, mapped, opaque } = coverage.modules;
  return {
    files: coverage.files,
    stacks: coverage.stacks,
    stacksChosen: coverage.stacksChosen,
    resources: coverage.resources,
    resourcesWithUnknowns: coverage.resourcesWithUnknowns,
    components: coverage.components,
    opaqueComponents: coverage.opaqueComponents,
    modules: { local, vendored, mapped, opaque },
    unknownExpansions: coverage.unknownExpansions,
    settling: coverage.settling.map(({ input, unknowns }) => ({ input, unknowns })),
    hiddenFindings: coverage.hiddenFindings,
    environment: coverage.environment,
  };
}
