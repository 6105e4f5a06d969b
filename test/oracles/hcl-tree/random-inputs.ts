import { randomNumbers } from '../../support/random-numbers.ts';

/** One text to read as a file, an expression or a template. */
export interface Input {
  readonly form: 'file' | 'expression' | 'template';
  readonly text: string;
}

const IN_EXPRESSIONS = [
  'a', 'b', 'for', 'in', 'if', 'true', 'null', 'x-y', 'é', '_z', '1', '0', '1.5', '1e3', '2.e1', '.', '..',
  '...', ',', '=', '==', '=>', '!=', '!', '<', '<=', '<<', '>', '>=', '+', '-', '*', '/', '%', '&&', '||',
  '&', '|', '?', ':', '::', '(', ')', '[', ']', '{', '}', '[*]', '.*', '.0', '.0.1', '"', '"s"', '""',
  '"${a}"', '${', '%{', '~}', '~', '\n', '\n', '\r\n', '\r', ' ', ' ', '\t', '# c\n', '// d', '/* e */',
  '/*', '<<E\n', '<<-E\n', '  E\n', '\nE\n', '$', '$${', '\\', '"a\\n"', '\'', '`', ';', 'a.b', 'f(',
  'f(a)', '[for x in a: x]', '{for k,v in a: k=>v}', '{a=1}', '{a:1,b=2}', '[1,2]', 'a ? b : c', '\u00a0',
  '\ufeff', '٣',
];
const IN_TEMPLATES = [
  '$', '$', '%', '%', '{', '}', '${', '${~', '%{', '%{~', '~}', 'a', 'b', ' ', '  ', '\n', '\n', '\n',
  '\r\n', '\t', '"', '\\', '\\n', 'if', 'for', 'else', 'endif', 'endfor', '${a}', '${~a~}', '${~a}',
  '${a~}', '%{if a}', '%{else}', '%{endif}', '%{~ if a ~}', '%{~else~}', '%{~endif~}', '%{for x in y}',
  '%{endfor}', '%{~for k,v in y~}', '%{~endfor~}', '$${', '%%{', '$$${', '$$', '%%', '$%', '%$', '${"b"}',
  '\u00a0', '\u2028', 'é', 'e\u0301', 'x', 'EOT', '~',
];
const IN_FILES = [
  'a = ', 'b = ', 'c ', '"l" ', '{', '}', '\n', '\n', '\n', ' ', '1', 'x', '# c\n', '/* d */', '=', 'a {\n',
  'a = 1\n', 'r "t" "n" {\n', '}\n', 'c = {\n', '[\n', ']', '(', ')', ',', '<<EOT\n', '<<-EOT\n', ' EOT\n',
  'EOT', 'EOT \n', '  hi\n', '"s"', '"${a}"', ':', '\ufeff', 'd = [1,\n2]\n', 'é = 2\n', '\r\n',
  'b { c = 1 }\n', '"\\u00e9\\U0001F600$${"', 'b-c = 1\n', 'for', '"a${1}"',
];

/** Token soup in every place where it can stand; the same for the same seed. */
export function randomInputs(count: number, seed: number): Input[] {
  const next = randomNumbers(seed);
  const soup = (tokens: readonly string[]): string =>
    Array.from({ length: 1 + next(9) }, () => tokens[next(tokens.length)] ?? '').join('');
  const makers: readonly (() => Input)[] = [
    () => ({ form: 'expression', text: soup(IN_EXPRESSIONS) }),
    () => ({ form: 'expression', text: `"${soup(IN_TEMPLATES)}"` }),
    () => ({ form: 'template', text: soup(IN_TEMPLATES) }),
    () => ({ form: 'file', text: soup(IN_FILES) }),
    () => ({ form: 'file', text: `a = ${soup(IN_EXPRESSIONS)}\n` }),
    () => ({ form: 'file', text: `b {\n  a = { x = ${soup(IN_EXPRESSIONS)}\n}\n}\n` }),
    () => ({ form: 'file', text: `a = <<EOT\n${soup(IN_TEMPLATES)}\n  EOT\n` }),
    () => ({ form: 'file', text: `a = <<-EOT\n  ${soup(IN_TEMPLATES)}\n EOT\n` }),
  ];
  const inputs: Input[] = [];
  while (inputs.length < count) for (const make of makers) inputs.push(make());
  return inputs;
}
