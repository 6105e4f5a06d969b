import type { Component } from '../core/component.ts';
import type { Journey } from '../core/journey.ts';
import { UsageError } from '../core/usage-error.ts';
import { architectureOf, MOST_BOXES } from '../graph/architecture.ts';
import type { Focus } from '../graph/architecture/focus.ts';
import type { Estate } from '../graph/estate.ts';
import { findJourneys } from '../graph/journeys.ts';
import type { Places } from '../reported/places.ts';
import { planPicture } from '../report/picture/plan.ts';
import { renderPage } from '../report/picture/page.ts';
import type { Picture } from '../report/picture/svg.ts';
import { renderSvg } from '../report/picture/svg.ts';
import { reportedEvidence } from '../reported/findings.ts';
import { componentsNamed, journeysNamed } from './graph-focus.ts';

export interface PictureInput {
  readonly estate: Estate;
  readonly places: Places;
  readonly target: string;
  readonly environment: string;
  readonly journey: string | undefined;
  readonly component: string | undefined;
  readonly withCandidates: boolean;
  readonly version: string;
  /** Whether a component belongs to the view. */
  isWanted(component: Component): boolean;
}

/** The graph as a picture: `svg`, or `html` with the picture, its evidence and a table. */
export async function pictureOf(format: 'svg' | 'html', input: PictureInput): Promise<string> {
  const { estate, places, target, environment, isWanted } = input;
  const journeys = findJourneys(estate, isWanted);
  const focus = focusOf(input, journeys);
  // The layout engine is large, and only pictures need it.
  const { place } = await import('../layout/place.ts');
  let picture: Picture | undefined;
  for (const limit of LIMITS) {
    const architecture = architectureOf({
      estate,
      journeys,
      target,
      environment,
      isWanted,
      focus,
      withCandidates: input.withCandidates,
      limit,
      placeOf: (range) => places.of(range),
      evidenceOf: (evidence) => reportedEvidence(evidence, places),
    });
    if (picture && architecture.boxes.length === picture.architecture.boxes.length) continue;
    const plan = planPicture(architecture);
    const layout = await place(plan.request);
    if (!picture || layout.width < picture.layout.width * WORTH_IT) picture = { architecture, plan, layout };
    if (layout.width <= WIDEST) break;
  }
  if (!picture) throw new Error('no picture was tried');
  return format === 'svg' ? renderSvg(picture) : renderPage(picture, input.version);
}

// What people keep in mind of a small system is never piled up.
const FEWEST_BOXES = 24;
// Many arrows make a picture wider than a page, and its letters too small: fewer boxes are more.
const LIMITS = [MOST_BOXES, 30, FEWEST_BOXES];
const WORTH_IT = 0.9;
// Letters of 13 units are 11 pixels high on a screen of 1,280.
const WIDEST = 1440;

function focusOf(input: PictureInput, journeys: readonly Journey[]): Focus | undefined {
  const { journey, component } = input;
  if (journey !== undefined && component !== undefined) {
    throw new UsageError('--journey and --component: a picture shows one of them. Leave one out.');
  }
  if (component !== undefined) return componentFocus(component, input);
  if (journey === undefined) return undefined;
  const [found] = journeysNamed(journeys, journey);
  return found && { kind: 'journey', name: found.name };
}

function componentFocus(text: string, { estate, isWanted }: PictureInput): Focus {
  const addressed = estate.components.filter(isWanted).map(({ id, name, resources: [main] }) => ({
    id,
    name,
    address: main === undefined ? undefined : estate.resource(main)?.address,
  }));
  return { kind: 'component', name: text, ids: componentsNamed(addressed, text).map(({ id }) => id) };
}
