import type { Survey } from '../../src/audit.ts';
import { pictureOf } from '../../src/cli/graph-picture.ts';
import { editions } from '../../src/config/read-config.ts';
import type { Files } from '../../src/core/files.ts';
import { Places } from '../../src/reported/places.ts';
import { renderGraphJson } from '../../src/report/graph-json.ts';
import { renderGraph } from '../../src/report/graph-terminal.ts';
import { renderInferredConfig } from '../../src/report/inferred-config.ts';
import { stackSummaries } from '../../src/reported/findings.ts';
import { reportedGraph } from '../../src/reported/graph.ts';

/** What `graph` shows in text and for machines, and what `init` would write. */
export function graphTexts(
  files: Files,
  survey: Survey,
): Readonly<Record<'graph' | 'graphJson' | 'init', string>> {
  const { estate, stacks, choices } = survey;
  const graph = reportedGraph(viewOf(files, survey));
  const about = { components: graph.components, whole: graph };
  const summaries = stackSummaries(stacks, choices);
  return {
    graph:
      renderGraph(graph, { color: false, width: 100 }) +
      (estate.components.length > MOST_ABOUT ? '' : renderGraph(graph, { color: false, width: 100, about })),
    graphJson: renderGraphJson(graph),
    init: renderInferredConfig({ edition: editions[0], stacks: summaries, graph }),
  };
}

// Everything about each of many would be as many pages.
const MOST_ABOUT = 300;

/** The pictures of `graph`. */
export async function graphPictures(
  files: Files,
  survey: Survey,
): Promise<Readonly<Record<'svg' | 'html', string>>> {
  const asked = {
    ...viewOf(files, survey),
    journey: undefined,
    component: undefined,
    version: '0',
    withCandidates: false,
  };
  return { svg: await pictureOf('svg', asked), html: await pictureOf('html', asked) };
}

function viewOf(files: Files, { estate, choices }: Survey): Parameters<typeof reportedGraph>[0] {
  return {
    estate,
    places: new Places(files, estate),
    target: '.',
    environment: 'production',
    isWanted: ({ stack }) => stack === undefined || choices.get(stack)?.chosen === true,
  };
}
