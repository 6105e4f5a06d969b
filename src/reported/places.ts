import type { Files } from '../core/files.ts';
import { isDenied } from '../core/files.ts';
import type { Location, Origin, SourceRange } from '../core/location.ts';
import type { Place } from '../core/report.ts';
import type { Estate } from '../graph/estate.ts';
import type { LineTable } from '../syntax/lines.ts';
import { lineAt, lineTable } from '../syntax/lines.ts';

/** Turns offsets into lines, reading each file once. */
export class FileLines {
  readonly #files: Files;
  readonly #tables = new Map<string, { readonly text: string; readonly table: LineTable } | undefined>();

  constructor(files: Files) {
    this.#files = files;
  }

  /** Lines and columns of a range; undefined when its file cannot be read. */
  of(range: SourceRange | undefined): Place | undefined {
    const known = range && this.#table(range.file);
    if (!range || !known) return undefined;
    const { text, table } = known;
    // A block's range may take in its line end; its last line is the one before.
    const end =
      range.end > range.start && text[range.end - 1] === '\n'
        ? range.end - 1
        : Math.max(range.start, range.end);
    const from = lineAt(table, range.start);
    const to = lineAt(table, end);
    return { file: range.file, line: from.line, column: from.column, endLine: to.line, endColumn: to.column };
  }

  #table(file: string): { readonly text: string; readonly table: LineTable } | undefined {
    if (!this.#tables.has(file)) {
      const text = this.#files.read(file);
      this.#tables.set(file, isDenied(text) ? undefined : { text, table: lineTable(text) });
    }
    return this.#tables.get(file);
  }
}

/** Turns offsets and logical places into lines, for what is printed. */
export class Places {
  readonly #lines: FileLines;
  readonly #estate: Estate;

  constructor(files: Files, estate: Estate) {
    this.#lines = new FileLines(files);
    this.#estate = estate;
  }

  /** Lines and columns of a range; undefined when its file cannot be read. */
  of(range: SourceRange | undefined): Place | undefined {
    return this.#lines.of(range);
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
    return {
      place: this.of(origin.literal),
      through: origin.through.flatMap((range) => this.of(range) ?? []),
    };
  }
}
