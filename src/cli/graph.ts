import { survey } from '../audit.ts';
import type { Component } from '../core/component.ts';
import { renderGraphJson } from '../report/graph-json.ts';
import { renderGraph } from '../report/graph-terminal.ts';
import { reportedGraph } from '../reported/graph.ts';
import { Places } from '../reported/places.ts';
import { assumptionsOf } from './assumptions-of.ts';
import type { GraphFlags } from './flags.ts';
import { formatOf } from './flags.ts';
import { componentsNamed, focused } from './graph-focus.ts';
import { graphNotes } from './graph-notes.ts';
import { EXIT } from './gate.ts';
import type { ExitCode } from './gate.ts';
import { emit, layoutOf } from './output.ts';
import { checkStack, prepareLoad } from './prepare.ts';
import { withProgress } from './progress.ts';
import { version } from './version.ts';
import type { World } from './world.ts';

/** `whatfails graph`: who needs whom and how we know, as text, as a picture or for machines. */
export async function graphCommand(
  path: string | undefined,
  flags: GraphFlags,
  world: World,
): Promise<ExitCode> {
  const format = formatOf(flags, ['terminal', 'svg', 'html', 'open-psa']);
  const { files, options, target, found } = prepareLoad(path, flags, world);
  const surveyed = withProgress(files, flags.quiet ? undefined : world.stderr, () => survey(files, options));
  const { stacks, choices, estate } = surveyed;
  checkStack(stacks, flags.stack);
  const places = new Places(files, estate);
  if (!flags.quiet) for (const note of graphNotes(surveyed, places)) world.stderr.write(`${note}\n`);
  const view = {
    estate,
    places,
    target,
    environment: options.environment,
    isWanted: ({ stack }: Component) => stack === undefined || choices.get(stack)?.chosen === true,
  };
  if (format === 'open-psa') {
    const { modelText } = await import('./graph-model.ts');
    const assumptions = assumptionsOf(found.config, flags.set);
    emit(modelText({ ...view, assumptions, journey: flags.journey }), flags.output, world);
    return EXIT.clean;
  }
  if (format === 'svg' || format === 'html') {
    const { pictureOf } = await import('./graph-picture.ts');
    const { journey, component, candidates: withCandidates } = flags;
    const asked = { journey, component, withCandidates, version: version() };
    emit(await pictureOf(format, { ...view, ...asked }), flags.output, world);
    return EXIT.clean;
  }
  const whole = reportedGraph(view);
  const graph = focused(whole, { journey: flags.journey, component: flags.component });
  const about =
    flags.component === undefined
      ? undefined
      : { components: componentsNamed(graph.components, flags.component), whole };
  const text =
    format === 'json'
      ? renderGraphJson(graph)
      : renderGraph(graph, { ...layoutOf(flags, world), about, withCandidates: flags.candidates });
  emit(text, flags.output, world);
  return EXIT.clean;
}
