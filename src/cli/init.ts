import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { survey } from '../audit.ts';
import { editions } from '../config/read-config.ts';
import { UsageError } from '../core/usage-error.ts';
import { Places } from '../reported/places.ts';
import { renderInferredConfig } from '../report/inferred-config.ts';
import { plural } from '../report/text.ts';
import { stackSummaries } from '../reported/findings.ts';
import { reportedGraph } from '../reported/graph.ts';
import { CONFIG_NAME } from './configuration.ts';
import type { LoadFlags } from './flags.ts';
import { EXIT } from './gate.ts';
import type { ExitCode } from './gate.ts';
import { nameOf, writeWhole } from './output.ts';
import { prepareLoad } from './prepare.ts';
import type { World } from './world.ts';

/** `whatfails init`: a `whatfails.yaml` that says what was found, ready to be corrected. */
export function initCommand(path: string | undefined, flags: LoadFlags, world: World): ExitCode {
  const { files, options, target } = prepareLoad(path, flags, world);
  const file = join(files.boundary, CONFIG_NAME);
  if (existsSync(file))
    throw new UsageError(`${nameOf(file, world)} is there already. Edit it, or remove it first.`);
  const { stacks, choices, estate } = survey(files, options);
  const graph = reportedGraph({
    estate,
    places: new Places(files, estate),
    target,
    environment: options.environment,
    isWanted: ({ stack }) => stack === undefined || choices.get(stack)?.chosen === true,
  });
  const [edition] = editions;
  writeWhole(file, renderInferredConfig({ edition, stacks: stackSummaries(stacks, choices), graph }));
  if (!flags.quiet)
    world.stdout.write(
      `${nameOf(file, world)}: ${plural(stacks.length, 'stack')} found. Read it and correct it.\n`,
    );
  return EXIT.clean;
}
