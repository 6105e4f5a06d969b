import type { AuditResult } from '../../src/audit.ts';
import { audit } from '../../src/audit.ts';
import type { Declared } from '../../src/core/declared.ts';
import { defaultConfig } from '../../src/config/read-config.ts';
import type { Files } from '../../src/core/files.ts';
import type { GivenDocument } from '../../src/given.ts';
import { defaultLoadOptions } from '../../src/loaders/terraform/load-options.ts';
import { renderAuditJson } from '../../src/report/audit-json.ts';
import { renderMarkdown } from '../../src/report/markdown.ts';
import { renderSarif } from '../../src/report/sarif.ts';
import { renderTerminal } from '../../src/report/terminal.ts';
import { testAssumptions } from './test-assumptions.ts';

export interface WholeAudit extends AuditResult {
  /** What a person or a program gets to read, by format. */
  readonly outputs: Readonly<Record<'terminal' | 'markdown' | 'json' | 'sarif', string>>;
}

/** The whole pipeline with default settings, and every renderer. */
export function wholeAudit(
  files: Files,
  given: readonly GivenDocument[] = [],
  declared?: Declared,
): WholeAudit {
  const result = audit(files, {
    target: '.',
    load: defaultLoadOptions,
    environment: 'production',
    corrections: [],
    stack: undefined,
    given,
    declared,
    asOf: '2026-01-01',
    settings: defaultConfig.settings,
    accepts: [],
    known: new Set(),
    areas: [],
    support: { asOf: '2026-01-01', source: 'none', find: () => undefined },
    assumptions: testAssumptions,
    version: '0',
    edition: defaultConfig.edition,
  });
  const { report } = result;
  const outputs = {
    terminal: renderTerminal(report, { color: false, width: 100, top: 10, all: true }),
    markdown: renderMarkdown(report, { top: 10, all: true }),
    json: renderAuditJson(report),
    sarif: renderSarif(report, { category: undefined }),
  };
  return { ...result, outputs };
}
