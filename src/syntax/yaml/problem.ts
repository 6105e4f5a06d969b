/** What is wrong with a document, thrown from any depth of reading and reported once. */
export class YamlProblem extends Error {
  readonly code: string;
  readonly start: number;
  readonly end: number;

  constructor(code: string, message: string, at: { readonly start: number; readonly end: number }) {
    super(message);
    this.code = code;
    this.start = at.start;
    this.end = at.end;
  }
}
