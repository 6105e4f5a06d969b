import type { Unknown } from '../../../core/value.ts';
import type { YamlEntry, YamlNode, YamlScalar } from '../../../syntax/yaml/ast.ts';
import { entryOf } from '../../../syntax/yaml/node.ts';
import { rememberBlock } from './embedded-text.ts';
import { SpanIndex, spansTouching } from './span-index.ts';
import { firstAfter, firstFrom } from './text.ts';
import type { Place } from './segment-places.ts';
import {
  inTemplate,
  isCopied,
  isSpace,
  rangeOf,
  scalarAt,
  templateRange,
  through,
} from './segment-places.ts';
import type { Segment, Text } from './value.ts';

export interface RenderedDocument {
  readonly text: Text;
  /** Where the document begins in the text: its nodes count from there. */
  readonly offset: number;
  /** The template. */
  readonly file: string;
}

/** The tree of a rendered document with the places of its values in templates and values files. */
export function placedTree(root: YamlNode, document: RenderedDocument): YamlNode {
  return new Placer(root, document).node(root);
}

/** What YAML puts around a value: quotes, space, the header of a block. */
const NOTHING = /^[\s"']*$|^[|>][-+\d]*\s*$/;

/** Nobody writes more space than this between a key and its value. */
const MOST_SPACE = 1000;

class Placer {
  readonly #document: RenderedDocument;
  readonly #text: Text;
  readonly #offset: number;
  readonly #file: string;
  /** Those around the whole document are a doubt about the object, not about its values. */
  readonly #uncertain: SpanIndex | undefined;

  constructor(root: YamlNode, document: RenderedDocument) {
    const { text, offset, file } = document;
    this.#document = document;
    this.#text = text;
    this.#offset = offset;
    this.#file = file;
    const start = root.start + offset;
    const end = this.#trimmedEnd(start, root.end + offset);
    // A key at the very end may have nothing but space before what wrote nothing.
    const last = end + (/^[ \t]*/.exec(text.value.slice(end, end + MOST_SPACE))?.[0].length ?? 0);
    const inside = spansTouching(text, start, last).filter(
      (span) => !(span.start <= start && end <= span.end),
    );
    this.#uncertain = inside.length === 0 ? undefined : new SpanIndex(inside);
  }

  node(node: YamlNode): YamlNode {
    const doubt = this.#doubtOf(node);
    if (doubt) return this.#unknown(node, doubt);
    switch (node.kind) {
      case 'scalar': {
        const placed = scalarAt(node, this.#scalarPlace(node));
        if (node.style === 'literal')
          rememberBlock(placed, node, { document: this.#document, place: placedTree });
        return placed;
      }
      case 'sequence': {
        const { file, start, end, came } = this.#holderPlace(node);
        const { kind, flow } = node;
        return { kind, items: node.items.map((item) => this.#item(item)), flow, file, start, end, came };
      }
      case 'mapping': {
        const { file, start, end, came } = this.#holderPlace(node);
        const { kind, flow } = node;
        const entries = node.entries.map((entry) => this.#entry(entry));
        return { kind, entries, flow, file, start, end, came };
      }
    }
  }

  #item(node: YamlNode): YamlNode {
    const doubt = this.#doubtAt(node.start + this.#offset);
    return doubt ? this.#unknown(node, doubt) : this.node(node);
  }

  #entry({ key, value }: YamlEntry): YamlEntry {
    const doubt = this.#doubtAt(key.start + this.#offset);
    const placedKey = scalarAt(key, this.#keyPlace(key));
    return { key: placedKey, value: doubt ? this.#unknown(value, doubt) : this.node(value) };
  }

  #unknown(node: YamlNode, because: Unknown): YamlScalar {
    const place = node.kind === 'scalar' ? this.#scalarPlace(node) : this.#holderPlace(node);
    return { kind: 'scalar', value: because, style: 'plain', ...place };
  }

  #doubtAt(position: number): Unknown | undefined {
    const around = this.#uncertain?.touching(position, position) ?? [];
    return around.find(({ end }) => position < end)?.because;
  }

  /** A scalar that touches an uncertain stretch, or a whole mapping or sequence inside of one. */
  #doubtOf(node: YamlNode): Unknown | undefined {
    if (!this.#uncertain) return undefined;
    const start = node.start + this.#offset;
    const end = this.#trimmedEnd(start, node.end + this.#offset);
    const isScalar = node.kind === 'scalar';
    // What wrote nothing may stand behind the space that follows a key.
    const space = start === end ? MOST_SPACE : 0;
    const found = this.#uncertain.touching(start - space, end + space).find((span) => {
      if (span.start <= start && end <= span.end && span.start < span.end) return start < end;
      if (!isScalar) return false;
      if (start === end) return this.#isEmptyBetween(start, span);
      // What is not known writes nothing: at the edge of a plain scalar it is a part of it.
      if (span.start === span.end && !span.existence) return start <= span.start && span.start <= end;
      return span.start < end && span.end > start;
    });
    return found?.because;
  }

  /** Whether only space lies between the end of a key without value and an uncertain stretch on its line. */
  #isEmptyBetween(position: number, span: { readonly start: number; readonly end: number }): boolean {
    if (span.start === span.end) return this.#text.value.slice(...sorted(position, span.start)).trim() === '';
    return span.start <= position && position <= span.end;
  }

  #scalarPlace(node: YamlScalar): Place {
    const start = node.start + this.#offset;
    const end = this.#trimmedEnd(start, node.end + this.#offset);
    const piece = this.#pieceAround(start, end);
    if (piece) return piece;
    if (start === end) return this.#emptyPlace(start);
    const segments = this.#segments(start, end);
    if (segments.length === 0) return this.#nearest(start);
    const shown = segments.filter((segment) => this.#isSubstance(segment, { start, end }));
    const [first] = shown;
    const hull = this.#hull({ start, end }) ?? this.#nearest(start);
    if (segments.every(({ from }) => from.kind === 'literal')) {
      // Literals with something between them in the file: an action that wrote nothing here.
      if (isCopied(segments)) return hull;
    } else if (shown.length === 1 && first && first.from.kind !== 'literal') {
      return this.#single(first, { start, end });
    }
    return { ...hull, came: { kind: 'computed', why: 'put together by the template' } };
  }

  /** The place of a stretch that one piece of text holds: most of what a template writes. */
  #pieceAround(start: number, end: number): Place | undefined {
    const { segments } = this.#text;
    const at = firstAfter(segments, start);
    const segment = segments[at];
    if (!segment || segment.start > start || segment.end < end || start === end) return undefined;
    const next = segments[at + 1];
    if ((next && next.start < end) || segment.from.kind === 'computed') return undefined;
    return this.#single(segment, { start, end });
  }

  /** Quotes of the template around a value are not part of it. */
  #isSubstance(
    { start, end, from }: Segment,
    scalar: { readonly start: number; readonly end: number },
  ): boolean {
    if (from.kind !== 'literal' && (from.kind !== 'computed' || start === end)) return true;
    const text = this.#text.value.slice(Math.max(start, scalar.start), Math.min(end, scalar.end));
    return !NOTHING.test(text);
  }

  /** A key without a value: what wrote nothing there, else where a value would stand. */
  #emptyPlace(position: number): Place {
    const { segments, value } = this.#text;
    const line = value.indexOf('\n', position);
    const end = line < 0 ? value.length : line;
    for (let at = firstFrom(segments, position); at < segments.length; at += 1) {
      const segment = segments[at];
      if (!segment || segment.start > end) break;
      if (segment.start === segment.end) return this.#single(segment, segment);
    }
    return this.#nearest(position);
  }

  #single(segment: Segment, { start, end }: { readonly start: number; readonly end: number }): Place {
    const { from } = segment;
    switch (from.kind) {
      case 'literal': {
        const first = from.offset + Math.max(start, segment.start) - segment.start;
        return {
          file: from.file,
          start: first,
          end: first + Math.min(end, segment.end) - Math.max(start, segment.start),
        };
      }
      case 'computed':
        return { ...rangeOf(from.at), came: { kind: 'computed', why: from.why } };
      case 'key':
        return through(from.holder, from.through);
      case 'node': {
        if (segment.start === start && segment.end === end) return through(from.node, from.through);
        const { value } = this.#text;
        const cut = value.slice(segment.start, start) + value.slice(end, Math.max(end, segment.end));
        const around =
          value.slice(start, segment.start) + value.slice(segment.end, Math.max(end, segment.end));
        if (/^[\s"']*$/.test(cut) && NOTHING.test(around)) return through(from.node, from.through);
        const at = from.through[0] ?? from.node;
        return { ...rangeOf(at), came: { kind: 'computed', why: 'put together by the template' } };
      }
    }
  }

  #keyPlace(key: YamlScalar): Place {
    const { segments } = this.#text;
    const first = segments[firstAfter(segments, key.start + this.#offset)];
    if (!first || first.start >= key.end + this.#offset) return this.#scalarPlace(key);
    if (first.from.kind !== 'key') return this.#scalarPlace(key);
    const written = typeof key.value === 'string' ? entryOf(first.from.holder, key.value)?.key : undefined;
    return through(written ?? first.from.holder, first.from.through);
  }

  /** A mapping or sequence: where its first key or dash stands, to the last text of the same file. */
  #holderPlace(node: YamlNode): Place {
    const start = node.start + this.#offset;
    const end = this.#trimmedEnd(start, node.end + this.#offset);
    const piece = this.#pieceAround(start, end);
    if (piece) return piece;
    const { segments } = this.#text;
    const first = segments[firstAfter(segments, start)];
    if (!first || first.start >= end) return this.#nearest(start);
    if (first.from.kind === 'key') return through(first.from.holder, first.from.through);
    const isWhole = first.start <= start && end <= first.end;
    if (isWhole && first.from.kind !== 'literal') return this.#single(first, { start, end });
    return this.#hull({ start, end }) ?? this.#nearest(start);
  }

  /** From the first to the last place of the same template file. */
  #hull({ start, end }: { readonly start: number; readonly end: number }): Place | undefined {
    const { segments } = this.#text;
    let hull: { file: string; start: number; end: number } | undefined;
    for (let at = firstAfter(segments, start); at < segments.length; at += 1) {
      const segment = segments[at];
      if (!segment || segment.start >= end) break;
      const place = inTemplate(segment, { start, end });
      if (!hull) hull = place;
      else if (hull.file === place.file && place.start >= hull.start && place.end > hull.end)
        hull.end = place.end;
    }
    return hull;
  }

  #segments(start: number, end: number): readonly Segment[] {
    const { segments } = this.#text;
    const found: Segment[] = [];
    for (let at = firstAfter(segments, start); at < segments.length; at += 1) {
      const segment = segments[at];
      if (!segment || segment.start >= end) break;
      found.push(segment);
    }
    return found;
  }

  /** The place just before a position that has none of its own. */
  #nearest(position: number): Place {
    const { segments } = this.#text;
    const after = firstAfter(segments, position);
    const segment =
      position > (segments[after]?.start ?? Infinity)
        ? segments[after]
        : (segments[after - 1] ?? segments[after]);
    if (!segment) return { file: this.#file, start: 0, end: 0 };
    if (segment.from.kind !== 'literal') return rangeOf(templateRange(segment.from));
    const { file, offset } = segment.from;
    const at = offset + Math.max(0, Math.min(position, segment.end) - segment.start);
    return { file, start: at, end: at };
  }

  #trimmedEnd(start: number, end: number): number {
    let last = end;
    while (last > start && isSpace(this.#text.value.charCodeAt(last - 1))) last -= 1;
    return last;
  }
}

function sorted(a: number, b: number): [number, number] {
  return a < b ? [a, b] : [b, a];
}
