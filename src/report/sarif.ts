import type { Severity } from '../core/finding.ts';
import type { Place, Report, ReportedFinding } from '../core/report.ts';
import { locationsOf } from './audit-json.ts';
import type { Json } from './data-json.ts';
import { printJson } from './data-json.ts';
import { worthText } from './minutes.ts';
import { severities } from './pick.ts';
import { clean, oneLine } from './text.ts';

export interface SarifOptions {
  /** Tells several uploads for one commit apart; GitHub keeps one set of alerts per category. */
  readonly category?: string | undefined;
}

// Limits of GitHub code scanning: 25,000 results a run, 20 tags a rule. The first location alone is shown.
// https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
const MOST_RESULTS = 25_000;
const MOST_TAGS = 20;
const MOST_RELATED = 50;

/**
 * SARIF 2.1.0 as GitHub code scanning reads it. Questions and accepted findings stay out: GitHub would show
 * both as
 * open alerts. Findings without a line stay out too, and are counted in the run's properties.
 */
export function renderSarif(report: Report, options: SarifOptions = {}): string {
  const open = report.findings.filter(({ status, accepted }) => status === 'fail' && accepted === undefined);
  const results = open.filter(({ place }) => place !== undefined).slice(0, MOST_RESULTS);
  const byRule = new Map<string, ReportedFinding[]>();
  for (const finding of results) {
    const same = byRule.get(finding.rule);
    if (same) same.push(finding);
    else byRule.set(finding.rule, [finding]);
  }
  const indexOf = new Map([...byRule.keys()].map((rule, index) => [rule, index]));
  const hasKnown = results.some(({ known }) => known);
  return printJson({
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'whatfails',
            semanticVersion: report.version,
            rules: [...byRule.values()].flatMap(ruleJson),
          },
        },
        ...(options.category === undefined ? {} : { automationDetails: { id: `${options.category}/` } }),
        columnKind: 'utf16CodeUnits',
        invocations: [invocationJson(report)],
        results: results.map((finding) => resultJson(finding, indexOf.get(finding.rule) ?? 0, hasKnown)),
        properties: { asOf: report.asOf, edition: report.edition, leftOut: open.length - results.length },
      },
    ],
  });
}

function invocationJson({ ruleErrors }: Report): Json {
  return {
    executionSuccessful: ruleErrors.length === 0,
    toolExecutionNotifications: ruleErrors.map(({ rule, component, message }) => ({
      level: 'error',
      message: { text: oneLine(`${rule} failed on ${component}: ${message}`) },
    })),
  };
}

// GitHub: over 9.0 critical, 7.0 to 8.9 high, 4.0 to 6.9 medium, 0.1 to 3.9 low. Middle of each range.
const SECURITY_SEVERITY: Readonly<Record<Severity, string>> = {
  critical: '9.5',
  high: '8.0',
  medium: '5.5',
  low: '2.0',
  info: '0.1',
};
const LEVEL: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'note',
  info: 'note',
};
const PRECISION = { high: 'very-high', medium: 'high', low: 'medium' } as const;

function ruleJson(findings: readonly ReportedFinding[]): readonly Json[] {
  const [first] = findings;
  if (!first) return [];
  const worst =
    severities.find((severity) => findings.some((finding) => finding.severity === severity)) ?? 'info';
  const [area = '', problem = ''] = first.rule.split('/');
  const help = `${oneLine(first.title)}. Run \`whatfails explain ${first.rule}\` for why, and how to fix it.`;
  return [
    {
      id: first.rule,
      name: problem,
      shortDescription: { text: oneLine(first.title) },
      fullDescription: { text: oneLine(first.title) },
      help: { text: help, markdown: help },
      defaultConfiguration: { level: LEVEL[worst] },
      properties: {
        tags: [area, ...(first.consequence === 'none' ? [] : [first.consequence])].slice(0, MOST_TAGS),
        precision: PRECISION[first.confidence],
        'problem.severity': LEVEL[worst] === 'note' ? 'recommendation' : LEVEL[worst],
        // GitHub lists a rule that carries this as a security alert, so only those that are.
        ...(area === 'security' ? { 'security-severity': SECURITY_SEVERITY[worst] } : {}),
      },
    },
  ];
}

function resultJson(finding: ReportedFinding, ruleIndex: number, hasKnown: boolean): Json {
  const [first, ...related] = locationsOf(finding);
  return {
    ruleId: finding.rule,
    ruleIndex,
    level: LEVEL[finding.severity],
    message: { text: messageOf(finding) },
    locations: first
      ? [
          {
            physicalLocation: physicalJson(first),
            logicalLocations: finding.subjects
              .slice(0, MOST_RELATED)
              .map(({ id, name, kind }) => ({ name, fullyQualifiedName: id, kind })),
          },
        ]
      : [],
    relatedLocations: related.slice(0, MOST_RELATED).map((place, index) => ({
      id: index + 1,
      physicalLocation: physicalJson(place),
      message: { text: wordsAt(finding, place) },
    })),
    // An id made of rule and address, not of the line's text: an edited line keeps its alert.
    partialFingerprints: { primaryLocationLineHash: `${finding.id}:1` },
    ...(hasKnown ? { baselineState: finding.known ? 'unchanged' : 'new' } : {}),
    properties: {
      severity: finding.severity,
      confidence: finding.confidence,
      environments: finding.environments,
      ...(finding.standing.tier === undefined ? {} : { tier: finding.standing.tier }),
      ...(finding.impact?.total ? { badMinutesPerYear: finding.impact.total.likely } : {}),
    },
  };
}

function messageOf({ problem, evidence, remedies, impact }: ReportedFinding): string {
  const lines = [oneLine(problem)];
  if (impact?.total && impact.total.high > 0) lines.push(`Worth ${worthText(impact)}.`);
  for (const { says } of evidence.slice(0, 5)) lines.push(`- ${oneLine(says)}`);
  const [remedy] = remedies;
  if (remedy) lines.push(`Fix: ${oneLine(remedy.title)}`);
  // SARIF reads `[text](1)` as a link to a related location.
  return clean(lines.join('\n')).replaceAll('](', '] (');
}

function wordsAt({ evidence, subjects }: ReportedFinding, place: Place): string {
  const stated = evidence.find((line) => line.place === place)?.says;
  const declared = subjects.find((subject) => subject.place === place)?.name;
  return oneLine(stated ?? declared ?? 'See also');
}

function physicalJson({ file, line, endLine, column, endColumn }: Place): Json {
  const uri = file.split('/').map(encodeURIComponent).join('/');
  const isEmpty = endLine === line && endColumn <= column;
  return {
    artifactLocation: { uri, uriBaseId: '%SRCROOT%' },
    region: { startLine: line, startColumn: column, endLine, endColumn: isEmpty ? column + 1 : endColumn },
  };
}
