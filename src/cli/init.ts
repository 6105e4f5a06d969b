import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { load } from '../audit.ts';
import { editions } from '../config/read-config.ts';
import { UsageError } from '../core/usage-error.ts';
import type { StackSummary } from '../core/report.ts';
import { oneLine, plural } from '../report/text.ts';
import { stackSummaries } from '../reported.ts';
import { CONFIG_NAME } from './configuration.ts';
import type { LoadFlags } from './flags.ts';
import { EXIT } from './gate.ts';
import type { ExitCode } from './gate.ts';
import { nameOf, writeWhole } from './output.ts';
import { prepareLoad } from './prepare.ts';
import type { World } from './world.ts';

const MOST_STACKS = 30;

/** `whatfails init`: a `whatfails.yaml` that says what was found, ready to be corrected. */
export function initCommand(path: string | undefined, flags: LoadFlags, world: World): ExitCode {
  const { files, options } = prepareLoad(path, flags, world);
  const file = join(files.boundary, CONFIG_NAME);
  if (existsSync(file))
    throw new UsageError(`${nameOf(file, world)} is there already. Edit it, or remove it first.`);
  const { stacks, choices } = load(files, options);
  writeWhole(file, configText(stackSummaries(stacks, choices)));
  if (!flags.quiet)
    world.stdout.write(
      `${nameOf(file, world)}: ${plural(stacks.length, 'stack')} found. Read it and correct it.\n`,
    );
  return EXIT.clean;
}

function configText(stacks: readonly StackSummary[]): string {
  // What nobody deploys as it stands, a base or an example, needs no environment.
  const asked = stacks.filter(({ chosen, environments }) => chosen || environments.length > 0);
  const shown = asked.slice(0, MOST_STACKS);
  const rest = asked.length - shown.length;
  return [
    '# What the code does not say. Every key is optional; `whatfails audit` works without this file.',
    '',
    `edition: ${editions[0]}   # the rules to judge by; a newer program keeps to them until you change this`,
    'stage: growth       # seed, growth or scale: switches what is expected',
    '',
    '# Environments as they were inferred. Take the # away from a line to correct it.',
    '# environments:',
    ...shown.map(environmentLine),
    ...(rest > 0 ? [`#   and ${plural(rest, 'stack')} more: whatfails stacks`] : []),
    '',
    '# required_tags: [owner]',
    '# own_accounts: ["123456789012"]   # in quotes, or leading zeros are lost',
    '# minimum_backup_days: 7',
    '# log_retention_days: 90',
    '# support_horizon_days: 90',
    '',
    '# gate: { fail_on: new, max_unknown: 30% }',
    '',
  ].join('\n');
}

function environmentLine({ root, environments, variableFiles, alternatives }: StackSummary): string {
  const [claim] = environments;
  const variables = alternatives.length > 0 ? variableFiles.at(-1) : undefined;
  const where =
    variables === undefined
      ? `root: ${JSON.stringify(root === '' ? '.' : root)}`
      : `variables: ${JSON.stringify(variables)}`;
  const why = claim?.because[0]?.says;
  const name = claim ? oneLine(claim.name) : 'production';
  const because = claim ? oneLine(why ?? 'found') : 'nothing tells; judged as production';
  return `#   - { ${where}, name: ${name} }   # ${because}`;
}
