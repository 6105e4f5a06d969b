import type { Architecture } from '../../core/architecture.ts';
import type { Layout } from '../../core/layout.ts';
import { plural } from '../text.ts';
import { SMALL } from './box-plan.ts';
import { fitted } from './label.ts';
import { legendOf } from './legend.ts';
import { escaped, number } from './markup.ts';
import { pictureStyle } from './palette.ts';
import type { PicturePlan } from './plan.ts';
import { FRAME_TITLE } from './plan.ts';
import { arrowClasses, arrowShape, boxClasses, boxShape, rectangleShape, textShape } from './shapes.ts';
import { kindOf, productOf, STRENGTH_WORDS, summaryOf, titleOf, verbOf } from './words.ts';

/** A picture with everything that its drawing needs. */
export interface Picture {
  readonly architecture: Architecture;
  readonly plan: PicturePlan;
  readonly layout: Layout;
}

/** The picture as one SVG file: title, boxes and arrows, legend. */
export function renderSvg(picture: Picture): string {
  const element = drawing(picture, { hasTitle: true, isInteractive: false });
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element}\n`;
}

export interface DrawingOptions {
  readonly hasTitle: boolean;
  /** Boxes and arrows take the focus and are buttons; ids tell a page's script which is which. */
  readonly isInteractive: boolean;
}

const MARGIN = 16;
const LEAST_WIDTH = 640;

/** The SVG element. */
export function drawing(picture: Picture, { hasTitle, isInteractive }: DrawingOptions): string {
  const { architecture, plan, layout } = picture;
  const inner = Math.max(LEAST_WIDTH, Math.ceil(layout.width));
  const head = hasTitle ? headOf(architecture, inner) : { height: 0, shape: '' };
  const legend = legendOf(architecture, plan.boxes, inner);
  const top = MARGIN + head.height;
  const legendTop = top + Math.ceil(layout.height) + 26;
  const [width, height] = [inner + 2 * MARGIN, legendTop + legend.height + MARGIN];
  const label = escaped(`Architecture of ${architecture.target}, ${architecture.environment}`);
  const size = `viewBox="0 0 ${width} ${height}" width="${width}" height="${height}"`;
  const role = isInteractive ? 'role="group"' : 'role="img"';
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="picture" ${size} ${role} aria-label="${label}">`,
    hasTitle ? `<title>${label}</title>` : '',
    `<style>${pictureStyle()}</style>`,
    `<rect class="paper" width="${width}" height="${height}"/>`,
    head.shape === '' ? '' : `<g transform="translate(${MARGIN} ${MARGIN})">${head.shape}</g>`,
    `<g transform="translate(${MARGIN} ${top})">${content(picture, isInteractive)}</g>`,
    `<g class="legend" transform="translate(${MARGIN} ${legendTop})">${legend.shape}</g>`,
    '</svg>',
  ].join('\n');
}

const TITLE = { size: 20, isBold: true };

function headOf(
  architecture: Architecture,
  width: number,
): { readonly height: number; readonly shape: string } {
  const [title = ''] = fitted(titleText(architecture), { ...TITLE, width, lines: 1 });
  const lines = [
    summaryOf(architecture.boxes.length, architecture.arrows.length),
    ...leftOutWords(architecture),
  ];
  const rows = lines.flatMap((text) => fitted(text, { ...SMALL, width, lines: 2 }));
  const shapes = rows.map((text, row) =>
    textShape({ ...SMALL, text, x: 0, y: 44 + row * 18, className: 'q' }),
  );
  return {
    height: 44 + rows.length * 18 + 6,
    shape: [textShape({ ...TITLE, text: title, x: 0, y: 20 }), ...shapes].join(''),
  };
}

/** `shop · production · journey checkout`. */
export function titleText({ target, environment, focus }: Architecture): string {
  const place = target === '.' || target === '' ? 'this folder' : target;
  return [place, environment, ...(focus === undefined ? [] : [focus])].join(' · ');
}

/** What is not shown, in one sentence each; empty when everything is. */
export function leftOutWords({ leftOut, boxes }: Architecture): readonly string[] {
  const words: string[] = [];
  const piles = boxes.filter(({ stands }) => stands.length > 0).length;
  if (leftOut.collapsed > 0) {
    words.push(`${plural(leftOut.collapsed, 'box', 'boxes')} collapsed into ${piles}`);
  }
  if (leftOut.testers > 0)
    words.push(plural(leftOut.testers, 'load generator or test client', 'load generators and test clients'));
  if (leftOut.candidates > 0)
    words.push(
      plural(leftOut.candidates, 'dependency that is only possible', 'dependencies that are only possible'),
    );
  if (leftOut.closedModules > 0)
    words.push(`what ${plural(leftOut.closedModules, 'module')} without code here would add`);
  return words.length === 0 ? [] : [`Not shown: ${words.join(', ')}.`];
}

function content({ architecture, plan, layout }: Picture, isInteractive: boolean): string {
  const frames: string[] = [];
  const titles: string[] = [];
  for (const [index, { container, title }] of plan.frames.entries()) {
    const area = layout.frames.get(container.id);
    if (!area) continue;
    frames.push(rectangleShape(area, `class="f ${container.kind}" id="f${index}" rx="9"`));
    const [shown = ''] = fitted(title, { ...FRAME_TITLE, width: area.width - 20, lines: 1 });
    titles.push(
      `<g class="frame-title">${whole(container.name, shown)}`,
      textShape({ ...FRAME_TITLE, text: shown, x: area.x + 12, y: area.y + 20, className: 'q ft' }),
      '</g>',
    );
  }
  return [
    ...frames,
    ...arrows(architecture, layout, isInteractive),
    ...titles,
    ...boxes({ architecture, plan, layout }, isInteractive),
  ].join('\n');
}

/** The whole text, where only a part of it is shown. */
function whole(text: string, shown: string): string {
  return text === shown ? '' : `<title>${escaped(text)}</title>`;
}

function arrows(architecture: Architecture, layout: Layout, isInteractive: boolean): readonly string[] {
  const names = new Map(architecture.boxes.map((box) => [box.id, titleOf(box)]));
  return architecture.arrows.map((arrow, index) => {
    const verbs = arrow.kinds.map(verbOf).join(', ');
    const ends = `${names.get(arrow.from)} ${verbs} ${names.get(arrow.to)}`;
    const says = `${ends}; ${arrow.isCandidate ? 'only possible' : STRENGTH_WORDS[arrow.strength]}`;
    const button = isInteractive
      ? ` id="a${index}" tabindex="-1" role="button" aria-label="${escaped(says)}"`
      : '';
    const shape = arrowShape(layout.arrows.get(arrow.id) ?? [], arrow);
    return `<g class="${arrowClasses(arrow)}"${button}><title>${escaped(says)}</title>${shape}</g>`;
  });
}

function boxes({ architecture, plan, layout }: Picture, isInteractive: boolean): readonly string[] {
  const containers = new Map(architecture.containers.map((one) => [one.id, one.name]));
  return plan.boxes.map((own, index) => {
    const { box } = own;
    const area = layout.boxes.get(box.id);
    if (!area) return '';
    const inside = box.container === undefined ? '' : `, in ${containers.get(box.container)}`;
    const product = productOf(box);
    const says = `${titleOf(box)}: ${kindOf(box)}${product === '' ? '' : `, ${product}`}${inside}`;
    const list = box.stands.length > 0 ? `\n${namesOf(box.stands)}` : '';
    const button = isInteractive
      ? ` id="b${index}" tabindex="0" role="button" aria-label="${escaped(says)}"`
      : '';
    const place = `transform="translate(${number(area.x)} ${number(area.y)})"`;
    const title = `<title>${escaped(says + list)}</title>`;
    return `<g class="${boxClasses(own)}" ${place}${button}>${title}${boxShape(own)}</g>`;
  });
}

function namesOf(stands: readonly { readonly name: string }[]): string {
  const most = 40;
  const names = stands.slice(0, most).map(({ name }) => name);
  return stands.length > most ? [...names, `and ${stands.length - most} more`].join('\n') : names.join('\n');
}
