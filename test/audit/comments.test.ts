import { expect, it } from 'vitest';
import { audit } from '../../src/audit.ts';
import { defaultConfig } from '../../src/config/read-config.ts';
import { defaultLoadOptions } from '../../src/loaders/terraform/load-options.ts';
import { memoryFiles } from '../support/memory-files.ts';
import { testAssumptions } from '../support/test-assumptions.ts';

it('comments of downloaded modules accept nothing here, not even wrongly', () => {
  const files = memoryFiles({
    'main.tf': '# whatfails:accept\nresource "aws_sqs_queue" "orders" {}\n',
    '.terraform/modules/modules.json': '{"Modules":[]}',
    '.terraform/modules/queue/main.tf': '# whatfails:accept\n',
  });
  const { report } = audit(files, {
    target: '.',
    load: defaultLoadOptions,
    environment: 'production',
    corrections: [],
    stack: undefined,
    given: [],
    accepts: [],
    asOf: '2026-08-22',
    settings: defaultConfig.settings,
    known: new Set(),
    areas: ['resilience'],
    version: '0.1.0',
    edition: '2026-1',
    support: { asOf: '2026-08-22', source: '', find: () => undefined },
    assumptions: testAssumptions,
  });
  expect(report.acceptProblems.map(({ place }) => place.file)).toEqual(['main.tf']);
});
