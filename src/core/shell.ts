/** One simple command of a shell script. */
export interface ShellCommand {
  /** Name and arguments without quotes; variables and substitutions as written. */
  readonly words: readonly string[];
  /** What stands before the name: `ENV=prod`. A command without words sets variables of the script. */
  readonly assigned: readonly (readonly [name: string, value: string])[];
  /** How many parentheses it stands in: what `cd` does there ends with them. */
  readonly depth: number;
  /** The function that it is a part of. */
  readonly within: string | undefined;
}

/**
 * The simple commands of a shell script in their order, those of substitutions before the command that uses
 * them. Comments, redirections and the content of here-documents are left out; nothing is run or expanded.
 */
export function shellCommands(script: string): readonly ShellCommand[] {
  const found: ShellCommand[] = [];
  new ShellReader(script, found, 0).read();
  return found;
}

// What may stand before a command and is none itself.
const KEYWORDS: ReadonlySet<string> = new Set(
  'if then else elif fi do done while until esac ! { }'.split(' '),
);
// Scripts that nest deeper are not written by people.
const MAX_DEPTH = 8;

class ShellReader {
  readonly #text: string;
  readonly #found: ShellCommand[];
  readonly #level: number;
  #at = 0;
  #words: string[] = [];
  #assigned: (readonly [string, string])[] = [];
  #depth = 0;
  // The function whose body is open, and how many braces are open in it.
  #within: string | undefined;
  #declared: string | undefined;
  #braces = 0;
  #heredocs: { readonly end: string; readonly isIndented: boolean }[] = [];

  constructor(text: string, found: ShellCommand[], level: number, within?: string) {
    this.#text = text;
    this.#found = found;
    this.#level = level;
    this.#depth = level;
    this.#within = within;
  }

  read(): void {
    const text = this.#text;
    while (this.#at < text.length) {
      const char = text[this.#at] ?? '';
      if (char === '\n') {
        this.#at += 1;
        this.#finish();
        this.#skipHeredocs();
      } else if (char === ' ' || char === '\t' || char === '\r') this.#at += 1;
      else if (char === '\\' && /^\\\r?\n/.test(text.slice(this.#at, this.#at + 3))) this.#skipLineEnd();
      else if (char === '#') this.#skipComment();
      else if (char === ';' || char === '&' || char === '|') {
        this.#at += 1;
        // `&>` sends output away.
        if (char === '&' && text[this.#at] === '>') this.#redirection();
        else this.#finish();
      } else if (char === '(' || char === ')') this.#parenthesis(char);
      else if (char === '<' || char === '>') this.#redirection();
      else this.#word();
    }
    this.#finish();
  }

  #parenthesis(char: string): void {
    const [name, ...more] = this.#words;
    if (char === '(' && name !== undefined && /^\(\s*\)/.test(this.#text.slice(this.#at, this.#at + 10))) {
      // `deploy() {`, `function deploy() {`
      this.#declare(more.at(-1) ?? name);
      this.#at = this.#text.indexOf(')', this.#at) + 1;
      return;
    }
    this.#at += 1;
    this.#finish();
    this.#depth = Math.max(this.#level, this.#depth + (char === '(' ? 1 : -1));
  }

  #finish(): void {
    const words = this.#words;
    if (words.length > 0 || this.#assigned.length > 0) {
      if (words[0] === 'function' && words[1] !== undefined) this.#declared = words[1];
      else {
        const within = this.#within;
        this.#found.push({ words, assigned: this.#assigned, depth: this.#depth, within });
      }
    }
    this.#words = [];
    this.#assigned = [];
  }

  #declare(name: string): void {
    this.#words = [];
    this.#assigned = [];
    this.#declared = name;
  }

  /** Braces that open and close bodies; those of groups inside a body are counted. */
  #brace(word: string): void {
    if (word === '{') {
      if (this.#within === undefined && this.#declared !== undefined) {
        this.#within = this.#declared;
        this.#braces = 1;
      } else if (this.#within !== undefined) this.#braces += 1;
      this.#declared = undefined;
    } else if (word === '}' && this.#within !== undefined && this.#braces > 0) {
      this.#braces -= 1;
      if (this.#braces === 0) this.#within = undefined;
    }
  }

  #skipLineEnd(): void {
    const end = this.#text.indexOf('\n', this.#at);
    this.#at = end < 0 ? this.#text.length : end + 1;
  }

  #skipComment(): void {
    const end = this.#text.indexOf('\n', this.#at);
    this.#at = end < 0 ? this.#text.length : end;
  }

  /** `> file`, `2>&1`, `<<EOF`: the word behind it is no argument. */
  #redirection(): void {
    const text = this.#text;
    if (text.startsWith('<<<', this.#at)) this.#at += 3;
    else if (text.startsWith('<<', this.#at)) {
      this.#at += 2;
      const isIndented = text[this.#at] === '-';
      if (isIndented) this.#at += 1;
      this.#skipBlanks();
      this.#heredocs.push({ end: this.#plainWord(), isIndented });
      return;
    } else if (text[this.#at + 1] === '(') {
      // `<(command)`: what it holds are commands.
      this.#at += 1;
      return;
    } else while (/[<>&|]/.test(text[this.#at] ?? '')) this.#at += 1;
    this.#skipBlanks();
    if (/[^\n;|&()]/.test(text[this.#at] ?? '\n')) this.#plainWord();
  }

  #skipBlanks(): void {
    while (this.#text[this.#at] === ' ' || this.#text[this.#at] === '\t') this.#at += 1;
  }

  #skipHeredocs(): void {
    for (const { end, isIndented } of this.#heredocs) {
      while (this.#at < this.#text.length) {
        const stop = this.#text.indexOf('\n', this.#at);
        const line = this.#text.slice(this.#at, stop < 0 ? undefined : stop).replace(/\r$/, '');
        this.#at = stop < 0 ? this.#text.length : stop + 1;
        if ((isIndented ? line.trimStart() : line) === end) break;
      }
    }
    this.#heredocs = [];
  }

  #word(): void {
    const start = this.#at;
    const word = this.#plainWord();
    if (/^\d+$/.test(word) && /[<>]/.test(this.#text[this.#at] ?? '')) return;
    if (this.#words.length === 0) {
      if (KEYWORDS.has(word)) {
        this.#finish();
        return this.#brace(word);
      }
      const assignment = /^([A-Za-z_]\w*)\+?=([^]*)$/.exec(word);
      if (assignment && !/^['"]/.test(this.#text[start] ?? '')) {
        const isList = assignment[2] === '' && this.#text[this.#at] === '(';
        this.#assigned.push([assignment[1] ?? '', isList ? this.#list() : (assignment[2] ?? '')]);
        return;
      }
    }
    this.#words.push(word);
  }

  /** `(a b c)` behind a name: a list, no commands. */
  #list(): string {
    const start = this.#at;
    this.#at = Math.min(closingParenthesis(this.#text, start) + 1, this.#text.length);
    return this.#text.slice(start + 1, this.#at - 1).trim();
  }

  /** A word without its quotes. */
  #plainWord(): string {
    const text = this.#text;
    let word = '';
    while (this.#at < text.length) {
      const char = text[this.#at] ?? '';
      // A no-break space is a letter for a shell.
      if (/[ \t\r\n;&|()<>]/.test(char)) break;
      if (char === "'") word += this.#until("'");
      else if (char === '"') word += this.#doubleQuoted();
      else if (char === '$') word += this.#dollar();
      else if (char === '`') word += this.#backticks();
      else if (char === '\\') {
        if (/^\\\r?\n/.test(text.slice(this.#at, this.#at + 3))) this.#skipLineEnd();
        else {
          word += text[this.#at + 1] ?? '';
          this.#at += 2;
        }
      } else {
        word += char;
        this.#at += 1;
      }
    }
    return word;
  }

  #until(quote: string): string {
    const end = this.#text.indexOf(quote, this.#at + 1);
    const stop = end < 0 ? this.#text.length : end;
    const content = this.#text.slice(this.#at + 1, stop);
    this.#at = stop + 1;
    return content;
  }

  #doubleQuoted(): string {
    const text = this.#text;
    let content = '';
    this.#at += 1;
    while (this.#at < text.length && text[this.#at] !== '"') {
      const char = text[this.#at] ?? '';
      if (char === '$') content += this.#dollar();
      else if (char === '`') content += this.#backticks();
      else if (char === '\\') {
        content += text[this.#at + 1] ?? '';
        this.#at += 2;
      } else {
        content += char;
        this.#at += 1;
      }
    }
    this.#at += 1;
    return content;
  }

  #backticks(): string {
    const content = this.#until('`');
    this.#inner(content);
    return `$(${content})`;
  }

  /** `$NAME`, `${NAME:-default}`, `${{ expression }}` as written; the commands of `$(…)` are read. */
  #dollar(): string {
    const text = this.#text;
    const start = this.#at;
    if (text.startsWith('${{', start)) return this.#closed('}}');
    if (text.startsWith('${', start)) return this.#closed('}');
    if (!text.startsWith('$(', start)) {
      this.#at += 1;
      return '$';
    }
    const end = closingParenthesis(text, start + 1);
    this.#at = end + 1;
    if (!text.startsWith('$((', start)) this.#inner(text.slice(start + 2, end));
    return text.slice(start, end + 1);
  }

  #closed(mark: string): string {
    const start = this.#at;
    const end = this.#text.indexOf(mark, start);
    this.#at = end < 0 ? this.#text.length : end + mark.length;
    return this.#text.slice(start, this.#at);
  }

  #inner(script: string): void {
    if (this.#level < MAX_DEPTH) new ShellReader(script, this.#found, this.#level + 1, this.#within).read();
  }
}

/** Where the parenthesis that opens at a place is closed; quotes and expressions are passed over. */
export function closingParenthesis(text: string, open: number): number {
  let depth = 0;
  let isQuoted = false;
  for (let at = open; at < text.length; at += 1) {
    const char = text[at];
    if (char === '\\') at += 1;
    else if (char === '"') isQuoted = !isQuoted;
    else if (char === "'" && !isQuoted) {
      const end = text.indexOf("'", at + 1);
      if (end > 0) at = end;
    } else if (char === '(') depth += 1;
    else if (char === ')') {
      depth -= 1;
      if (depth === 0) return at;
    }
  }
  return text.length;
}
