import type { Family } from './words.ts';

/** One set of colours. */
export interface Palette {
  readonly paper: string;
  readonly ink: string;
  readonly quiet: string;
  readonly frame: string;
  readonly frameLine: string;
  readonly arrow: string;
  readonly journey: string;
  readonly warn: string;
  readonly fills: Readonly<Record<Family, string>>;
  readonly lines: Readonly<Record<Family, string>>;
}

// Text has a contrast of at least 7 : 1, lines of at least 3 : 1 (WCAG 2.2, 1.4.6 and 1.4.11).
export const LIGHT: Palette = {
  paper: '#ffffff',
  ink: '#161b22',
  quiet: '#414b57',
  frame: '#f5f7f9',
  frameLine: '#7a8694',
  arrow: '#4a5563',
  journey: '#a3195b',
  warn: '#8a2b06',
  fills: {
    entry: '#e6f0fd',
    compute: '#ffffff',
    data: '#e8f6ec',
    message: '#fdf2dd',
    external: '#efecf9',
    unknown: '#f4f4f4',
  },
  lines: {
    entry: '#1d5cb8',
    compute: '#39434f',
    data: '#1b743a',
    message: '#935600',
    external: '#5a4a9c',
    unknown: '#5f6a76',
  },
};

export const DARK: Palette = {
  paper: '#12161c',
  ink: '#edf1f5',
  quiet: '#bcc6d1',
  frame: '#191f27',
  frameLine: '#6d7a89',
  arrow: '#a3afbc',
  journey: '#ff8cc0',
  warn: '#ffb38a',
  fills: {
    entry: '#152742',
    compute: '#242c36',
    data: '#152d1d',
    message: '#332611',
    external: '#282242',
    unknown: '#21252b',
  },
  lines: {
    entry: '#7db0ff',
    compute: '#b5c0cc',
    data: '#6fd08d',
    message: '#f0b658',
    external: '#b9a9f7',
    unknown: '#98a3af',
  },
};

/** The style of the picture: light, dark where the reader's system is, light again on paper. */
export function pictureStyle(): string {
  const light = colors(LIGHT);
  return `${SHAPES}${light}@media (prefers-color-scheme:dark){${colors(DARK)}}@media print{${light}}`;
}

/** Colours of the page around the picture, as variables. */
export function pageColors(): string {
  const variables = ({ paper, ink, quiet, frame, frameLine, journey, warn, lines }: Palette): string =>
    `:root{--paper:${paper};--ink:${ink};--quiet:${quiet};--frame:${frame};--line:${frameLine};` +
    `--journey:${journey};--warn:${warn};--link:${lines.entry}}`;
  return (
    `${variables(LIGHT)}@media (prefers-color-scheme:dark){${variables(DARK)}}` +
    `@media print{${variables(LIGHT)}}`
  );
}

const FONT = "font-family:Arial,Helvetica,'Liberation Sans',sans-serif";

// Line styles tell strengths apart without colour.
const SHAPES = [
  `.picture text{${FONT}}`,
  '.b{font-weight:bold}',
  '.i{fill:none;stroke-width:1.6;stroke-linecap:round;stroke-linejoin:round}',
  '.s{stroke-width:1.6}',
  '.unknown .s{stroke-dasharray:6 4}',
  '.entry .s{stroke-width:2.4}',
  '.f{stroke-width:1.2}.f.stack,.f.project{stroke-width:1.8}.f.zone,.f.namespace{stroke-dasharray:4 3}',
  '.a path{fill:none;stroke-width:1.6;stroke-linejoin:round}',
  '.a .head{stroke-dasharray:none}',
  '.hard>.line{stroke-width:2.2}',
  '.unknown-strength>.line{stroke-dasharray:9 4}',
  '.soft>.line{stroke-dasharray:4 4}',
  '.async>.line{stroke-dasharray:12 4 2 4}',
  '.startup-only>.line,.control-only>.line{stroke-dasharray:2 5}',
  '.candidate>.line{stroke-dasharray:1 5;stroke-linecap:round}',
  '.a .wide{stroke:transparent;stroke-width:12}',
  '.m{stroke-width:1.2}.lone-zone .m{stroke-width:2.4}.open-zone .m,.no-alarm .m{stroke-dasharray:3 2}',
].join('');

function colors(palette: Palette): string {
  const families = Object.entries(palette.fills).map(([family, fill]) => `.box.${family} .s{fill:${fill}}`);
  const lines = Object.entries(palette.lines).map(
    ([family, line]) => `.box.${family} .s,.box.${family} .i{stroke:${line}}`,
  );
  return [
    `.paper{fill:${palette.paper}}`,
    `.picture text{fill:${palette.ink}}`,
    `.picture .q{fill:${palette.quiet}}`,
    `.f{fill:${palette.frame};stroke:${palette.frameLine}}`,
    `.ft{stroke:${palette.frame};stroke-width:5px;paint-order:stroke;stroke-linejoin:round}`,
    ...families,
    ...lines,
    `.a path{stroke:${palette.arrow}}.a .full{fill:${palette.arrow}}.a .open{fill:${palette.paper}}`,
    `.a .wide{stroke:transparent;fill:none}`,
    `.m{fill:${palette.paper};stroke:${palette.frameLine}}`,
    `.g{fill:none;stroke:${palette.quiet};stroke-width:1.4}`,
    `.lone-zone .m,.no-alarm .m{stroke:${palette.warn}}`,
    `.journey .m{fill:${palette.journey};stroke:${palette.journey}}`,
    `.picture .journey text{fill:${palette.paper}}`,
  ].join('');
}
