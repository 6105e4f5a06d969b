import { survey } from '../audit.ts';
import { renderGraphJson } from '../report/graph-json.ts';
import { renderGraph } from '../report/graph-terminal.ts';
import { reportedGraph } from '../reported-graph.ts';
import { Places } from '../places.ts';
import type { GraphFlags } from './flags.ts';
import { formatOf } from './flags.ts';
import { focused } from './graph-focus.ts';
import { EXIT } from './gate.ts';
import type { ExitCode } from './gate.ts';
import { emit, layoutOf } from './output.ts';
import { checkStack, prepareLoad } from './prepare.ts';
import { withProgress } from './progress.ts';
import type { World } from './world.ts';

/** `whatfails graph`: who needs whom and how we know, as text or for machines. */
export function graphCommand(path: string | undefined, flags: GraphFlags, world: World): ExitCode {
  const format = formatOf(flags, ['terminal']);
  const { files, options, target } = prepareLoad(path, flags, world);
  const { stacks, choices, estate, diagnostics } = withProgress(
    files,
    flags.quiet ? undefined : world.stderr,
    () => survey(files, options),
  );
  checkStack(stacks, flags.stack);
  for (const { code, message } of diagnostics) {
    if (code === 'unused-declaration' && !flags.quiet) world.stderr.write(`${message}\n`);
  }
  const whole = reportedGraph({
    estate,
    places: new Places(files, estate),
    target,
    environment: options.environment,
    isWanted: ({ stack }) => stack === undefined || choices.get(stack)?.chosen === true,
  });
  const graph = focused(whole, { journey: flags.journey, component: flags.component });
  const text = format === 'json' ? renderGraphJson(graph) : renderGraph(graph, layoutOf(flags, world));
  emit(text, flags.output, world);
  return EXIT.clean;
}
