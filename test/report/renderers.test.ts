import { describe, expect, it } from 'vitest';
import { Sensitive, Unknown } from '../../src/core/value.ts';
import { renderAuditJson } from '../../src/report/audit-json.ts';
import { dataToJson } from '../../src/report/data-json.ts';
import { renderFindingExplanation, renderRuleExplanation } from '../../src/report/explain.ts';
import { renderMarkdown } from '../../src/report/markdown.ts';
import { renderSarif } from '../../src/report/sarif.ts';
import { renderStacks } from '../../src/report/stacks.ts';
import { renderTerminal } from '../../src/report/terminal.ts';
import { samplePage } from '../support/sample-page.ts';
import { finding, sampleReport } from '../support/sample-report.ts';

const screen = { width: 80, color: false, top: 10, all: false };

describe('what people read', () => {
  const read = async (name: string, text: string): Promise<void> => {
    await expect(text).toMatchFileSnapshot(`expected/${name}`);
  };
  const explain = { color: false, width: 80, page: samplePage, exampleEnd: '2027-02-22' };

  it('the first screen', async () => {
    await read('first-screen.txt', renderTerminal(sampleReport(), screen));
    await read('everything.txt', renderTerminal(sampleReport(), { ...screen, width: 100, all: true }));
  });

  it('the first screen of nothing', async () => {
    const { coverage } = sampleReport();
    const empty = sampleReport({
      findings: [],
      rules: [],
      stacks: [],
      notRead: [],
      diagnostics: [],
      acceptProblems: [],
      assumptions: [],
      coverage: {
        ...coverage,
        files: 3,
        stacks: 0,
        stacksChosen: 0,
        resources: 0,
        resourcesWithUnknowns: 0,
        hiddenFindings: 0,
        modules: { local: 0, vendored: 0, mapped: 0, opaque: 0 },
        unknownExpansions: 0,
        settling: [],
      },
    });
    await read('nothing.txt', renderTerminal(empty, screen));
  });

  it('the page', async () => {
    await read('page.md', renderMarkdown(sampleReport(), { top: 10, all: false }));
  });

  it('explanations', async () => {
    const text = sampleReport()
      .findings.map((one) => renderFindingExplanation(one, explain))
      .join('\n---\n\n');
    await read('explanations.txt', text);
    const rule = { id: 'resilience/single-zone-database', title: 'A database stops with its zone' };
    await read('rule.txt', renderRuleExplanation(rule, [2, 7], explain));
  });

  it('the stacks', async () => {
    await read('stacks.txt', renderStacks(sampleReport(), { color: false, placeOf: () => undefined }));
  });
});

describe('the first screen', () => {
  const textOf = (over: Parameters<typeof sampleReport>[0], options = screen): string =>
    renderTerminal(sampleReport(over), options);

  it('fits its width and is plain without colour', () => {
    for (const width of [60, 80, 120]) {
      const lines = textOf({}, { ...screen, width }).split('\n');
      expect(lines.filter((line) => line.length > width)).toEqual([]);
    }
    expect(textOf({})).not.toContain('\u001b');
    expect(textOf({}, { ...screen, color: true })).toContain('\u001b[31mcritical');
  });

  it('keeps to the number of findings asked for, must-do first, and counts the rest', () => {
    const text = textOf({}, { ...screen, top: 1 });
    expect(text).toContain('on port');
    expect(text).not.toContain('orders-mq');
    expect(text).toContain('2 more · 1 accepted');
  });

  it('lets no name repaint the screen', () => {
    const text = textOf({ findings: [finding({ problem: 'orders\u001b[2J\u202edb stops.' })] });
    expect(text).toContain('orders\ufffd[2J\ufffddb stops.');
  });

  it('says when a rule failed, and that it is our fault', () => {
    const [rule] = sampleReport().rules;
    const [subject] = finding().subjects;
    if (!rule || !subject) throw new Error('the sample has both');
    expect(textOf({ ruleErrors: [{ rule: rule.id, component: subject.id, message: 'no such id' }] })).toMatch(
      /no such id. A bug of\s+whatfails; please report it/,
    );
  });
});

describe('the page for people who decide', () => {
  it('takes names as text, not as markup', () => {
    const text = renderMarkdown(sampleReport({ findings: [finding({ problem: '<b>|@ana [x](y) `' })] }), {
      top: 10,
      all: false,
    });
    expect(text).toContain('\\<b\\>\\|&#64;ana \\[x\\](y) \\`');
  });

  it('stays below the limit of a step summary', () => {
    const findings = Array.from({ length: 5000 }, () => finding({ problem: 'x'.repeat(300) }));
    expect(renderMarkdown(sampleReport({ findings }), { top: 5000, all: true }).length).toBeLessThan(
      (1024 * 1024) / 4,
    );
  });
});

describe('JSON', () => {
  it('keeps unknown and sensitive values apart from all others', () => {
    const unknown = new Unknown({ reason: 'data-source', detail: 'data.aws_ami.shop is read at apply' });
    expect(dataToJson({ ami: unknown, password: new Sensitive('hunter2'), ports: [1, null, 'x'] })).toEqual({
      ami: {
        $unknown: { reason: 'data-source', detail: 'data.aws_ami.shop is read at apply', settledBy: null },
      },
      password: { $sensitive: true },
      ports: [1, null, 'x'],
    });
  });

  it('writes its keys in one order', () => {
    const json: unknown = JSON.parse(renderAuditJson(sampleReport()));
    expect(Object.keys(Object(json))).toEqual([
      'version',
      'edition',
      'asOf',
      'target',
      'findings',
      'rules',
      'ruleErrors',
      'stacks',
      'journeys',
      'weakLink',
      'nearest',
      'badMinutesPerYear',
      'tierOne',
      'shares',
      'questions',
      'noJourney',
      'coverage',
      'notRead',
      'diagnostics',
      'acceptProblems',
      'assumptions',
    ]);
  });
});

describe('SARIF', () => {
  const runOf = (
    text: string,
  ): { results: Record<string, unknown>[]; tool: { driver: { rules: Record<string, unknown>[] } } } =>
    JSON.parse(text).runs[0];

  it('has what code scanning asks of every result', () => {
    const { results, tool } = runOf(renderSarif(sampleReport()));
    expect(results).toHaveLength(3);
    for (const result of results) {
      expect(result).toMatchObject({
        ruleId: expect.any(String),
        level: expect.stringMatching(/^(error|warning|note)$/),
        message: { text: expect.any(String) },
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: expect.not.stringMatching(/^\/|^[a-z]+:/) },
              region: {
                startLine: expect.any(Number),
                startColumn: expect.any(Number),
                endColumn: expect.any(Number),
              },
            },
          },
        ],
        partialFingerprints: { primaryLocationLineHash: expect.stringMatching(/^[0-9a-f]{12}:1$/) },
      });
      expect(tool.driver.rules[Number(result['ruleIndex'])]).toMatchObject({ id: result['ruleId'] });
    }
  });

  it('rates security rules only', () => {
    const { tool } = runOf(renderSarif(sampleReport()));
    const rated = tool.driver.rules.filter(({ properties }) => 'security-severity' in Object(properties));
    expect(rated.map(({ id }) => id)).toEqual(['security/internet-reaches-datastore']);
  });

  it('keeps its fingerprint when lines move', () => {
    const moved = finding({
      place: { file: 'infra/prod/db.tf', line: 99, endLine: 99, column: 1, endColumn: 2 },
    });
    const fingerprint = (one: typeof moved): unknown =>
      runOf(renderSarif(sampleReport({ findings: [one] }))).results[0]?.['partialFingerprints'];
    expect(fingerprint(moved)).toEqual(fingerprint(finding()));
  });

  it('leaves out what is accepted, asked or without a line, and counts the last', () => {
    const { results } = runOf(
      renderSarif(
        sampleReport({
          findings: [
            finding({ status: 'unknown' }),
            finding({ place: undefined, evidence: [], subjects: [] }),
          ],
        }),
      ),
    );
    expect(results).toEqual([]);
  });

  it('holds no more results than are taken, and escapes paths', () => {
    const many = Array.from({ length: 25_010 }, () => finding());
    const text = renderSarif(sampleReport({ findings: many }));
    expect(runOf(text).results).toHaveLength(25_000);
    expect(text).toContain('"leftOut": 10');
    const place = { file: 'infra/my shop/ä#1.tf', line: 1, endLine: 1, column: 1, endColumn: 1 };
    expect(renderSarif(sampleReport({ findings: [finding({ place })] }))).toContain(
      'infra/my%20shop/%C3%A4%231.tf',
    );
  });

  it('tells what was known from what is new, and names a category', () => {
    const text = renderSarif(sampleReport({ findings: [finding({ known: true }), finding()] }), {
      category: 'prod',
    });
    expect(runOf(text).results.map(({ baselineState }) => baselineState)).toEqual(['unchanged', 'new']);
    expect(runOf(text)).toMatchObject({ automationDetails: { id: 'prod/' } });
  });
});
