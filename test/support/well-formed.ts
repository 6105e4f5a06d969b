/** Why a text is no well-formed XML, or loads what a picture must not; undefined where it is fine. */
export function xmlProblem(text: string): string | undefined {
  return new Reader(text, 'xml').problem();
}

/** The same for a page: elements without an end, scripts and styles are read as HTML reads them. */
export function htmlProblem(text: string): string | undefined {
  return new Reader(text, 'html').problem();
}

// https://www.w3.org/TR/xml/#charsets
const NO_CHARACTER = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;
// What turns the direction of the text behind it, or is an escape sequence of a terminal.
const TURNING = /[\u0080-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;
const REFERENCE = /&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[\da-fA-F]+);)/;
const NAME = /[A-Za-z_][\w:.-]*/y;
const ATTRIBUTE = /\s+([A-Za-z_][\w:.-]*)(?:="([^"]*)"|(?=[\s>]))/y;
// https://html.spec.whatwg.org/multipage/syntax.html#void-elements
const VOID = new Set(['meta', 'input', 'br', 'link', 'img', 'base', 'hr']);
const RAW = new Set(['script', 'style']);
const LOADING = /^(?:href|src|srcset|xlink:href|action|formaction|data|poster|background|ping|srcdoc|on.*)$/i;
// Attributes that may name something to load; all others are words.
const STYLING = /^(?:style|fill|stroke|filter|mask|clip-path|cursor|marker.*)$/;
const LOADING_STYLE = /url\(|@import|expression\(|javascript:/i;

class Reader {
  readonly #text: string;
  readonly #kind: 'xml' | 'html';
  readonly #open: string[] = [];
  #at = 0;
  #roots = 0;

  constructor(text: string, kind: 'xml' | 'html') {
    this.#text = text;
    this.#kind = kind;
  }

  problem(): string | undefined {
    const strange = NO_CHARACTER.exec(this.#text) ?? TURNING.exec(this.#text);
    if (strange) return this.#says(`character ${strange[0].codePointAt(0)?.toString(16)}`, strange.index);
    const head = this.#kind === 'xml' ? '<?xml version="1.0" encoding="UTF-8"?>' : '<!doctype html>';
    if (!this.#text.startsWith(head)) return `it does not begin with ${head}`;
    this.#at = head.length;
    while (this.#at < this.#text.length) {
      const problem = this.#text[this.#at] === '<' ? this.#tag() : this.#words();
      if (problem !== undefined) return this.#says(problem, this.#at);
    }
    if (this.#open.length > 0) return `${this.#open.join(' ')} has no end`;
    return this.#roots === 1 ? undefined : `${this.#roots} elements on the first level`;
  }

  #words(): string | undefined {
    const next = this.#text.indexOf('<', this.#at);
    const words = this.#text.slice(this.#at, next < 0 ? undefined : next);
    if (this.#open.length === 0 && words.trim() !== '') return 'text outside of the root';
    if (REFERENCE.test(words)) return 'an ampersand that begins no reference';
    if (words.includes(']]>')) return ']]> in text';
    this.#at += words.length;
    return undefined;
  }

  #tag(): string | undefined {
    const isEnd = this.#text[this.#at + 1] === '/';
    NAME.lastIndex = this.#at + (isEnd ? 2 : 1);
    const name = NAME.exec(this.#text)?.[0];
    if (name === undefined) return 'a tag without name';
    this.#at = NAME.lastIndex;
    return isEnd ? this.#end(name) : this.#start(name);
  }

  #end(name: string): string | undefined {
    if (this.#text[this.#at] !== '>') return `</${name} is not closed`;
    const open = this.#open.pop();
    if (open !== name) return `</${name}> ends ${open}`;
    this.#at += 1;
    return undefined;
  }

  #start(name: string): string | undefined {
    const seen = new Set<string>();
    for (;;) {
      ATTRIBUTE.lastIndex = this.#at;
      const [whole, attribute, value] = ATTRIBUTE.exec(this.#text) ?? [];
      if (whole === undefined || attribute === undefined) break;
      const problem = this.#attribute(attribute, value, seen);
      if (problem !== undefined) return `${problem} of ${name}`;
      this.#at += whole.length;
    }
    const close = /\/?>/y;
    close.lastIndex = this.#at;
    const end = close.exec(this.#text)?.[0];
    if (end === undefined) return `<${name} is not closed`;
    this.#at += end.length;
    if (this.#open.length === 0) this.#roots += 1;
    if (end === '/>' || (this.#kind === 'html' && VOID.has(name))) return undefined;
    this.#open.push(name);
    return RAW.has(name) ? this.#raw(name) : undefined;
  }

  #attribute(name: string, value: string | undefined, seen: Set<string>): string | undefined {
    if (seen.has(name)) return `a second ${name}`;
    seen.add(name);
    if (value === undefined) return this.#kind === 'html' ? undefined : `${name} without a value`;
    if (value.includes('<') || REFERENCE.test(value)) return `markup in ${name}`;
    if (LOADING.test(name)) return `the attribute ${name}`;
    return STYLING.test(name) && LOADING_STYLE.test(value) ? `what loads in ${name}` : undefined;
  }

  /** What stands in a script or a style: nothing in it may look like markup, of either format. */
  #raw(name: string): string | undefined {
    const end = this.#text.indexOf(`</${name}>`, this.#at);
    const inside = end < 0 ? '' : this.#text.slice(this.#at, end);
    if (end < 0 || /<\/?(?:script|style)|<!--/i.test(inside)) return `${name} does not end where it should`;
    if (name === 'style' && LOADING_STYLE.test(inside)) return 'a style that loads';
    if (name === 'style' && /[<&]/.test(inside)) return 'markup in a style';
    this.#at = end;
    return undefined;
  }

  #says(problem: string, at: number): string {
    return `${problem}, at ${JSON.stringify(this.#text.slice(Math.max(0, at - 60), at + 60))}`;
  }
}
