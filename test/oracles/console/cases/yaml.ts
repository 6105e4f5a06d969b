const decoded = [
  'a: yes', 'a: 0o17', 'a: 017', 'a: 0x1F', 'a: 1_000', 'a: .5', 'a: 1e3', 'a: ~', 'a: 2001-01-01', 'a: !!str 1', 'a: 12:30:45', 'a: 0b11',
  'a: on', 'a: True', 'a: TRUE', 'a: NULL', 'a: -0', 'a: +5', 'a: .nan', 'a: 1.', 'a: -.5', 'a: 0o8', 'a: 08', 'a: 0X1F', 'a: 0B1',
  'a: +0x1', 'a: -0x1', 'a: 1__0', 'a: 1_', 'a: _1', 'a: 0.1_1', 'a: 1e', 'a: e1', 'a: -', 'a: +', 'a: .', 'a: <<', 'a: =',
  'a: 2001-01-01T00:00:00Z', 'a: !!timestamp 2001-01-01', 'a: !!int \\"3\\"', 'a: !!float 3', 'a: !!bool yes', 'a: !!null x',
  'a: !!binary aGk=', 'a: !foo x', 'a: !!seq [1]', 'a: !!set {a, b}', 'a: !!float 0x10', 'a: 9007199254740993', 'a: 0xFFFFFFFFFFFFFFFFFF',
  'a: 123456789012345678901234567890', 'a: 1.23456789012345678901234567890', '? a\\n: b', '[a, b]: c', '{a: b}: c', '1: a', 'true: b',
  '~: c', '1.5: x', 'a: 1\\na: 2', 'a: &x 1\\nb: *x', 'x: &b {p: 1}\\ny:\\n  <<: *b\\n  q: 2', 'x: &b {p: 1}\\ny: {<<: [*b, {r: 3}], p: 9}',
  '- 1\\n- [2, x]', '', '~', 'x', '--- a\\n', '--- a\\n--- b\\n', '---\\n...\\n', '# c\\n', '%YAML 1.2\\n---\\na: 1',
  '%YAML 1.1\\n---\\na: yes', 'a: |\\n  x\\n  y\\n', 'a: >\\n  x\\n  y\\n\\n  z\\n', 'a: \\"x\\\\ny\\"', 'a: \'it\'\'s\'', 'a:\\tb',
  'a: b: c', 'a: [1', 'a: {b', '\\ta: 1', 'a: *nope', '[]', '{}', 'a: ', 'a: \\"\\"', '- \\n- a', 'a: @x', 'a: `x`', 'a: %x',
  'a: \\"\\\\x41\\"', 'a: 1 # c', 'a: \\"1\\"', 'a: !!str', 'a: !!int', 'a: !!str ~', 'a: [1, 2.0, ~, true]', '1', '\\"1\\"', 'a: 1e-400',
  'a: - b', 'a: 0.1', 'a: 1.0', 'a: !!float 1', 'a: !!int 1.5', 'a: !!bool 1', 'a: &a [*a]', 'a: y', 'a: n', 'a: Off', 'a: !!null ~',
  'a: !!null', 'a: 190:20:30', 'a: 0o', 'a: 0x', 'a: 0b', 'a: 0777', 'a: -012', 'a: 00', 'a: 0_7', 'a: 1_2.5', 'a: 12e03', 'a: -2E+05',
  'a: 0xg', 'a: 1.2.3', 'a: 1-2', 'a: v1.2', 'a: 1:2', 'x: &b {p: 1}\\nz:\\n  <<: *b\\n  q: 2', 'x: &b {p: 1}\\nz: {<<: [*b, {r: 3}], p: 9}',
  'z: {p: 9, <<: {p: 1, q: 2}}', 'z: {<<: {p: 1, q: 2}, p: 9}', 'z: {<<: 1}', 'z: {<<: [1]}', 'z: {\\"<<\\": {p: 1}}', '0x1F: a', '1e3: a',
  'y: a', '!!str 1: a', '2001-01-01: a', 'a: 2001-1-1', 'a: 2001-01-01 10:00:00', 'a: 2001-01-01T10:00:00+02:00',
  'a: 2001-01-01t10:00:00.5Z', 'a: 2001-13-01', 'a: 2001-01-01 10:00', 'a: 2001-01-01 10:00:00 Z', 'a: 2001-1-1T1:1:1Z',
  'a: 0xFFFFFFFFFFFFFFFF', 'a: 0x7FFFFFFFFFFFFFFF', 'a: 0x8000000000000000', 'a: 0o777777777777777777777', 'a: 0o1777777777777777777777',
  'a: !!float yes', 'a: !!int x', 'a: !!float x', 'a: !!bool x', 'a: !!bool no', 'a: !!timestamp x', 'a: !!timestamp \\"2001-01-01\\"',
  'a: !!str [1]', 'a: !!map {b: 1}', 'a: !!seq {b: 1}', 'a: !!map [1]', 'a: !!omap [a: 1]', 'a: ! 1', 'a: !<tag:yaml.org,2002:str> 1',
  'a: !!float \\"1\\"', 'a: !!bool \\"yes\\"', 'a: !!null \\"\\"', 'a: |-\\n  1\\n', 'a: !!int |-\\n  1\\n', 'a: >-\\n  x\\n   y\\n  z',
  'a: |2\\n    x\\n', 'a: |+\\n  x\\n\\n', '- a\\n-b', 'a:b', 'a : b', 'a: b #c', 'a: b#c', 'a: \\"x\\n  y\\"', 'a: x\\n  y\\n\\n  z',
  '[a, b', '[a, , b]', '[a,]', '{a: 1,}', '{a, b: 1}', '{a:1}', '{\\"a\\":1}', 'a: [\\n  1,\\n  2\\n]', 'a: {\\n  b: 1\\n}',
  'a:\\n- 1\\n- 2', 'a:\\n  - 1\\n  - 2', '- - 1\\n  - 2', '- a: 1\\n  b: 2', '-\\n  a: 1', '&x a: *x', '*x', '--- |\\n  x\\n', '--- >\\n x',
  '--- # c\\na: 1', 'a: 1\\n---\\n', 'a: 1\\n...\\n', 'a: 1\\n...\\nb', 'a: 1\\n b: 2', 'a:\\n  b: 1\\n c: 2', 'a: *x\\nb: &x 1',
  'a: \\"\\\\u263a\\\\U0001F600\\\\N\\\\_\\\\L\\\\P\\\\e\\\\0\\\\a\\\\v\\\\/\\"', 'a: \\"\\\\q\\"', 'a: \'\\n\\n x\'', 'a: é', 'a: 😀',
  'é: 1', '\\ufeffa: 1', 'a: \\u0001', 'a: |\\n\\tx', 'a: null # x', 'a: Null', 'a: NuLL', 'a: TrUe', 'a: NO', 'a: nO', 'a: Y', 'a: ON',
  '? a\\n? b', '? [a]\\n: b', '? |\\n  x\\n: y', 'a: -x', 'a: ?x', 'a: :x', 'a: ,x', 'a: [x', 'a: ]x', 'a: }x', 'a: !x', 'a: &x', 'a: *x',
  'a: |x', 'a: >x', 'a: \\"x', 'a: \'x', 'a: {x: y}z', '%TAG ! tag:x,2000:\\n---\\na: !b 1', 'a: 1\\n\\n# x\\n', '# x\\na: 1',
  'a: &x\\nb: *x', '- &a x\\n- &a y\\n- *a', 'a: 1.0e+2', 'a: 1e+2', 'a: 1E2', 'a: .1e1', 'a: +.5', 'a: 1.5.', 'a: 0.', 'a: 00.5', 'a: 0e0',
  'a: -0.0', 'a: 1e5_0', 'a: ..5', 'a: 0x1.8', 'a: 1_e3', 'a: \\"a\\\\\\n  b\\"', 'a: 1\\n\\t', 'a: 1\\t# x', 'a:   ', 'a: b\\n\\n\\nc: d',
  'a: [1,2]: x', 'a: \\"b\\" c', '\\"a\\" : 1', '\'a\': 1', '- !!str 1\\n- !!int 2', 'a: 1,2', 'a: 1 2', 'a: 1+2', 'a: 685_230.15',
  'a: 685.230_15e+03', 'a: 0b1010_0111', 'a: +12_345', 'a: 02472256', 'a: 0x_0A', 'a: 190:20:30.15', 'a: 2002-12-14',
  'a: 2001-12-14t21:59:43.10-05:00', 'a: 2001-12-14 21:59:43.10 -5', 'a: 2001-12-15 2:59:43.10',
];

const encoded = [
  '"x"', '"x\\ny"', '"x\\n"', '"x\\n\\n"', '"\\n"', '"\\nx"', '" x\\ny"', '"x \\ny"', '"x\\n y"', '"x\\ny "', '"\\tx\\ny"', '"x\\ty\\nz"',
  '""', '" "', '"😀"', '"é"', '"\\u0001"', '"\\u00a0"', '"\\u0085"', '"\\u2028"', '"\\ufeff"', '"\\u0001\\nx"', '"a\\u00a0\\nb"', 'null',
  'true', '1', '1.5', '-0.0', '1e30', '[]', '{}', '[[]]', '[{}]', '[[], {}]', '{a=[]}', '{a=[[]]}', '{a={}}', '{a={b={}}}',
  '{a=[{b=1,c=[1,2,{d=1}]}]}', '[[[1]]]', '[{a={b=[{c=1}]}}]', '{"a\\nb"=1}', '{"a b c"=1}', '{""=1}', '{"a"="x\\ny\\n",b=2}',
  '["x\\ny","z"]', '[["x\\ny\\n"],"z"]', '{a=["x\\ny\\n"]}', '{a={b="x\\ny"}}', '{a={b="\\n x\\n\\n\\n"}}', '{a="x\\n\\n\\n",b="y"}',
  '[1,null,true,"a",[],{}]', 'tolist(["a"])', 'toset(["b","a"])', 'tomap({a=1})', 'tomap({})', 'tolist([])', 'local.ustring',
  '{a=local.ustring}', 'sensitive("x")', '{"a\\nb"=[1]}', '{"a\\nb"={c=1}}', '[{"a\\nb"=1,c=2}]', '{1=2}', '{"true"="true"}', '{"é"=1}',
  '{"😀"="😀 x"}', '"a\\"b\\\\c"', '"\\u001b[0m"', '"\\u0000"', '"\\u00ad"', '"\\u200b"', '"\\ud7ff"', '"\\ue000"', '"\\uffff"', '"x\\r\\ny"',
  '"x\\ry"', '"#x"', '"a: b"', '"- a"', '"wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww x y"',
  '"wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww x y"',
  '"wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww x  y"',
  '"wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww x"',
  '"wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww "',
  '"wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww  "',
  '{a="ééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééé x y"}',
];

const long = { words: 'word '.repeat(40), spaced: 'word  '.repeat(40), solid: 'x'.repeat(200), key: 'k'.repeat(126), keys: 'k '.repeat(60) };
const folded = [
  `"${long.words}"`, `{a="${long.words}"}`, `{a={b=["${long.words}"]}}`, `"${long.spaced}"`, `"${long.solid}"`, `{"${long.key}"=1}`, `{"${long.key}k"=1}`,
  `{"${long.key}kk"=1}`, `{"${long.key}kkk"=1}`, `{"${long.key}kkkk"=[1,2]}`, `{"${long.key}kkkk"={a=1}}`, `{"${long.key}kkkk"={}}`, `{"${long.keys}"="v"}`, `{"${long.keys}${long.keys}"="v"}`,
  `{a="${'é'.repeat(79)} x y"}`, `{a="${'\\"'.repeat(50)} x y"}`, `"${'w'.repeat(80)} x  y"`, `"${'w'.repeat(90)} "`, `"${'w'.repeat(90)}  "`,
];

/** Expressions of YAML. */
export const yamlCases: Readonly<Record<string, readonly string[]>> = {
  yamldecode: decoded.map((text) => `yamldecode("${text}")`),
  yamlencode: [...encoded, ...folded].map((text) => `yamlencode(${text})`),
};
