import type { Architecture, Arrow, Box } from '../../core/architecture.ts';
import type { ReportedEvidence } from '../../core/report.ts';
import { clean, oneLine } from '../text.ts';
import {
  GRADE_WORDS,
  kindOf,
  placeWord,
  productOf,
  sizeWord,
  STRENGTH_WORDS,
  titleOf,
  verbOf,
  zoneWords,
} from './words.ts';

/** What the script of a page knows: texts, and numbers of boxes and arrows in the order of the picture. */
export interface PageData {
  readonly boxes: readonly PageBox[];
  readonly arrows: readonly PageArrow[];
  readonly journeys: readonly {
    readonly name: string;
    readonly boxes: readonly number[];
    readonly arrows: readonly number[];
  }[];
  readonly zones: readonly PageZone[];
}

export interface PageZone {
  readonly name: string;
  readonly boxes: readonly number[];
  /** Those that may stand in it: their zones are not known. */
  readonly maybe: readonly number[];
}

export interface PageBox {
  /** With the kind, where another box is called the same. */
  readonly name: string;
  /** `workload, ECS service`. */
  readonly kind: string;
  readonly inside: string;
  readonly facts: readonly (readonly [name: string, value: string])[];
  readonly places: readonly string[];
  readonly stands: readonly string[];
  readonly needs: readonly number[];
  readonly neededBy: readonly number[];
  readonly stops: readonly number[];
  readonly mayStop: readonly number[];
}

export interface PageArrow {
  readonly from: number;
  readonly to: number;
  readonly says: string;
  readonly facts: readonly (readonly [name: string, value: string])[];
  readonly evidence: readonly { readonly says: string; readonly place: string }[];
}

/** Everything that panel, lists and table of a page show. */
export function pageData(architecture: Architecture): PageData {
  const { boxes, arrows, journeys, zones } = architecture;
  const boxNumbers = new Map(boxes.map(({ id }, index) => [id, index]));
  const arrowNumbers = new Map(arrows.map(({ id }, index) => [id, index]));
  const titles = boxes.map(titleOf);
  const isShared = (title: string): boolean => titles.indexOf(title) !== titles.lastIndexOf(title);
  const numbers = (ids: readonly string[], known: ReadonlyMap<string, number>): readonly number[] =>
    ids.flatMap((id) => known.get(id) ?? []);
  return {
    boxes: boxes.map((box) => ({
      ...boxWords(box, architecture),
      name: short(isShared(titleOf(box)) ? `${titleOf(box)} (${kindOf(box)})` : titleOf(box)),
      needs: arrows.flatMap(({ from }, index) => (from === box.id ? [index] : [])),
      neededBy: arrows.flatMap(({ to }, index) => (to === box.id ? [index] : [])),
      stops: numbers(box.stops, boxNumbers),
      mayStop: numbers(box.mayStop, boxNumbers),
    })),
    arrows: arrows.map((arrow) => ({
      from: boxNumbers.get(arrow.from) ?? 0,
      to: boxNumbers.get(arrow.to) ?? 0,
      ...arrowWords(arrow),
    })),
    journeys: journeys.map(({ number, name, boxes: inside, arrows: along }) => ({
      name: short(number === undefined ? name : `${number} ${name}`),
      boxes: numbers(inside, boxNumbers),
      arrows: numbers(along, arrowNumbers),
    })),
    zones: zones.map(({ id, label, mark }) => ({
      name: short(label === mark || label.startsWith(`${mark} `) ? label : `${mark} ${label}`),
      boxes: boxes.flatMap((box, index) => (box.zones?.names.includes(id) === true ? [index] : [])),
      maybe: boxes.flatMap((box, index) => (box.zones?.names.length === 0 ? [index] : [])),
    })),
  };
}

type BoxWords = Omit<PageBox, 'name' | 'needs' | 'neededBy' | 'stops' | 'mayStop'>;

function boxWords(box: Box, { containers, zones }: Architecture): BoxWords {
  const byId = new Map(containers.map((one) => [one.id, one]));
  const inside: string[] = [];
  for (let at = box.container; at !== undefined; at = byId.get(at)?.parent) {
    inside.unshift(byId.get(at)?.name ?? '');
  }
  const product = productOf(box);
  return {
    kind: short(product === '' ? kindOf(box) : `${kindOf(box)}, ${product}`),
    inside: short(inside.join(' › ')),
    facts: factsOf(box, zones),
    places: box.declaredAt.map((place) => short(placeWord(place))),
    stands: box.stands.map(({ name, place }) => short(place ? `${name} (${placeWord(place)})` : name)),
  };
}

function factsOf(box: Box, zones: Architecture['zones']): PageBox['facts'] {
  const facts: [name: string, value: string][] = [];
  if (box.owner !== undefined) facts.push(['Owner', box.owner]);
  else if (box.stands.length === 0) facts.push(['Owner', 'nobody is named']);
  if (box.isEntry) facts.push(['Entry', 'users come in here']);
  if (box.zones) facts.push(['Zones', zoneText(box.zones, zones)]);
  if (box.size) facts.push(['Runs', sizeWord(box.size)]);
  if (box.alarms) facts.push(['Alarms', alarmText(box.alarms)]);
  if (box.broughtBy.length > 0) facts.push(['Changes come by', box.broughtBy.join(', ')]);
  if (box.notes.length > 0) facts.push(['Also', box.notes.join(', ')]);
  return facts.map(([name, value]) => [name, short(value)] as const);
}

function zoneText(zones: NonNullable<Box['zones']>, drawn: Architecture['zones']): string {
  const named = drawn.filter(({ id }) => zones.names.includes(id)).map(({ label }) => label);
  if (named.length > 0) return named.join(', ');
  if (zones.atMost === 1) return 'one; which one, is not known';
  if (zones.atLeast > 1) return `${zoneWords(zones, drawn).join(' ')}; which ones, is not known`;
  return 'not known';
}

function alarmText({ names, mayBeMore }: NonNullable<Box['alarms']>): string {
  if (names.length === 0) return mayBeMore ? 'none found; there may be some' : 'none';
  return `${names.join(', ')}${mayBeMore ? ', and maybe others' : ''}`;
}

function arrowWords(arrow: Arrow): Omit<PageArrow, 'from' | 'to'> {
  const facts: [name: string, value: string][] = [
    ['Need', STRENGTH_WORDS[arrow.strength]],
    ['Known', GRADE_WORDS[arrow.grade]],
  ];
  if (arrow.through.length > 0) facts.push(['Through', arrow.through.join(', ')]);
  return {
    says: arrow.isCandidate ? 'may need' : arrow.kinds.map(verbOf).join(', '),
    facts: facts.map(([name, value]) => [name, short(value)] as const),
    evidence: arrow.evidence.map(evidenceWords),
  };
}

function evidenceWords({ says, place, source }: ReportedEvidence): PageArrow['evidence'][number] {
  return { says: short(says), place: place ? short(placeWord(place)) : short(source ?? '') };
}

const LONGEST = 300;

/** A text of a repository as one harmless line. */
function short(text: string): string {
  const line = oneLine(clean(text));
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 1)}…` : line;
}
