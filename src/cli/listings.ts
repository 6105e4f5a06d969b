import { load } from '../audit.ts';
import type { Loading } from '../audit.ts';
import type { LoadOptions } from '../loaders/terraform/load-options.ts';
import { FileLines } from '../reported/places.ts';
import type { Listing } from '../report/stacks.ts';
import { renderResources, renderResourcesJson } from '../report/resources.ts';
import { renderStacks, renderStacksJson } from '../report/stacks.ts';
import { renderRules, renderRulesJson } from '../report/rules.ts';
import { reportedDiagnostics, stackSummaries } from '../reported/findings.ts';
import { rules } from '../rules/registry.generated.ts';
import type { LoadFlags } from './flags.ts';
import { formatOf } from './flags.ts';
import { EXIT } from './gate.ts';
import type { ExitCode } from './gate.ts';
import { emit, layoutOf } from './output.ts';
import { checkStack, prepareLoad } from './prepare.ts';
import { withProgress } from './progress.ts';
import type { World } from './world.ts';

interface Loaded {
  readonly loading: Loading;
  readonly listing: Listing;
  readonly lines: FileLines;
}

function loadAll(
  path: string | undefined,
  flags: LoadFlags,
  world: World,
  baseSets: LoadOptions['baseSets'] = 'when-alone',
): Loaded {
  const prepared = prepareLoad(path, flags, world);
  const { files } = prepared;
  const options = { ...prepared.options, load: { ...prepared.options.load, baseSets } };
  const loading = withProgress(files, flags.quiet ? undefined : world.stderr, () => load(files, options));
  checkStack(loading.stacks, flags.stack);
  const lines = new FileLines(files);
  const listing = {
    stacks: stackSummaries(loading.stacks, loading.choices),
    notRead: loading.notRead,
    diagnostics: reportedDiagnostics(loading.diagnostics, loading.stacks, lines),
  };
  return { loading, listing, lines };
}

/** `whatfails stacks`: every root, its environment and why, and how to correct it. */
export function stacksCommand(path: string | undefined, flags: LoadFlags, world: World): ExitCode {
  const format = formatOf(flags, ['terminal']);
  const { listing, lines } = loadAll(path, flags, world);
  const text =
    format === 'json'
      ? renderStacksJson(listing, (range) => lines.of(range))
      : renderStacks(listing, { ...layoutOf(flags, world), placeOf: (range) => lines.of(range) });
  emit(text, flags.output, world);
  return EXIT.clean;
}

/** `whatfails resources`: what was read, evaluated. */
export function resourcesCommand(
  path: string | undefined,
  flags: LoadFlags & { all: boolean },
  world: World,
): ExitCode {
  const format = formatOf(flags, ['terminal']);
  // Beside its variable sets, every root as `terraform plan` without a variable file sees it.
  const { loading, listing, lines } = loadAll(path, flags, world, 'always');
  const isChosen = ({ id }: { readonly id: Loading['stacks'][number]['id'] }): boolean =>
    flags.environment === undefined || loading.choices.get(id)?.chosen === true;
  const stacks = loading.stacks.filter(isChosen);
  const text =
    format === 'json'
      ? renderResourcesJson(listing, stacks, (range) => lines.of(range))
      : renderResources(stacks, {
          ...layoutOf(flags, world),
          placeOf: (range) => lines.of(range),
          all: flags.all,
        });
  emit(text, flags.output, world);
  return EXIT.clean;
}

/** `whatfails rules`: what is looked for. */
export function rulesCommand(
  flags: Pick<LoadFlags, 'format' | 'json' | 'output' | 'color'>,
  world: World,
): ExitCode {
  const format = formatOf(flags, ['terminal']);
  emit(
    format === 'json' ? renderRulesJson(rules) : renderRules(rules, layoutOf(flags, world)),
    flags.output,
    world,
  );
  return EXIT.clean;
}
