import type { Files } from './core/files.ts';
import { isDenied } from './core/files.ts';
import type { Location, Origin, SourceRange } from './core/location.ts';
import type { Place } from './core/report.ts';
import type { Estate } from './graph/estate.ts';
import type { LineTable } from './syntax/lines.ts';
import { lineTable, positionAt } from './syntax/lines.ts';

/** Turns offsets and logical places into lines, for what is printed. */
export class Places {
  readonly #files: Files;
  readonly #estate: Estate;
  readonly #tables = new Map<string, LineTable | undefined>();

  constructor(files: Files, estate: Estate) {
    this.#files = files;
    this.#estate = estate;
  }

  /** Lines and columns of a range; undefined when its file cannot be read. */
  of(range: SourceRange | undefined): Place | undefined {
    const table = range && this.#table(range.file);
    if (!range || !table) return undefined;
    const from = positionAt(table, range.start);
    const to = positionAt(table, Math.max(range.start, range.end));
    return { file: range.file, line: from.line, column: from.column, endLine: to.line, endColumn: to.column };
  }

  /** Where the text behind a logical place stands. */
  origin(at: Location): Origin | undefined {
    const resource = this.#estate.resource(at.resource);
    return resource && this.#estate.stack(resource.stack).trace(at);
  }

  /** The line that states a value, and the lines it came through. */
  stated(at: Location): { place: Place | undefined; through: readonly Place[] } {
    const origin = this.origin(at);
    if (!origin) return { place: undefined, through: [] };
    if (origin.kind !== 'reference-chain') return { place: this.of(origin.at), through: [] };
    return { place: this.of(origin.literal), through: origin.through.flatMap((range) => this.of(range) ?? []) };
  }

  #table(file: string): LineTable | undefined {
    if (!this.#tables.has(file)) {
      const text = this.#files.read(file);
      this.#tables.set(file, isDenied(text) ? undefined : lineTable(text));
    }
    return this.#tables.get(file);
  }
}
