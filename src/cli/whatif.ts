import type { LoadChoice, Survey } from '../audit.ts';
import { survey } from '../audit.ts';
import type { Component } from '../core/component.ts';
import type { FailureCase } from '../core/availability.ts';
import type { Files } from '../core/files.ts';
import { UsageError } from '../core/usage-error.ts';
import type { WhatIfReport } from '../core/whatif.ts';
import { modelsOf } from '../models.ts';
import { Places } from '../places.ts';
import { renderWhatIfJson } from '../report/whatif-json.ts';
import { renderWhatIf } from '../report/whatif.ts';
import { WhatIf } from '../whatif.ts';
import { overlayOf } from '../whatif-overlay.ts';
import { assumptionsOf } from './assumptions-of.ts';
import type { WhatIfFlags } from './flags.ts';
import { formatOf } from './flags.ts';
import type { ExitCode } from './gate.ts';
import { EXIT } from './gate.ts';
import { graphNotes } from './graph-notes.ts';
import { emit, layoutOf } from './output.ts';
import type { OverlaidFiles } from './overlay-files.ts';
import { overlaid } from './overlay-files.ts';
import type { LoadInput } from './prepare.ts';
import { checkStack, prepareLoad } from './prepare.ts';
import { withProgress } from './progress.ts';
import type { Targets } from './whatif-target.ts';
import { casesNamed, isNamed, wordsOf } from './whatif-target.ts';
import type { World } from './world.ts';

/** `whatfails whatif [WHAT] [PATH]`: one case told with its evidence, or the table of everything. */
export function whatIfCommand(
  first: string | undefined,
  second: string | undefined,
  flags: WhatIfFlags,
  world: World,
): ExitCode {
  const format = formatOf(flags, ['terminal']);
  const { what, side, input, other } = opened(wordsOf(first, second, world), flags, world);
  checkJourneys(side, input);
  const wanted = what === undefined ? undefined : casesNamed(what, side.targets);
  const told = side.told;
  const cases = (wanted ?? told.everything()).map((one) => told.tell(one));
  const report: WhatIfReport = {
    target: input.target,
    environment: input.options.environment,
    journeys: told.journeys(),
    cases,
    isTable: wanted === undefined,
    questions: wanted === undefined ? told.questions() : [],
    traffic: told.traffic(),
    overlay: other && compared(other, { what, side, input, flags, world }),
  };
  const text =
    format === 'json'
      ? renderWhatIfJson(report)
      : renderWhatIf(report, { ...layoutOf(flags, world), all: flags.all });
  emit(text, flags.output, world);
  return EXIT.clean;
}

/** One design, read and ready to be asked. */
interface Side {
  readonly survey: Survey;
  readonly told: WhatIf;
  readonly targets: Targets;
}

interface Opened {
  readonly what: string | undefined;
  readonly side: Side;
  readonly input: LoadInput;
  /** The files of the other design, where the user gave one. */
  readonly other: OverlaidFiles | undefined;
}

/** Reads what the path selects. A word that could be both is a component first, and a path where none is. */
function opened(
  { what, path, mayBePath }: ReturnType<typeof wordsOf>,
  flags: WhatIfFlags,
  world: World,
): Opened {
  const { side, input, other } = read(path, flags, world);
  if (what === undefined || !mayBePath || isNamed(what, side.targets)) {
    if (mayBePath && !flags.quiet) {
      world.stderr.write(
        `${what} is the name of a component here, and a path. For the path write ./${what}\n`,
      );
    }
    return { what, side, input, other };
  }
  return { what: undefined, ...read(what, flags, world) };
}

function read(path: string | undefined, flags: WhatIfFlags, world: World): Omit<Opened, 'what'> {
  const input = prepareLoad(path, flags, world);
  const other = flags.overlay === undefined ? undefined : overlaid(input.files, flags.overlay, world);
  return { side: sideOf(other?.before ?? input.files, input, flags, world), input, other };
}

function sideOf(files: Files, input: LoadInput, flags: WhatIfFlags, world: World): Side {
  const { options, found } = input;
  const assumptions = assumptionsOf(found.config, flags.set);
  const surveyed = surveyOf(files, options, flags, world);
  const { estate, choices, stacks } = surveyed;
  checkStack(stacks, flags.stack);
  const isWanted = ({ stack }: Component): boolean =>
    stack === undefined || choices.get(stack)?.chosen === true;
  const models = modelsOf({ estate, assumptions, isWanted });
  const places = new Places(files, estate);
  if (!flags.quiet) for (const note of graphNotes(surveyed, places)) world.stderr.write(`${note}\n`);
  const traffic = flags.traffic === undefined ? undefined : factorOf(flags.traffic);
  const told = new WhatIf({ estate, models, places, traffic, isWanted });
  const labelOf: Targets['labelOf'] = ({ kind, place }) =>
    told.askedFor({ kind, place }).slice(kind.length + 1);
  return {
    survey: surveyed,
    told,
    targets: { estate, places: models.availability().places, labelOf, isWanted },
  };
}

function surveyOf(files: Files, options: LoadChoice, flags: WhatIfFlags, world: World): Survey {
  return withProgress(files, flags.quiet ? undefined : world.stderr, () => survey(files, options));
}

/** Without a journey nothing can be said to stop: a mistake of whoever asks, with the way out. */
function checkJourneys({ survey: { estate, stacks }, told }: Side, { target, options }: LoadInput): void {
  if (told.journeys().length > 0) return;
  if (stacks.length === 0) throw new UsageError(`${target}: no infrastructure was found there.`);
  const where = options.environment === 'all' ? '' : ` in ${options.environment}`;
  const example = estate.components.find(({ kind }) => kind === 'workload' || kind === 'function');
  const entry = example?.name ?? 'NAME';
  throw new UsageError(
    `${target}: no journey is known${where}: nothing that was read is a public entry, and none is declared. ` +
      `Declare one in whatfails.yaml: journeys: { checkout: { entry: ${entry} } }. ` +
      '`whatfails stacks` tells which roots count, `--environment all` takes every one.',
  );
}

interface Comparison extends Omit<Opened, 'other'> {
  readonly flags: WhatIfFlags;
  readonly world: World;
}

/** The same questions to the tree with another design laid over. */
function compared(
  { after: files, replaced, added }: OverlaidFiles,
  { what, side, input, flags, world }: Comparison,
): WhatIfReport['overlay'] {
  const folder = flags.overlay ?? '';
  const other = sideOf(files, input, { ...flags, quiet: true }, world);
  const casesOf = ({ targets, told }: Side): readonly FailureCase[] => {
    if (what === undefined) return told.everything();
    try {
      return casesNamed(what, targets);
    } catch (error) {
      // What is asked about may be there on one side only.
      if (error instanceof UsageError) return [];
      throw error;
    }
  };
  const [before, after] = [side, other].map((one) => ({
    journeys: one.told.journeys(),
    cases: casesOf(one).map((wanted) => one.told.tell(wanted)),
  }));
  if (!before || !after) return undefined;
  return overlayOf({ folder, replaced, added, before, after });
}

/** `2x`, `10`, `1.5`: a multiple of the traffic. */
function factorOf(flag: string): number {
  const factor = /^\d+(?:\.\d+)?x?$/i.test(flag.trim()) ? Number.parseFloat(flag) : Number.NaN;
  if (factor > 0 && factor <= 1e6) return factor;
  const percent = /^\+?(\d+(?:\.\d+)?)%$/.exec(flag)?.[1];
  const advice =
    percent === undefined
      ? 'Write --traffic 2x, or --traffic 10.'
      : `Write --traffic ${1 + Number(percent) / 100}x for ${percent} % more.`;
  throw new UsageError(`--traffic ${flag} is not a multiple of the traffic above 0. ${advice}`);
}
