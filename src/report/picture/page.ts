import { createHash } from 'node:crypto';
import { grouped } from '../text.ts';
import { escaped, scriptData } from './markup.ts';
import type { PageBox, PageData } from './page-data.ts';
import { pageData } from './page-data.ts';
import { PAGE_SCRIPT } from './page-script.ts';
import { pageColors } from './palette.ts';
import type { Picture } from './svg.ts';
import { drawing, leftOutWords, titleText } from './svg.ts';
import { summaryOf } from './words.ts';

/** One file that needs nothing else: the picture, the evidence behind each part of it, and a table. */
export function renderPage(picture: Picture, version: string): string {
  const { architecture } = picture;
  const data = pageData(architecture);
  const title = escaped(titleText(architecture));
  const hash = createHash('sha256').update(PAGE_SCRIPT).digest('base64');
  const policy = `default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
  const summary = [
    summaryOf(architecture.boxes.length, architecture.arrows.length),
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
    `<style>${pageColors()}${PAGE_STYLE}</style>`,
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

const PANEL =
  '<aside id="panel" role="dialog" aria-labelledby="panel-title" hidden>' +
  '<button type="button" id="close" aria-label="Close">×</button>' +
  '<h2 id="panel-title"></h2><div id="panel-body"></div></aside>';

function controls({ journeys, zones }: PageData): string {
  return [
    '<nav aria-label="Highlight parts of the picture">',
    '<label for="search">Find</label> <input id="search" type="search" autocomplete="off" spellcheck="false">',
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
  return `<div class="choices" role="group" aria-label="${title}"><span>${title}</span>${buttons.join('')}</div>`;
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
    lines([...facts, ...box.stands.slice(0, 60)]),
    lines(needs),
    lines(neededBy),
    lines(box.places),
  ];
  const name = `<button type="button" class="link" data-box="${index}">${escaped(box.name)}</button>`;
  return `<tr id="r${index}"><th scope="row">${name}</th>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
}

function lines(texts: readonly string[]): string {
  return texts.map(escaped).join('<br>');
}

const PAGE_STYLE = [
  '*{box-sizing:border-box}',
  "body{margin:0;padding:16px;background:var(--paper);color:var(--ink);font:15px/1.45 Arial,Helvetica,'Liberation Sans',sans-serif}",
  'h1{font-size:21px;margin:0 0 4px;overflow-wrap:anywhere}h2{font-size:17px;margin:0 0 6px;overflow-wrap:anywhere}',
  'h3{font-size:14px;margin:12px 0 2px}p{margin:0 0 4px}',
  '.quiet{color:var(--quiet)}',
  'nav{display:flex;flex-wrap:wrap;gap:8px 14px;align-items:center;margin:12px 0}',
  '.choices{display:flex;flex-wrap:wrap;gap:4px;align-items:center;max-height:140px;overflow:auto}.choices span{margin-right:4px}',
  'input,button{font:inherit;color:inherit;background:var(--frame);border:1px solid var(--line);border-radius:5px;padding:3px 8px;max-width:100%}',
  '.choice{overflow:hidden;text-overflow:ellipsis;white-space:nowrap;max-width:320px;cursor:pointer}',
  '.choice[aria-pressed="true"]{background:var(--journey);border-color:var(--journey);color:var(--paper)}',
  'button.link{border:0;background:none;padding:0;color:var(--link);text-decoration:underline;cursor:pointer;text-align:left;overflow-wrap:anywhere}',
  ':focus-visible{outline:3px solid var(--journey);outline-offset:2px}',
  'main{margin:0 0 20px}svg.picture{display:block;max-width:100%;height:auto}',
  'svg .box,svg .a{cursor:pointer}svg .box:focus,svg .a:focus{outline:none}',
  'svg .box:focus-visible .s{stroke:var(--journey);stroke-width:3.4}',
  'svg .a:hover>.line,svg .a:focus-visible>.line{stroke:var(--journey);stroke-width:3}',
  'svg.choosing .box:not(.on),svg.choosing .a:not(.on){opacity:.22}',
  'svg.choosing .a.on>.line,svg.choosing .a.on>.head{stroke:var(--journey)}svg.choosing .a.on>.line{stroke-width:2.8}',
  'svg .box.chosen .s,svg.choosing .box.on .s{stroke-width:2.8}svg .box.chosen .s{stroke:var(--journey)}',
  '#panel{position:fixed;top:12px;right:12px;width:min(370px,calc(100vw - 24px));max-height:calc(100vh - 24px);overflow:auto;',
  'background:var(--paper);border:2px solid var(--line);border-radius:9px;padding:14px 16px;box-shadow:0 6px 24px #0005}',
  '#panel.left{right:auto;left:12px}#panel[hidden]{display:none}#close{float:right;font-size:18px;line-height:1;padding:3px 8px;cursor:pointer}',
  'dl{display:grid;grid-template-columns:auto 1fr;gap:2px 10px;margin:6px 0}dt{color:var(--quiet)}dd{margin:0;overflow-wrap:anywhere}',
  'ul{margin:0;padding-left:18px}li{overflow-wrap:anywhere}code{font-size:13px;color:var(--quiet);overflow-wrap:anywhere}',
  'table{border-collapse:collapse;width:100%;table-layout:fixed;font-size:13px}',
  'th,td{text-align:left;vertical-align:top;padding:5px 8px;border-bottom:1px solid var(--line);overflow-wrap:anywhere;font-weight:normal}',
  'thead th,tbody th{font-weight:bold}tr.on{background:var(--frame)}',
  '@media print{@page{size:A4 landscape;margin:6mm}body{padding:0}nav,#panel{display:none}',
  'svg.choosing .box:not(.on),svg.choosing .a:not(.on){opacity:1}button.link{color:inherit;text-decoration:none}',
  'section{break-before:page}tr{break-inside:avoid}}',
].join('');
