import { anyValues, pairs } from './pools.ts';

const keys = ['0', '1', '-1', '5', '0.5', '"a"', '"0"', '"zz"', 'null', 'true', 'local.ustring', 'local.unumber', 'sensitive(0)', 'sensitive("a")', '"1.0"'];

/** Expressions about indexes, attributes, conditionals, `for`, splat and templates. */
export const structureCases: Readonly<Record<string, readonly string[]>> = {
  'index and attribute': [
    ...pairs(anyValues, keys, 2).map(([value, key]) => `(${value})[${key}]`), ...anyValues.map((value) => `(${value}).a`),
    '{a = {b = [1, 2]}}.a.b[1]', '[1, 2, 3].1', '[[1, 2], [3]][0][1]', '{"a b" = 1}["a b"]', '{a = 1}.zz', 'tomap({a = 1}).zz', 'tolist([])[0]', '{a = null}.a',
    '{a = sensitive({b = 1})}.a.b', 'tomap({a = "x"})[local.ustring]', '[1, "a"][local.unumber]', 'tolist([1, 2])[local.unumber]', '{1 = 2}[1]', '{1 = 2}["1"]',
    'tomap({1 = 2})[1]', '{true = 2}[true]', '[1][9007199254740993]', '[1]["0.0"]', '"abc"[0]', 'toset(["a"])[0]', 'local.utuple[1]', 'local.utuple[5]', 'local.uobject["b"]', 'local.uobject.zz',
  ],
  conditional: [
    ...pairs(anyValues, anyValues, 4).map(([a, b], index) => `${['true', 'false', 'local.ubool'][index % 3] ?? ''} ? ${a} : ${b}`),
    ...['null', '"true"', '"x"', '1', '"1"', '[]', 'sensitive(true)', 'local.udynamic', 'local.ustring'].map((value) => `${value} ? 1 : 2`),
    'true ? [] : ["a"]', 'true ? {} : {a = 1}', 'false ? {} : {a = 1}', 'true ? {a = 1} : {a = "x"}', 'true ? {a = 1, b = 2} : {a = 1, c = "x"}', 'true ? [1] : ["a", true]',
    'true ? [1, "a"] : [2, "b"]', 'true ? [1, "a"] : [2]', 'true ? {a = [1]} : {a = []}', 'true ? tolist([1]) : ["a"]', 'true ? toset(["a"]) : ["b"]', 'true ? tomap({a = 1}) : {b = "x"}',
    'true ? null : 1', 'true ? 1 : null', 'true ? null : null', 'true ? tostring(null) : 1', 'local.ubool ? null : null', 'local.ubool ? "a" : "b"', 'local.ubool ? [1] : [2, 3]',
    'length(local.ubool ? tolist([1, 2]) : tolist([3, 4]))', 'length(local.ubool ? tolist([1]) : tolist([3, 4]))', '(local.ubool ? "a" : "b") == null', '(local.ubool ? null : "b") == null',
    'true ? sensitive(1) : 2', 'issensitive(true ? 1 : sensitive(2))', 'issensitive(local.ubool ? 1 : sensitive(2))', 'true ? {a = {b = 1}} : {a = {c = 1}}', 'true ? [{a = 1}] : [{a = 1, b = 2}]',
    'true ? [{a = 1}] : []', 'true ? {a = []} : {a = ["x"], b = 1}', 'true ? 1 : [1]', 'true ? [1] : {a = 1}', 'true ? true : "a"', 'true ? true : 1', 'true ? "1" : 1', 'true ? local.udynamic : 1',
    'true ? 1 : local.udynamic', 'true ? [local.udynamic] : ["a"]', 'true ? tolist([local.udynamic]) : ["a"]', 'false ? {a = 1} : null', 'true ? {a = null} : {a = 1}', 'true ? [null] : [1]',
    'true ? {a = "x", b = null} : {a = "y", b = {c = 1}}', 'true ? [{a = null}, {a = 1}] : [{a = "x"}]', 'true ? "a" : "b" == "c"', 'true ? false ? 1 : 2 : 3',
  ],
  for: [
    ...anyValues.flatMap((value) => [`[for x in ${value} : x]`, `{for k, v in ${value} : k => v}`, `[for i, x in ${value} : "\${i}" if x != null]`]),
    '[for x in [1, 2, 3] : x * 2]', '[for i, x in ["a", "b"] : "${i}-${x}"]', '{for x in ["a", "b"] : x => upper(x)}', '{for x in ["a", "a"] : x => 1}',
    '{for i, x in ["a", "b", "a"] : x => i...}', '[for x in [1, 2, 3, 4] : x if x % 2 == 0]', '{for k, v in {b = 1, a = 2} : v => k}', '{for k, v in {a = "x", b = "x"} : v => k...}',
    '[for x in toset(["b", "a"]) : x]', '[for k, v in toset(["b", "a"]) : "${k}=${v}"]', '[for x in local.ulist : x]', '{for x in local.ulist : x => x}', '[for x in ["a", local.ustring] : upper(x)]',
    '{for x in ["a", local.ustring] : x => 1}', '[for x in [1, 2] : x if local.ubool]', '[for x in [1, 2] : x if null]', '[for x in [1] : x if "x"]', '{for x in [1, null] : x => 1}',
    '{for x in [[]] : x => 1}', '[for x in sensitive([1, 2]) : x]', 'issensitive([for x in sensitive([1]) : x])', '[for x in [1, 2] : x if sensitive(true)]', '{for x in [sensitive("a")] : x => 1}',
    '{for k, v in {a = sensitive(1)} : k => v}', '[for o in [{a = 1}, {a = 2}] : o.a]', '[for o in [{a = 1}, {}] : o.a]', '[for x in {a = 1, b = "x"} : x]', '[for x in "abc" : x]', '[for x in null : x]',
    '[for x in [[1, 2], [3]] : [for y in x : y + 1]]', '{for x in [1, 2] : x => x}', '{for x in [true] : x => 1}', '[for x in tolist([]) : x]', '{for x in [] : x => 1}',
    '{for x in [{k = "a", v = 1}, {k = "b", v = "x"}] : x.k => x.v}', '{for x in ["a", "b"] : x => [1]...}', '[for x in ["a", null] : x]', '[for k, v in local.umap : v]', '[for k, v in local.uobject : v]',
  ],
  splat: [
    ...anyValues.flatMap((value) => [`(${value})[*]`, `(${value})[*].a`, `(${value}).*.a`]), '[{a = [1, 2]}, {a = [3]}][*].a[0]', '[{a = [1, 2]}, {a = [3, 4]}].*.a[0]', '[{a = 1}, {b = 2}][*].a', 'null[*]',
    'tolist(null)[*]', '"x"[*]', '{a = 1}[*].a', '[[{a = 1}]][*][0].a', '[[{a = 1}, {a = 2}]][*][*].a', 'toset([{a = 1}])[*].a', 'local.udynamic[*].a', 'local.ulist[*]', 'tostring(null)[*]', 'length(null[*])',
    'tomap({a = {b = 1}})[*].a', 'sensitive([{a = 1}])[*].a', 'issensitive(sensitive([{a = 1}])[*].a)', '[{a = sensitive(1)}][*].a', '[][*].a', 'tolist([])[*]', 'local.ustring[*]', 'local.uobject[*].a', 'local.utuple[*]',
  ],
  template: [
    ...anyValues.flatMap((value) => [`"\${${value}}"`, `"x\${${value}}y"`]), '"a${1 + 2}b"', '"${"x"}"', '"%{ if true }yes%{ else }no%{ endif }"', '"%{ if null }yes%{ endif }"', '"%{ if "x" }yes%{ endif }"',
    '"%{ if local.ubool }a%{ else }b%{ endif }"', '"%{ for x in [1, 2] }<${x}>%{ endfor }"', '"%{ for k, v in {a = 1, b = 2} }${k}=${v};%{ endfor }"', '"%{ for x in local.ulist }${x}%{ endfor }"',
    '"a ${~ "b" ~} c"', '"%{ for x in ["a", "b"] ~} ${x} %{~ endfor }"', '"$${a} %%{b}"', '"${null}"', '"x${null}"', '"${[]}"', '"x${[]}"', '"${1}${2}"', '"${0.1}"', '"${1e30}"', '"${1/3}"', '"e${"\\u0301"}"',
    '"\\u00e9 \\U0001F600 \\t \\\\ \\""', '"${sensitive("a")}b"', 'issensitive("${sensitive("a")}b")', '"${true}"', '"${false}!"', '"%{ if sensitive(true) }a%{ endif }"', 'issensitive("%{ if sensitive(true) }a%{ endif }")',
    '"%{ for x in sensitive(["a"]) }${x}%{ endfor }"', '"%{ for x in null }x%{ endfor }"', '"%{ for x in "abc" }x%{ endfor }"', '"${local.ustring}-${1}"', '"pre-${local.ustring}" == "x"', '"${"${"a"}"}"',
  ],
  literals: [
    '1', '-1', '1.50', '1e3', '1E-2', '0.1e1', '007', '1.', '.5', '0x1', '1_000', 'true', 'null', '"a"', '[]', '[1,]', '{}', '{a = 1}', '{a : 1}', '{"a" = 1}', '{("a") = 1}', '{a = 1, b = 2}', '{a = 1, a = 2}',
    '{(null) = 1}', '{(1) = 1}', '{(true) = 1}', '{([]) = 1}', '{(local.ustring) = 1}', '{"${"x"}y" = 1}', '{1 = "a"}', '{null = 1}', '{true = 1}', '[1, "a", null, [], {}]', '{for = 1}', '{if = 1}',
    '99999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999',
    '0.99999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999',
    '1e-100', '123456789.987654321', '3.141592653589793238462643383279502884197169399375105820974944592307816406286208998628034825342117067982148086513282306647093844609550582231725359408128481', '-0', '1e200',
    '[local.ustring, 1]', '{a = local.udynamic}', '{(sensitive("a")) = 1}', '[sensitive(1)]', '"\\u{41}"', '"\\x41"', '"a${"b"}c"', '(1)', '((("a")))', '[[[]]]', '{a = {b = {c = {}}}}',
  ],
};
