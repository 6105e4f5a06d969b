import type { LoadChoice, Survey } from '../audit.ts';
import { survey } from '../audit.ts';
import type { Component } from '../core/component.ts';
import type { Files } from '../core/files.ts';
import { UsageError } from '../core/usage-error.ts';
import type { WhatIfCase, WhatIfReport } from '../core/whatif.ts';
import { modelsOf } from '../models.ts';
import { Places } from '../reported/places.ts';
import { renderWhatIfJson } from '../report/whatif-json.ts';
import { renderWhatIf } from '../report/whatif.ts';
import { WhatIf } from '../whatif/whatif.ts';
import { overlayOf } from '../whatif/overlay.ts';
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
  const after = other && sideOf(other.after, input, { ...flags, quiet: true }, world);
  checkJourneys(after ? [side, after] : [side], input);
  const [cases = [], casesAfter = []] = toldOf(what, after ? [side, after] : [side]);
  const journeys = side.told.journeys();
  const report: WhatIfReport = {
    target: input.target,
    environment: input.options.environment,
    journeys,
    cases,
    isTable: what === undefined,
    cutSets: what === undefined ? side.told.cutSets() : [],
    questions: what === undefined ? side.told.questions() : [],
    traffic: side.told.traffic(),
    overlay:
      other &&
      after &&
      overlayOf({
        folder: flags.overlay ?? '',
        replaced: other.replaced,
        added: other.added,
        before: { journeys, cases },
        after: { journeys: after.told.journeys(), cases: casesAfter },
      }),
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
    targets: {
      estate,
      places: models.availability().places,
      journeys: models.journeys().map(({ name }) => name),
      labelOf,
      isWanted,
    },
  };
}

function surveyOf(files: Files, options: LoadChoice, flags: WhatIfFlags, world: World): Survey {
  return withProgress(files, flags.quiet ? undefined : world.stderr, () => survey(files, options));
}

/** Without a journey nothing can be said to stop: a mistake of whoever asks, with the way out. */
function checkJourneys(sides: readonly Side[], { target, options }: LoadInput): void {
  const [first] = sides;
  if (!first || sides.some(({ told }) => told.journeys().length > 0)) return;
  const { estate, stacks } = first.survey;
  if (stacks.length === 0) throw new UsageError(`${target}: no infrastructure was found there.`);
  const where = options.environment === 'all' ? '' : ` in ${options.environment}`;
  const example = estate.components.find(({ kind }) => kind === 'workload' || kind === 'function');
  const entry = example?.name ?? 'NAME';
  throw new UsageError(
    `${target}: no journey is known${where}: nothing that was read is a public entry, ` +
      'and none is declared. ' +
      `Declare one in whatfails.yaml: journeys: { checkout: { entry: ${entry} } }. ` +
      '`whatfails stacks` tells which roots count, `--environment all` takes every one.',
  );
}

/** The cases of each side; what is asked about may be there on one side only. */
function toldOf(what: string | undefined, sides: readonly Side[]): readonly (readonly WhatIfCase[])[] {
  let missing: unknown;
  let found = 0;
  const all = sides.map(({ told, targets }) => {
    try {
      const wanted = what === undefined ? told.everything() : casesNamed(what, targets);
      found += 1;
      return wanted.map((one) => told.tell(one));
    } catch (error) {
      missing ??= error;
      if (error instanceof UsageError) return [];
      throw error;
    }
  });
  if (found === 0) throw missing;
  return all;
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
