import { audit } from '../../src/audit.ts';
import { defaultConfig } from '../../src/config/read-config.ts';
import type { Files } from '../../src/core/files.ts';
import type { Report } from '../../src/core/report.ts';
import type { Stack } from '../../src/core/resource.ts';
import type { GivenDocument } from '../../src/given.ts';
import { defaultLoadOptions } from '../../src/loaders/terraform/load-options.ts';
import { renderAuditJson } from '../../src/report/audit-json.ts';
import { renderMarkdown } from '../../src/report/markdown.ts';
import { renderSarif } from '../../src/report/sarif.ts';
import { renderTerminal } from '../../src/report/terminal.ts';

export interface WholeAudit {
  readonly report: Report;
  readonly stacks: readonly Stack[];
  /** What a person or a program gets to read, by format. */
  readonly outputs: Readonly<Record<'terminal' | 'markdown' | 'json' | 'sarif', string>>;
}

/** The whole pipeline with default settings, and every renderer. */
export function wholeAudit(files: Files, given: readonly GivenDocument[] = []): WholeAudit {
  const { report, stacks } = audit(files, {
    target: '.',
    load: defaultLoadOptions,
    environment: 'production',
    corrections: [],
    stack: undefined,
    given,
    asOf: '2026-01-01',
    settings: defaultConfig.settings,
    accepts: [],
    known: new Set(),
    areas: [],
    support: { asOf: '2026-01-01', source: 'none', find: () => undefined },
    version: '0',
    edition: defaultConfig.edition,
  });
  const outputs = {
    terminal: renderTerminal(report, { color: false, width: 100, top: 10, all: true }),
    markdown: renderMarkdown(report, { top: 10, all: true }),
    json: renderAuditJson(report),
    sarif: renderSarif(report, { category: undefined }),
  };
  return { report, stacks, outputs };
}
