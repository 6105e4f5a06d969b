import { SaxesParser } from 'saxes';
import type { SourceRange } from '../../core/location.ts';

/** An element of a document; its place is its start tag. */
export interface XmlElement extends SourceRange {
  /** Without a prefix. */
  readonly name: string;
  /** By name without a prefix; spaces around values are gone. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** The text between its children, spaces around it gone. */
  readonly text: string;
}

/** The first thing that is no XML, and where. */
export interface XmlProblem {
  readonly message: string;
  readonly at: SourceRange;
}

// Nobody nests formulas by hand or by program so deep; what walks the tree needs a stack for each level.
const DEEPEST = 1000;

/**
 * Reads a document up to its end or to what is no XML. No entity is read but the five of XML itself: those of
 * a document type, inside it or in other files, are refused where they are used.
 */
export function readXml(text: string, file: string): XmlElement | XmlProblem {
  const reader = new TreeReader(text, file);
  // Without namespaces: a prefix that is bound to nothing is no reason to refuse a model.
  const parser = new SaxesParser({ xmlns: false, position: false });
  parser.on('opentagstart', () => reader.open(parser.position));
  parser.on('opentag', ({ name, attributes }) => reader.opened(name, attributes, parser.position));
  parser.on('closetag', () => reader.close());
  parser.on('text', (part) => reader.text(part));
  parser.on('cdata', (part) => reader.text(part));
  parser.on('error', ({ message }) => reader.fail(message, parser.position));
  parser.write(text).close();
  return reader.result();
}

interface Growing extends SourceRange {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: XmlElement[];
  text: string;
}

/** Builds the tree; what comes after the first problem is let pass. */
class TreeReader {
  readonly #source: string;
  readonly #file: string;
  readonly #stack: Growing[] = [];
  #root: Growing | undefined;
  #problem: XmlProblem | undefined;
  #start = 0;

  constructor(source: string, file: string) {
    this.#source = source;
    this.#file = file;
  }

  open(position: number): void {
    this.#start = this.#source.lastIndexOf('<', position - 1);
  }

  opened(name: string, attributes: Readonly<Record<string, string>>, end: number): void {
    if (this.#problem) return;
    const element: Growing = {
      name: withoutPrefix(name),
      attributes: new Map(
        Object.entries(attributes).map(([key, value]) => [withoutPrefix(key), value.trim()]),
      ),
      children: [],
      text: '',
      file: this.#file,
      start: this.#start,
      end,
    };
    this.#stack.at(-1)?.children.push(element);
    this.#root ??= element;
    this.#stack.push(element);
    if (this.#stack.length > DEEPEST) {
      this.fail(`elements are nested more than ${DEEPEST} deep`, end);
    }
  }

  close(): void {
    const element = this.#stack.pop();
    if (element) element.text = element.text.trim();
  }

  text(part: string): void {
    const element = this.#stack.at(-1);
    if (element) element.text += part;
  }

  fail(message: string, position: number): void {
    const end = Math.min(position, this.#source.length);
    this.#problem ??= {
      message: advice(message.replace(/\.$/, '')),
      at: { file: this.#file, start: Math.max(0, end - 1), end },
    };
  }

  result(): XmlElement | XmlProblem {
    const nothing = { message: 'there is no element', at: { file: this.#file, start: 0, end: 0 } };
    return this.#problem ?? this.#root ?? nothing;
  }
}

function withoutPrefix(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function advice(message: string): string {
  return message === 'undefined entity'
    ? 'an entity is used that is not one of XML itself; entities that a document defines are not expanded'
    : message;
}
