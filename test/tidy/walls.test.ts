import { posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Source } from './sources.ts';
import { codeOf, importsOf, sources } from './sources.ts';

interface Room {
  readonly may: readonly string[];
  /** The sentence that helps whoever runs into the wall. */
  readonly because: string;
}

const ROOMS: Readonly<Record<string, Room>> = {
  core: { may: [], because: 'core holds the words; it knows nobody' },
  graph: { may: ['core'], because: 'graph stores components; what they mean is decided in model' },
  files: {
    may: ['core'],
    because: 'files reads the disk and hands out text; who asks is none of its business',
  },
  ingest: {
    may: ['core'],
    because: 'ingest brings in what other programs say; a loader gives it a meaning',
  },
  config: { may: ['core'], because: 'config turns text into settings; cli decides what they are for' },
  syntax: { may: ['core'], because: 'syntax knows one file format and nothing of infrastructure' },
  loaders: {
    may: ['core', 'syntax'],
    because: 'a loader turns Files into stacks; meaning is given in model',
  },
  model: {
    may: ['core', 'graph'],
    because: 'model sees resources, not text: let the loader state what is missing',
  },
  solver: {
    may: ['core'],
    because: 'the solver knows gates and events; what they stand for is not its business',
  },
  analyses: {
    may: ['core', 'graph', 'solver'],
    because: 'an analysis reads facts; what another analysis found comes as an argument',
  },
  rules: {
    may: ['core', 'graph'],
    because: 'a rule reads facts: put what it needs on the component, in model',
  },
  appraise: {
    may: ['core', 'graph', 'analyses'],
    because: 'appraise compares two runs of the models; how text is edited comes as an argument',
  },
  fix: { may: ['core'], because: 'fix makes one patch of changes that loaders wrote' },
  layout: { may: ['core'], because: 'layout knows sizes and ties; what a box means is none of its business' },
  group: { may: ['core'], because: 'group joins outcomes: pass in what it should know' },
  report: { may: ['core'], because: 'a renderer reads a Report only: put what is missing on the Report' },
  audit: {
    may: [
      'core',
      'graph',
      'files',
      'config',
      'syntax',
      'loaders',
      'model',
      'rules',
      'group',
      'solver',
      'analyses',
      'appraise',
      'fix',
    ],
    because: 'the composition knows neither cli nor how a report looks',
  },
};

const PURE = new Set([
  'core',
  'graph',
  'config',
  'syntax',
  'loaders',
  'model',
  'solver',
  'analyses',
  'rules',
  'group',
  'appraise',
  'fix',
  'layout',
  'report',
  'audit',
]);
const PURE_NODE_MODULES = new Set(['node:crypto', 'node:buffer', 'node:zlib', 'node:path']);
const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  config: ['yaml', 'zod'],
  files: ['ignore'],
  syntax: ['@prometheus-io/lezer-promql', 'saxes', 'yaml'],
  // Places boxes and arrows of pictures; loaded for them alone.
  layout: ['elkjs/lib/elk-api.js', 'elkjs/lib/elk.bundled.js'],
  loaders: ['yaml'],
  // Unified diffs.
  fix: ['diff'],
  cli: ['commander', 'zod'],
};

/** What would make the same input give another output. */
const IMPURE: readonly (readonly [pattern: RegExp, instead: string])[] = [
  [
    /\bDate\.now\b|\bnew Date\(\s*\)|\bperformance\.now\b/,
    'take the day as an argument; cli reads the clock',
  ],
  [/\bMath\.random\b|\brandomUUID\b|\brandomBytes\b/, 'make ids from addresses, so that they stay'],
  [/\bprocess\.|\bglobalThis\b/, 'take it as an argument; cli reads the environment'],
  [
    /\blocaleCompare\b|\btoLocale\w+\(/,
    'sort with byCodeUnit of core/order.ts; locales differ between machines',
  ],
  [/\bfetch\(|\bsetTimeout\b|\bsetInterval\b/, 'nothing in this room waits or calls out'],
];

const all = sources('src');

/** Folders of the composition: what a remedy is worth, what a report is told, what a case does. */
const COMPOSITION = new Set(['pricing', 'reported', 'whatif']);

/** `audit` is the name of the files beside the rooms, which compose them. */
function roomOf(path: string): string {
  const [, room = '', ...rest] = path.split('/');
  return rest.length === 0 || COMPOSITION.has(room) ? 'audit' : room;
}

/** What a check says about the sources must be nothing. */
function check(remarks: (source: Source, room: string) => readonly string[]): void {
  expect(
    all.flatMap((source) => remarks(source, roomOf(source.path)).map((one) => `${source.path} ${one}.`)),
  ).toEqual([]);
}

describe('the walls', () => {
  it('every room is on the plan', () => {
    check((_, room) =>
      room in ROOMS || room === 'cli' ? [] : ['stands in no room: see docs/architecture.md'],
    );
  });

  it('rooms import only what they may know', () => {
    check(({ path, text }, room) => {
      const own = ROOMS[room];
      const near = importsOf(text).filter((from) => from.startsWith('.'));
      const others = near.map((from) => posix.join(posix.dirname(path), from));
      if (!own) return [];
      const strange = others.filter((other) => roomOf(other) !== room && !other.startsWith('data/'));
      const wrong = strange.filter((other) => !own.may.includes(roomOf(other)));
      return wrong.map((other) => `imports ${other}: ${own.because}`);
    });
  });

  it('no analysis knows another one', () => {
    const analysisOf = (path: string): string => /^src\/analyses\/([^/]+)\//.exec(path)?.[1] ?? '';
    check(({ path, text }) => {
      const own = analysisOf(path);
      const near = importsOf(text).filter((from) => from.startsWith('.'));
      const others = near.map((from) => posix.join(posix.dirname(path), from));
      const wrong = others.filter((other) => own !== '' && !['', own].includes(analysisOf(other)));
      return wrong.map((other) => `imports ${other}: audit.ts passes what another analysis found`);
    });
  });

  it('rooms use only their own packages', () => {
    check(({ text }, room) => {
      const far = importsOf(text).filter((from) => !from.startsWith('.') && !from.startsWith('node:'));
      const strange = far.filter((from) => !(PACKAGES[room] ?? []).includes(from));
      return strange.map(
        (from) => `imports ${from}: name in docs/dependencies.md and here which room uses it, and why`,
      );
    });
  });

  it('pure rooms cannot touch the world', () => {
    check(({ text }, room) => {
      const touching = importsOf(text).filter(
        (from) => from.startsWith('node:') && !PURE_NODE_MODULES.has(from),
      );
      return PURE.has(room)
        ? touching.map((from) => `imports ${from}: take what you need as an argument (Files, a day, a text)`)
        : [];
    });
  });

  it('pure rooms have no clock, chance, environment or locale', () => {
    check(({ text }, room) => {
      const code = PURE.has(room) ? codeOf(text) : '';
      return IMPURE.flatMap(([pattern, instead]) => {
        const found = pattern.exec(code)?.[0];
        return found === undefined ? [] : [`uses ${found}: ${instead}`];
      });
    });
  });

  it('only cli prints', () => {
    check(({ text }, room) => {
      const prints =
        room !== 'cli' && /\bconsole\.|\bstd(?:out|err)\b/.test(codeOf(text).replace(/result\.std\w+/g, ''));
      return prints ? ['prints: return a Diagnostic, or a text for cli to print'] : [];
    });
  });
});
