import { createHash } from 'node:crypto';
import { grouped } from '../text.ts';
import { escaped, scriptData } from './markup.ts';
import type { PageBox, PageData } from './page-data.ts';
import { pageData } from './page-data.ts';
import { PAGE_SCRIPT } from './page-script.ts';
import { PAGE_STYLE } from './page-style.ts';
import { pageColors } from './palette.ts';
import { PAGE_WIDTH } from './plan.ts';
import type { Picture } from './svg.ts';
import { drawing, leftOutWords, titleText } from './svg.ts';
import { summaryOf } from './words.ts';

/** One file that needs nothing else: the picture, the evidence behind each part of it, and a table. */
export function renderPage(picture: Picture, version: string): string {
  const { architecture } = picture;
  const data = pageData(architecture);
  const title = escaped(titleText(architecture));
  const hash = createHash('sha256').update(PAGE_SCRIPT).digest('base64');
  // What is wider than a page would be too small to read on A4.
  const sheet = picture.layout.width > PAGE_WIDTH ? 'A3' : 'A4';
  const policy = [
    "default-src 'none'",
    "style-src 'unsafe-inline'",
    `script-src 'sha256-${hash}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const summary = [
    `${summaryOf(architecture.boxes.length, architecture.arrows.length)} ${HOW_TO}`,
    ...leftOutWords(architecture),
  ];
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    `<meta name="generator" content="whatfails ${escaped(version)}">`,
    `<title>${title}</title>`,
    `<style>${pageColors()}${PAGE_STYLE}@page{size:${sheet} landscape;margin:6mm}</style>`,
    '</head>',
    '<body>',
    `<header><h1>${title}</h1>`,
    ...summary.map((line) => `<p class="quiet">${escaped(line)}</p>`),
    '</header>',
    controls(data),
    `<main>${drawing(picture, { hasTitle: false, isInteractive: true })}</main>`,
    PANEL,
    table(data),
    `<script type="application/json" id="data">${scriptData(data)}</script>`,
    `<script>${PAGE_SCRIPT}</script>`,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

const HOW_TO = 'Click a box or an arrow for the lines of the files that say so.';

const PANEL =
  '<aside id="panel" role="dialog" aria-labelledby="panel-title" hidden>' +
  '<button type="button" id="close" aria-label="Close">×</button>' +
  '<h2 id="panel-title"></h2><div id="panel-body"></div></aside>';

function controls({ journeys, zones }: PageData): string {
  return [
    '<nav aria-label="Highlight parts of the picture">',
    '<label for="search">Find</label> ',
    '<input id="search" type="search" autocomplete="off" spellcheck="false">',
    choices(
      'Journeys',
      'journeys',
      journeys.map(({ name }) => name),
    ),
    choices(
      'Zones',
      'zones',
      zones.map(({ name }) => name),
    ),
    '<span id="status" role="status" aria-live="polite"></span>',
    '</nav>',
  ].join('');
}

function choices(title: string, list: 'journeys' | 'zones', names: readonly string[]): string {
  if (names.length === 0) return '';
  const buttons = names.map(
    (name, index) =>
      `<button type="button" class="choice" aria-pressed="false" data-list="${list}" data-index="${index}">` +
      `${escaped(name)}</button>`,
  );
  const label = `role="group" aria-label="${title}"`;
  return `<div class="choices" ${label}><span>${title}</span>${buttons.join('')}</div>`;
}

const COLUMNS = ['Box', 'Kind', 'In', 'What is known', 'Needs', 'Needed by', 'Declared at'];

function table(data: PageData): string {
  const head = COLUMNS.map((name) => `<th scope="col">${name}</th>`).join('');
  const rows = data.boxes
    .map((box, index) => ({ box, index }))
    .sort((a, b) => (a.box.name < b.box.name ? -1 : a.box.name > b.box.name ? 1 : a.index - b.index))
    .map(({ box, index }) => row(box, index, data));
  return [
    '<section aria-labelledby="boxes-title">',
    `<h2 id="boxes-title">${grouped(data.boxes.length)} boxes</h2>`,
    `<table><thead><tr>${head}</tr></thead><tbody>`,
    ...rows,
    '</tbody></table></section>',
  ].join('\n');
}

function row(box: PageBox, index: number, { arrows, boxes }: PageData): string {
  const nameOf = (number: number): string => boxes[number]?.name ?? '';
  const needs = box.needs.map((arrow) => nameOf(arrows[arrow]?.to ?? -1));
  const neededBy = box.neededBy.map((arrow) => nameOf(arrows[arrow]?.from ?? -1));
  const facts = box.facts.filter(([name]) => name !== 'Also').map(([name, value]) => `${name}: ${value}`);
  const cells = [
    escaped(box.kind),
    escaped(box.inside),
    lines([...facts, ...standsIn(box.stands)]),
    lines(needs),
    lines(neededBy),
    lines(box.places),
  ];
  const name = `<button type="button" class="link" data-box="${index}">${escaped(box.name)}</button>`;
  const data = cells.map((cell) => `<td>${cell}</td>`).join('');
  return `<tr id="r${index}"><th scope="row">${name}</th>${data}</tr>`;
}

const MOST_STANDS = 12;

/** The first of them; the panel lists all, with their places. */
function standsIn(stands: readonly string[]): readonly string[] {
  const names = stands.slice(0, MOST_STANDS).map((one) => one.replace(/ \([^()]*\)$/, ''));
  const more = stands.length - names.length;
  return more > 0 ? [...names, `and ${more} more`] : names;
}

function lines(texts: readonly string[]): string {
  return texts.map(escaped).join('<br>');
}
