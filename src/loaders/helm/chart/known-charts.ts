import type { Diagnostic } from '../../../core/diagnostic.ts';
import type { Files } from '../../../core/files.ts';
import type { ParsedTemplate } from '../template/engine.ts';
import type { Chart } from './chart.ts';
import { withLocalDependencies } from './local-dependencies.ts';
import type { Reading } from './read-chart.ts';
import { readChart } from './read-chart.ts';

/** A chart as it was read once, however often it is rendered. */
export interface KnownChart {
  /** Undefined where there is none that can be read. */
  readonly chart: Chart | undefined;
  readonly diagnostics: readonly Diagnostic[];
  /** Paths of the files that were read. */
  readonly read: ReadonlySet<string>;
  /** Trees of its templates, by their text. */
  readonly parsed: Map<string, ParsedTemplate>;
}

// One chart is rendered for every environment and application that uses it, sixty times in one repository.
const known = new WeakMap<Files, Map<string, KnownChart>>();

/** The chart in a folder, read once for the same files. */
export function knownChart(files: Files, folder: string): KnownChart {
  const charts = known.get(files) ?? new Map<string, KnownChart>();
  known.set(files, charts);
  const existing = charts.get(folder);
  if (existing) return existing;
  const reading: Reading = { files, diagnostics: [], read: new Set() };
  const found = readChart(folder, reading);
  const chart = found && withLocalDependencies(found, reading);
  const { diagnostics, read } = reading;
  const made = { chart, diagnostics, read, parsed: new Map<string, ParsedTemplate>() };
  charts.set(folder, made);
  return made;
}
