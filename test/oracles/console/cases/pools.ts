/** Values of every type and state, for calls that nobody thought of. */
export const anyValues: readonly string[] = [
  'null', 'true', '0', '1', '-1', '2.5', '""', '"a"', '"1"', '"true"', '"Ünï 👩‍👩‍👧"', '[]', '[1, 2]', '["b", "a", "b"]', '["a", null]',
  '[["x"], ["y", "z"]]', '{}', '{a = 1}', '{a = "x", b = null}', '{b = [1], a = ["p", "q"]}', 'tolist(["b", "a"])', 'tolist([])',
  'toset([2, 10, 1])', 'toset([])', 'tomap({a = "x", b = "y"})', 'tomap({k = ["v", "w"]})', '[{a = 1}, {a = 2}]', 'sensitive("x")', 'sensitive(["b", "a"])',
  '[sensitive("b"), "a"]', '{a = sensitive(1)}', 'local.ustring', 'local.udynamic', 'local.ubool', 'local.unumber', 'local.ulist', 'local.uset',
  'local.umap', 'local.uobject', 'local.utuple', '["a", local.ustring]', '{a = local.ustring, b = 1}', 'tolist(["a", local.ustring])',
  'toset(["a", local.ustring])', 'tomap({a = local.ustring})', 'tostring(null)', '[1, "a", true]', '[true, false]', '[true, local.ubool]',
];

/** Numbers, from text and from configuration, up to what a double cannot hold. */
export const numbers: readonly string[] = [
  '0', '1', '-1', '2', '3', '10', '-7', '0.5', '-2.5', '1.5', '0.1', '0.2', '1e3', '1e-7', '123456789', '9007199254740993', '-9007199254740993',
  '18446744073709551616', '1e30', '123456789.123456789', '"12"', '"-0.5"', '"1e3"',
];

export const texts: readonly string[] = [
  '""', '"a"', '"Hello World"', '"hello, wörld"', '"日本語テキスト"', '"👨‍👩‍👧 family"', '"e\\u0301te"', '"a\\nb\\nc"', '"  x y  "', '"a,b,,c"', '"AbC-dEf_9"', '"ǆungla ß İ ﬁ"',
  '"\\t\\r\\n"', '"<a href=\\"x\\">&</a>"', '"%d %%"', '"$${x}"', '"a/b/c.tf"', '"xxyxx"',
];

/** Every pair, or every so-many-th of them. */
export function pairs(left: readonly string[], right: readonly string[], step = 1): readonly (readonly [string, string])[] {
  const all = left.flatMap((a) => right.map((b): readonly [string, string] => [a, b]));
  return all.filter((_, index) => index % step === 0);
}

export function calls(name: string, args: readonly (string | readonly string[])[]): readonly string[] {
  return args.map((given) => `${name}(${typeof given === 'string' ? given : given.join(', ')})`);
}
