import type { Component } from './core/component.ts';
import { correctEnvironments } from './config/correct-environments.ts';
import { readComments } from './config/comments.ts';
import type { Accept, EnvironmentCorrection } from './core/accept.ts';
import type { Assumptions } from './core/assumption.ts';
import type { Availability } from './core/availability.ts';
import type { Declared } from './core/declared.ts';
import type { Files } from './core/files.ts';
import { isDenied } from './core/files.ts';
import type { Finding } from './core/finding.ts';
import type { FindingId, StackId } from './core/id.ts';
import { sortedUnique } from './core/order.ts';
import { matchesPattern } from './core/pattern.ts';
import type { Report, ReportedFinding } from './core/report.ts';
import type { NotRead, Stack } from './core/resource.ts';
import type { Rule, RuleSettings, SupportTable } from './core/rule.ts';
import type { Diagnostic } from './core/diagnostic.ts';
import { appraised } from './pricing/appraised.ts';
import { coverageOf } from './reported/coverage.ts';
import type { Estate } from './graph/estate.ts';
import type { Choice } from './graph/view.ts';
import { chooseStacks, isSample } from './graph/view.ts';
import { applyAccepts } from './group/accepts.ts';
import type { GivenDocument } from './given.ts';
import { withGiven } from './given.ts';
import type { GroupContext } from './group/group.ts';
import { group } from './group/group.ts';
import { tally } from './group/tally.ts';
import type { LoadOptions } from './loaders/terraform/load-options.ts';
import type { HelmProgram } from './loaders/helm/program.ts';
import { loadStacks } from './load-stacks.ts';
import { modelsOf } from './models.ts';
import { buildGraph } from './model/build-graph.ts';
import { outlookOf } from './reported/outlook.ts';
import { Places } from './reported/places.ts';
import { journeySummaries } from './reported/graph.ts';
import { reportedDiagnostics, reportedFinding, stackSummaries } from './reported/findings.ts';
import { isProductionLike } from './rules/production-like.ts';
import { rules as allRules } from './rules/registry.generated.ts';
import { runRules } from './rules/run.ts';

export interface AuditOptions {
  /** The path as the user gave it, for the head of the report. */
  readonly target: string;
  readonly load: LoadOptions;
  /** `--helm=binary`: renders charts in the place of our own renderer. */
  readonly helm?: HelmProgram | undefined;
  /** `production`, another environment, or `all`. */
  readonly environment: string;
  readonly corrections: readonly EnvironmentCorrection[];
  /** Services, dependencies and journeys as the configuration declares them. */
  readonly declared?: Declared | undefined;
  /** A pattern over ids and roots of stacks; all when undefined. */
  readonly stack: string | undefined;
  /** `--plan` and `--state`. */
  readonly given: readonly GivenDocument[];
  /** Today, as an input. */
  readonly asOf: string;
  readonly settings: RuleSettings;
  readonly accepts: readonly Accept[];
  /** Ids of findings that a baseline or the base revision already holds. */
  readonly known: ReadonlySet<string>;
  /** Areas of rules to run; all when empty. */
  readonly areas: readonly string[];
  readonly support: SupportTable;
  readonly assumptions: Assumptions;
  /** False where only the ids of findings are wanted: then no remedy is tried. */
  readonly areRemediesTried?: boolean | undefined;
  readonly version: string;
  readonly edition: string;
}

/** What is enough to load, without a judgement. */
export type LoadChoice = Pick<
  AuditOptions,
  'load' | 'helm' | 'environment' | 'corrections' | 'declared' | 'stack' | 'given'
>;

/** What the loaders read, before any judgement: enough for `stacks` and `resources`. */
export interface Loading {
  readonly stacks: readonly Stack[];
  readonly choices: ReadonlyMap<StackId, Choice>;
  readonly notRead: readonly NotRead[];
  readonly diagnostics: readonly Diagnostic[];
}

export interface Survey extends Loading {
  readonly estate: Estate;
}

export interface AuditResult extends Survey {
  readonly report: Report;
}

/** Reads the files and evaluates every stack; chooses those of the wanted environment. */
export function load(files: Files, options: LoadChoice): Loading {
  const loaded = loadStacks(files, options.load, options.helm);
  const given = withGiven(loaded.stacks, options.given);
  const wanted = given.stacks.filter((stack) => isWanted(stack, options.stack));
  const { stacks, diagnostics } = correctEnvironments(wanted, options.corrections);
  const choices = chooseStacks(stacks, options.environment, given.superseded);
  return {
    stacks,
    choices,
    notRead: loaded.notRead,
    diagnostics: [...files.diagnostics, ...loaded.diagnostics, ...given.diagnostics, ...diagnostics],
  };
}

function isWanted({ id, root }: Stack, pattern: string | undefined): boolean {
  return pattern === undefined || matchesPattern(pattern, id) || matchesPattern(pattern, root);
}

/** What was read, as one graph, without a judgement: enough for `graph`. */
export function survey(files: Files, options: LoadChoice): Survey {
  const loading = load(files, options);
  const { estate, diagnostics } = buildGraph(loading.stacks, options.declared);
  return { ...loading, diagnostics: [...loading.diagnostics, ...diagnostics], estate };
}

/** The whole pipeline: files → stacks → graph → rules → findings → report. */
export function audit(files: Files, options: AuditOptions): AuditResult {
  const loading = survey(files, options);
  const { stacks, choices, estate } = loading;
  const rules = rulesOf(options.areas);
  const isChosen = (id: StackId | undefined): boolean => id === undefined || choices.get(id)?.chosen === true;
  const isWanted = ({ stack }: Component): boolean => isChosen(stack);
  const models = modelsOf({ estate, assumptions: options.assumptions, isWanted });
  const { judgements, failures } = runRules({ estate, rules, ...options, ...models });

  const places = new Places(files, estate);
  const seen = judgements.filter(({ component }) => isChosen(component.stack));
  const context = groupContext(estate, places);
  const hidden = group(
    judgements.filter(({ component }) => !isChosen(component.stack)),
    context,
  );
  const grouped = withHiddenEnvironments(group(seen, context), hidden);
  const { assumptions, declared, areRemediesTried } = options;
  const { findings, tierOne } =
    areRemediesTried === false
      ? { findings: grouped, tierOne: undefined }
      : appraised({ findings: grouped, rules, estate, models, assumptions, declared, isWanted });
  const visible = new Set(findings.map(({ id }) => id));
  const hiddenFindings = hidden.filter(({ id, status }) => status === 'fail' && !visible.has(id)).length;

  const isKnown = ({ id }: Finding): boolean => options.known.has(id);
  const reported = findings.map((finding, index) =>
    reportedFinding(finding, index + 1, { estate, places, rules, isKnown: isKnown(finding) }),
  );
  const accepted = accept(reported, files, options);
  const open = openOf(findings, accepted.findings);
  const chosen = stacks.filter((stack) => isChosen(stack.id));
  const report: Report = {
    version: options.version,
    edition: options.edition,
    asOf: options.asOf,
    target: options.target,
    findings: accepted.findings,
    rules: tally(rules, seen, failures),
    ruleErrors: failures,
    stacks: stackSummaries(stacks, choices),
    outlook: outlookOf({ estate, models, places, open, tierOne, isWanted }),
    journeys: journeySummaries(estate, ({ stack }) => isChosen(stack)),
    coverage: coverageOf({
      files,
      selected: options.load.selected,
      stacks,
      chosen,
      estate,
      hiddenFindings,
      environment: options.environment,
    }),
    notRead: loading.notRead,
    diagnostics: reportedDiagnostics(loading.diagnostics, chosen, places),
    acceptProblems: accepted.problems,
    assumptions: restsOn(models.availability()).map((name) => options.assumptions.get(name)),
  };
  return { ...loading, report };
}

function groupContext(estate: Estate, places: Places): GroupContext {
  return {
    origin: (at) => places.origin(at),
    isProductionLike,
    isSample: ({ stack }) => stack !== undefined && isSample(estate.stack(stack)),
  };
}

/** Findings with what the configuration and comments accept, and what is wrong with these. */
function accept(
  reported: readonly ReportedFinding[],
  files: Files,
  options: AuditOptions,
): Pick<Report, 'findings'> & { readonly problems: Report['acceptProblems'] } {
  const comments = files
    .list()
    .filter(mayAccept)
    .map((path) => commentsIn(files, path));
  const { findings, problems } = applyAccepts({
    findings: reported,
    accepts: [...options.accepts, ...comments.flatMap(({ accepts }) => accepts)],
    elsewhere: comments.flatMap(({ elsewhere }) => elsewhere),
    asOf: options.asOf,
    rules: allRules.map(({ id }) => id),
    isWhole: isWhole(options),
  });
  return { findings, problems: [...comments.flatMap((one) => one.problems), ...problems] };
}

/** Findings that nobody has accepted. */
function openOf(
  findings: readonly Finding[],
  reported: readonly Pick<ReportedFinding, 'id' | 'accepted'>[],
): readonly Finding[] {
  const accepted = new Set(reported.flatMap(({ id, accepted: by }) => (by ? [id] : [])));
  return findings.filter(({ id }) => !accepted.has(id));
}

/** Names of the assumptions behind the figures of its journeys. */
function restsOn({ journeys }: Availability): readonly string[] {
  return sortedUnique(journeys.flatMap(({ badMinutesPerYear }) => badMinutesPerYear.basis));
}

function isWhole({ areas, stack, load: { selected } }: AuditOptions): boolean {
  return areas.length === 0 && stack === undefined && selected.every((folder) => folder === '');
}

function rulesOf(areas: readonly string[]): readonly Rule[] {
  if (areas.length === 0) return allRules;
  return allRules.filter(({ id }) => areas.some((area) => id.startsWith(`${area}/`)));
}

/** A finding that other environments share is listed once, with all of them. */
function withHiddenEnvironments(
  findings: readonly Finding[],
  hidden: readonly Finding[],
): readonly Finding[] {
  const elsewhere = new Map<FindingId, Finding>(hidden.map((finding) => [finding.id, finding]));
  return findings.map((finding) => {
    const other = elsewhere.get(finding.id);
    if (!other) return finding;
    return { ...finding, environments: sortedUnique([...finding.environments, ...other.environments]) };
  });
}

/** Files of our own: the author of a downloaded module cannot accept findings here. */
function mayAccept(path: string): boolean {
  return /\.(tf|tofu|tfvars|ya?ml|tpl)$/.test(path) && !/(^|\/)\.terraform\//.test(path);
}

function commentsIn(files: Files, path: string): ReturnType<typeof readComments> {
  const text = files.read(path);
  return isDenied(text) ? { accepts: [], elsewhere: [], problems: [] } : readComments(path, text);
}
