// Looks at pictures as a browser draws them:
//   node tools/run-ts.mjs test/oracles/pictures.ts CHROMIUM FOLDER PATH…
// CHROMIUM is the program, FOLDER takes pictures and screenshots. Of each path: the SVG and the page, light,
// dark and as printed. Measured in the DOM: labels that overlap or leave their box, boxes that overlap or
// leave their frame, arrows that run through boxes, letters below 11 pixels, scrolling sideways, errors,
// requests.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join, resolve } from 'node:path';
import type * as playwright from 'playwright-core';
import { survey } from '../../src/audit.ts';
import { pictureOf } from '../../src/cli/graph-picture.ts';
import type { Component } from '../../src/core/component.ts';
import { openFiles } from '../../src/files/open-files.ts';
import { defaultLoadOptions } from '../../src/loaders/terraform/load-options.ts';
import { Places } from '../../src/reported/places.ts';
import { measureScript } from './pictures/measure.ts';

const [chromiumPath = '', folder = '', ...paths] = process.argv.slice(2);
const { chromium }: typeof playwright = createRequire(join(process.cwd(), 'package.json'))('playwright-core');

// What sheets lying on their side leave beside the margins of the page, in pixels of CSS.
const A4 = { width: 1077, height: 748 };
const A3 = { width: 1541, height: 1077 };
const LEAST_LETTERS = 10.9;
const SCREEN = { width: 1280, height: 900 };

mkdirSync(folder, { recursive: true });
const browser = await chromium.launch({
  executablePath: chromiumPath,
  args: ['--no-sandbox', '--disable-gpu'],
});
for (const path of paths) await look(browser, path);
await browser.close();

async function look(chrome: playwright.Browser, path: string): Promise<void> {
  const name = basename(resolve(path)).replace(/^.*\+/, '');
  const written = await draw(path, join(folder, name));
  for (const { format, scheme } of views()) {
    const page = await chrome.newPage({
      viewport: SCREEN,
      colorScheme: scheme === 'dark' ? 'dark' : 'light',
    });
    const trouble: string[] = [];
    page.on('console', (message) => trouble.push(`console: ${message.text()}`));
    page.on('pageerror', (error) => trouble.push(`error: ${error.message}`));
    page.on('request', (request) => {
      if (!request.url().startsWith('file:')) trouble.push(`request: ${request.url()}`);
    });
    if (scheme === 'print') {
      await page.setViewportSize(written.sheet);
      await page.emulateMedia({ media: 'print' });
    }
    await open(page, `${join(folder, name)}.${format}`);
    const found = await page.evaluate<readonly string[]>(measureScript(LEAST_LETTERS));
    await page.screenshot({ path: join(folder, `${name}-${format}-${scheme}.png`), fullPage: true });
    const all = [...trouble, ...found];
    const shown = all.slice(0, 5).map((one) => `\n    ${one}`);
    const verdict = all.length === 0 ? 'nothing wrong' : `${all.length} wrong`;
    process.stdout.write(`${name} ${format} ${scheme}: ${verdict}${shown.join('')}\n`);
    await page.close();
  }
  process.stdout.write(`${name}: ${written.times}\n`);
}

function views(): readonly {
  readonly format: 'svg' | 'html';
  readonly scheme: 'light' | 'dark' | 'print';
}[] {
  const schemes = ['light', 'dark', 'print'] as const;
  return (['svg', 'html'] as const).flatMap((format) => schemes.map((scheme) => ({ format, scheme })));
}

/** An SVG file is opened inside an empty page: screenshots of bare SVG documents never end. */
async function open(page: playwright.Page, file: string): Promise<void> {
  if (file.endsWith('.html')) await page.goto(`file://${resolve(file)}`);
  else {
    const text = readFileSync(file, 'utf8').replace(/^<\?xml[^>]*>\s*/, '');
    await page.setContent(`<style>body{margin:0}svg{max-width:100%;height:auto}</style>${text}`);
  }
}

async function draw(
  path: string,
  target: string,
): Promise<{ readonly times: string; readonly sheet: typeof A4 }> {
  const files = openFiles({ path, root: undefined });
  const selected = files.selected === '' ? [] : [files.selected];
  const { estate, choices } = survey(files, {
    load: { ...defaultLoadOptions, selected, baseSets: 'when-alone' },
    environment: 'production',
    corrections: [],
    stack: undefined,
    given: [],
  });
  const isWanted = ({ stack }: Component): boolean =>
    stack === undefined || choices.get(stack)?.chosen === true;
  const input = {
    estate,
    places: new Places(files, estate),
    target: basename(target),
    environment: 'production',
    journey: undefined,
    component: undefined,
    withCandidates: false,
    version: '0.0.0',
    isWanted,
  };
  const times: string[] = [];
  for (const format of ['svg', 'html'] as const) {
    const start = performance.now();
    const text = await pictureOf(format, input);
    times.push(`${format} ${Math.round(performance.now() - start)} ms, ${Math.round(text.length / 1000)} kB`);
    writeFileSync(`${target}.${format}`, text);
  }
  const page = readFileSync(`${target}.html`, 'utf8');
  return { times: times.join('; '), sheet: page.includes('size:A3') ? A3 : A4 };
}
