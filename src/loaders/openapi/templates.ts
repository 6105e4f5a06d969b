import { UNKNOWN_PIECE } from '../../core/partial-text.ts';

/** A text without its template expressions, at the same offsets. */
export interface Masked {
  readonly text: string;
  /** True when directives decide which parts are there, or how often. */
  readonly hasDirectives: boolean;
}

// `${…}` and `%{…}` of Terraform, `{{…}}` of Helm; a quoted text inside may hold braces.
const EXPRESSION = /\$\{(?:"[^"\n]*"|[^{}"\n]|\{[^{}\n]*\})*\}|\{\{(?:"[^"\n]*"|[^"\n])*?\}\}/g;
const DIRECTIVE = /%\{[^}\n]*\}|^[^\S\n]*\{\{[^\n]*\}\}[^\S\n]*$/gm;

/**
 * Puts a stand-in of the same length in the place of every template expression, and blanks in the place of
 * directives, so that the rest can be parsed where it stands.
 */
export function maskTemplates(text: string): Masked {
  if (!text.includes('${') && !text.includes('%{') && !text.includes('{{'))
    return { text, hasDirectives: false };
  let hasDirectives = false;
  const withoutDirectives = text.replace(DIRECTIVE, (found) => {
    hasDirectives = true;
    return ' '.repeat(found.length);
  });
  return {
    text: withoutDirectives.replace(EXPRESSION, (found) => UNKNOWN_PIECE.repeat(found.length)),
    hasDirectives,
  };
}
