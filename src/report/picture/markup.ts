import { clean } from '../text.ts';

/** A text for SVG and HTML: nothing in it is markup, also inside quotes, and nothing turns the direction. */
export function escaped(text: string): string {
  return clean(text)
    .replace(LONE_SURROGATES, '\ufffd')
    .replace(/[&<>"'\ufffe\uffff]/g, (character) => ENTITIES[character] ?? '\ufffd');
}

const LONE_SURROGATES = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Data for a script element: it can end neither the element nor a comment. */
export function scriptData(data: unknown): string {
  return JSON.stringify(data).replace(/[<>&\u2028\u2029]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

/** A number without needless digits. */
export function number(value: number): string {
  return String(Math.round(value * 10) / 10);
}
