import type { ErrorCode } from 'yaml';

const ADVICE: Readonly<Record<ErrorCode, string>> = {
  ALIAS_PROPS: 'An alias has an anchor or a tag of its own. Remove it.',
  BAD_ALIAS: 'This is no name for an anchor or an alias. Use letters, digits, `-` and `_`.',
  BAD_DIRECTIVE: 'This directive is not known. Remove the line that starts with `%`.',
  BAD_DQ_ESCAPE: 'This escape does not exist in double quotes. Write `\\\\` for a backslash.',
  BAD_INDENT: 'The indentation does not fit what stands above. Align it with its siblings.',
  BAD_PROP_ORDER: 'An anchor or a tag stands before `-` or `?`. Put it behind.',
  BAD_SCALAR_START: 'A text cannot start with this character. Put it in quotes.',
  BLOCK_AS_IMPLICIT_KEY: 'Two keys stand on one line, or a value spans a list or mapping. Start a new line.',
  BLOCK_IN_FLOW: 'A list or mapping with indentation stands inside brackets. Use brackets there too.',
  DUPLICATE_KEY: 'A key stands twice in one mapping. Remove one of the two.',
  IMPOSSIBLE: 'This cannot be read as YAML. Correct it.',
  KEY_OVER_1024_CHARS: 'This key is longer than 1,024 characters. Shorten it.',
  MISSING_CHAR:
    'A character is missing here: a closing quote, a bracket, a comma, a colon or a blank. Add it.',
  MULTILINE_IMPLICIT_KEY: 'A key or text goes on over a line end. Add the colon, or put it in quotes.',
  MULTIPLE_ANCHORS: 'This has two anchors. Remove one.',
  MULTIPLE_DOCS: 'A new document starts here without `---`. Add it.',
  MULTIPLE_TAGS: 'This has two tags. Remove one.',
  NON_STRING_KEY: 'A key must be a text. Write it as one, or in quotes.',
  RESOURCE_EXHAUSTION: 'This nests too deep to be read. Split the document.',
  TAB_AS_INDENT: 'A tab indents this. Use blanks.',
  TAG_RESOLVE_FAILED: 'This tag is not declared or does not fit its value. Correct or remove it.',
  UNEXPECTED_TOKEN: 'This does not belong here. Remove it, or put the text in quotes.',
  BAD_COLLECTION_TYPE: 'The tag does not fit this list or mapping. Correct or remove it.',
};

/** What is wrong, in words without a place, and what to do. */
export function syntaxAdvice(code: ErrorCode): string {
  return ADVICE[code];
}
