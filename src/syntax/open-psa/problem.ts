import type { Diagnostic } from '../../core/diagnostic.ts';
import type { SourceRange } from '../../core/location.ts';
import type { LineTable } from '../lines.ts';
import { lineAt, lineTable } from '../lines.ts';
import type { XmlElement } from './xml.ts';

/** What is wrong with a model, or worth saying about it. */
export interface OpenPsaProblem extends Diagnostic {
  readonly at: SourceRange;
  /** From 1. */
  readonly line: number;
}

// Names of a hostile file fill no screen.
const LONGEST_NAME = 80;

/** What was found so far, and the lines that places stand on. */
export class Problems {
  readonly all: OpenPsaProblem[] = [];
  readonly #texts: ReadonlyMap<string, string>;
  readonly #tables = new Map<string, LineTable>();

  constructor(texts: ReadonlyMap<string, string>) {
    this.#texts = texts;
  }

  error(code: string, message: string, at: SourceRange): void {
    this.#add('error', code, message, at);
  }

  note(code: string, message: string, at: SourceRange): void {
    this.#add('note', code, message, at);
  }

  get hasErrors(): boolean {
    return this.all.some(({ severity }) => severity === 'error');
  }

  /** `shop.xml:12`. */
  placeOf(at: SourceRange): string {
    return `${at.file}:${this.#lineOf(at)}`;
  }

  #add(severity: Diagnostic['severity'], code: string, message: string, at: SourceRange): void {
    const { file, start, end } = at;
    this.all.push({ severity, code, message, at: { file, start, end }, line: this.#lineOf(at) });
  }

  #lineOf({ file, start }: SourceRange): number {
    const table = this.#tables.get(file) ?? lineTable(this.#texts.get(file) ?? '');
    this.#tables.set(file, table);
    return lineAt(table, start).line;
  }
}

/** Says that there is text where only elements may stand. */
export function reportText(element: XmlElement, problems: Problems): void {
  if (element.text === '') return;
  const message = `The text ${quoted(element.text)} stands in <${element.name}>, which holds elements only.`;
  problems.error('open-psa-text', message, element);
}

/** A name as a message quotes it. */
export function quoted(name: string): string {
  return name.length <= LONGEST_NAME ? `"${name}"` : `"${name.slice(0, LONGEST_NAME)}…"`;
}
