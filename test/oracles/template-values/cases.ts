const ZONES = '["a", "b"]';

/** The right side of an attribute, as it would stand in a file. */
export const EXPRESSIONS: readonly string[] = [
  // Escapes in quotes.
  '"orders"', '""', '"a\\nb\\tc\\rd\\"e\\\\f"', '"\\u00e9\\U0001F4E6\\u0000"', '"$"', '"%"', '"$$"', '"%%"',
  '"a$b%c"',
  '"$${x}"', '"%%{x}"', '"$$${x}"', '"%%%{x}"', '"$$$${x}"', '"$%{ if true }a%{ endif }"', '"%${"a"}"',
  '"$$"',
  '"${"$"}{x}"', '"$${"', '"$${~x~}"', '"$ {x}"', '"é${"ü"}"',
  // Strip markers in quotes take all the white space on their side, newlines written as escapes as well.
  '"a  ${~ "x" ~}  b"', '"a \\n\\t ${~ "x" ~} \\n b"', '"a  ${~ "x"}  b"', '"a  ${"x" ~}  b"',
  '" ${~ "x" ~} "',
  '"${ "x" ~} ${~ "y" }"', '"a ${ "x" ~} $ b"', '"a $ ${~ "x"}"', '"a \u00a0${~ "x" ~}\u2003b"',
  '"a \u200b${~ "x" ~}\ufeff b"',
  // Directives.
  '"%{ if true }yes%{ else }no%{ endif }"', '"%{ if false }yes%{ else }no%{ endif }"',
  '"%{ if false }yes%{ endif }"',
  '"%{ if true }%{ if false }a%{ else }b%{ endif }c%{ else }d%{ endif }"',
  `"%{ for z in ${ZONES} }\${z},%{ endfor }"`,
  `"%{ for i, z in ${ZONES} }\${i}=\${z} %{ endfor }"`, '" x %{~ if true ~} y %{~ else ~} z %{~ endif ~} w "',
  `"a %{~ for z in ${ZONES} ~} \${z} %{~ endfor ~} b"`,
  '"%{ for k, v in { a = 1, b = 2 } }${k}${v};%{ endfor }"',
  '"%{ for z in [] }x%{ endfor }"', '"%{\n  if true\n}x%{\n endif\n}"',
  // Heredocs.
  '<<E\nE', '<<E\n\nE', '<<E\norders\nE', '<<E\n  orders\n    refunds\n  E',
  '<<E\na\\nb "c" \\\\ \\u00e9\nE', '<<E\na\n  EE\nE',
  '<<E\n$${x} %%{y} $$${z} $ % $$ %%\nE', '<<E\n${"x"}\nE', '<<E\n${"x"}E\n E\t', '<<E\na${\n"x"\n}b\nE',
  '<<E\n$\nE', '<<E\n\t\nE',
  '<<ÉTÉ-1\nx\nÉTÉ-1', '<<E\nx\u00a0\n\u00a0E\u00a0', '<<E\n${<<F\n inner\nF\n}\nE', '[<<E\nx\nE\n, 1]',
  '{ a = <<E\nx\nE\n}', '(<<E\nx\nE\n)',
 
  '<<-E\n    a\n  b\n   c\n  E', '<<-E\n    a\n      E', '<<-E\n\ta\n\t\tb\n\tE', '<<-E\n  a\n\n  b\n  E',
  '<<-E\n  a\n \n  b\n  E',
  '<<-E\n    a\n      \n    b\n  E', '<<-E\n    ${"a"}\n      b\n    E', '<<-E\n${"a"}\n      b\n    E',
  '<<-E\n  a ${"x"}\n    b\n  E',
  '<<-E\n  a ${"  x"}\n  E', '<<-E\n    $${a}\n      b\n    E', '<<-E\n    $a\n      b\n  E',
  '<<-E\n  \u00a0a\n  b\n  E', '<<-E\n   \n  E', '<<-E\nE',
  '<<-E\n    a\n  $${b}\n  E', '<<-E\n    %{ if true }\n      a\n    %{ endif }\n    E',
  '<<-E\n\u2003 a\n  b\n  E',
  // Strip markers in heredocs stop at the end of the line; what they empty counts for the indentation.
  '<<E\na\n  ${~ "x" ~}\n\n  b\nE', '<<E\na\n\n${~ "x" ~}\n  b\nE',
  '<<E\n  %{ if true ~}\n  a\n  %{ endif ~}\n  b\nE',
  `<<E\n%{ for z in ${ZONES} ~}\nzone \${z}\n%{ endfor ~}\nE`,
  `<<-E\n    %{ for z in ${ZONES} ~}\n    zone \${z}\n    %{ endfor ~}\n  E`,
  '<<-E\n    a\n    ${~ "x" ~}\n      b\n    E', '<<-E\n    ${ "x" ~}\n      b\n    c\n    E',
  '<<-E\n  %{~ if true ~}\n    a\n  %{~ endif ~}\n  E',
  '<<E\na ${ "x" ~} $ \n b\nE', '<<E\na $ \n${~ "x" }\nE', '<<E\na $\n${~ "x" }\nE',
  '<<E\na % \n${~ "x" }\nE', '<<E\n${ "x" ~} $${y}\nE',
  // Windows line ends stay in heredocs.
  '<<E\r\na\r\n  b\r\nE', '<<-E\r\n    a\r\n  b\r\n\r\n  E', '<<E\r\n${ "x" ~}\r\n  a\r\nE',
  '<<E\na $\r\n${~ "x" }\nE', '[\r\n"a",\r\n"b"\r\n]',
  // What is around the templates.
  '1 + 2 * 3 - 4 / 2 % 3', '-2 + 3', '!true || true && false', '(1 + 2) * 3', '1 < 2 == true',
  'true ? false ? 1 : 2 : 3', '2 - 1 - 1',
  'false ? 1 : true ? 2 : 3', '1 == 1 && 2 >= 2 || false', '-1 - -1', '[1, 2,]',
  '{ a = 1, "b c" : 2, (upper("d")) = 3 }', '1.5e3', '1.e2',
  '{ for = 1 }.for', '{ a = 1, for = 2 }', '{ true = 1, null = 2, if = 3 }',
  '[{ a = [1, 2] }, { a = [3] }][*].a[0]', '[{ a = 1 }].*.a[0]',
  '[{ a = [{ b = 1 }, { b = 2 }] }, { a = [{ b = 3 }] }][*].a[*].b', '[{ a = [{ b = 1 }] }][*].a.*.b',
  '[{ a = [1, 2] }].*.a.0', '[[1, 2], [3]].0.1',
  '[[1, 2], [3]].0[1]', '{ for k, v in { a = 1, b = 1 } : v => k... }',
  '[for i, z in ["a", "b"] : "${i}${z}" if i > 0]', 'max([1, 2]...)', 'core::max(1, 2)',
];

/** Whole templates without quotes, as `templatefile` reads them. */
export const TEMPLATES: readonly string[] = [
  '', 'a', 'a\n', '"a" \\n \\\\', '$', '%', '$$', 'a$', '$${x}', '%%{x}', '$$${x}', '$$$${x}', '${"x"}',
  '${1}', ' ${"x"}', 'a\r\nb',
  'a\n  ${~ "x" ~}\n\n  b', `%{ for z in ${ZONES} ~}\nzone \${z}\n%{ endfor ~}\nend`,
  '%{ if true }a%{ else }b%{ endif }\n', '  %{ if true ~}\n  a\n  %{~ endif }\n',
  'a $ \n${~ "x" }', 'a $\r\n${~ "x" }', 'a\rb $${c} %%{d} $$${e} ${f}', '${ "x" ~} $ \n', '<<E\n  a\nE',
  '# a ${"x"}', '${ <<-E\n    a\n  b\n  E\n}', '\u00a0${~ "x" ~}\u2028 b',
  '%{ for z in [1] ~} \n a\n%{ endfor }', '${"a${"b"}c"}', 'é${"ü"}😀', '%{ if true ~}  %{ endif }|',
  'a %%{~ b ~} $${~ c ~}',
];

/** JSON as it would stand in a .tf.json file as the value of a local. */
export const JSON_VALUES: readonly string[] = [
  '"orders"', '"a\\n${\\"x\\"}"', '"a\\\\n"', '"${1 + 2}"', '" ${1 + 2}"', '"$${x}"',
  '"%{ if true }a%{ endif }"',
  '"\\u00e9 \\ud83d\\ude00 \\/"', '-5', '1.5e3', 'null', 'true', '[1, "${2}", [3]]',
  '{"a": {"b": "${[1][0]}"}}',
  '{"${upper("k")}": 1}', '{"${upper(\\"k\\")}": 1}', '{"//": "kept", "a": 1}', '"${~ \\"x\\" ~}\\n  b"',
  '"a\\r${\\"b\\"}"',
  '{"a": 1, "a": 2}', '[1,]', '{"a" = 1}', '01', '1.', '"a\nb"', '"\\x"', '"${"', '"${x', 'nul', '{a: 1}',
  '// c\n1', '',
];
