import { anyValues, numbers, pairs } from './pools.ts';

const arithmetic = ['+', '-', '*', '/', '%'].flatMap((operator) =>
  pairs(numbers, numbers, 3).map(([a, b]) => `${a} ${operator} ${b}`),
);
const comparisons = ['<', '>', '<=', '>='].flatMap((operator) => pairs(numbers, numbers, 17).map(([a, b]) => `${a} ${operator} ${b}`));
const equality = pairs(anyValues, anyValues, 3).map(([a, b], index) => `${a} ${index % 4 === 0 ? '!=' : '=='} ${b}`);
const mixed = ['+', '<', '&&', '||'].flatMap((operator) => pairs(anyValues, anyValues, 29).map(([a, b]) => `${a} ${operator} ${b}`));
const logic = ['true', 'false', 'null', '"true"', '"0"', '1', 'local.ubool', 'sensitive(true)', 'local.ustring', '"x"'];

/** Expressions of operators, by operator. */
export const operatorCases: Readonly<Record<string, readonly string[]>> = {
  // As text: the recorded plan rounds some numbers.
  'arithmetic operators': [
    ...arithmetic, '0.1 + 0.2', '1 / 3 * 3', '1 / 3 == 1 / 3', '10 % 3', '-10 % 3', '10 % -3', '10.5 % 3', '5 % 0', '0 / 5', '2 - 2.0', '-(-3)', '- 0',
    '1 - -1', '-"3"', '-"x"', '-null', '-local.unumber', '1e500 / 1e499', '1 / 7', '2 / 3', '100 / 3', '1e-30 + 1', '0.1 * 3', '0.1 * 0.1', '1.1 * 1.1',
    'length([1]) / length([1, 2, 3])', 'length([1, 2]) / 3', 'length("ab") * 0.1', 'floor(2.5) / 3', 'pow(2, 0.5) * pow(2, 0.5)', 'pow(2, 0.5) / 3',
    'log(10, 2) + 1', 'pow(2, 64) + 1', 'pow(2, 53) + 1', 'length("abc") / 7 * 7', 'parseint("7", 10) / 3', 'abs(-1) / 3', 'max(1, 2) / 3', 'sum([1, 2]) / 7',
    'signum(5) / 7', 'index(["a", "b"], "b") / 7', 'tonumber("1") / 7', 'jsondecode("1") / 7', 'yamldecode("1") / 7', 'ceil(1.5) / 7', 'range(5)[3] / 7',
    '9007199254740991 + 1', '9007199254740991 * 9007199254740991', '123456789012345678901234567890 * 987654321098765432109876543210',
    '123456789012345678901234567890 % 97', '1e100 % 7', '-1e20 % 3.5', '0.3 % 0.1', '1e-10 % 1e-11', '5 % 0.3', '4 / 2 / 2', '2 + 3 * 4 - 1', '(2 + 3) * 4',
    '1 / 0', '-1 / 0', '0 / 0', '1 / 0 - 1 / 0', '1 / 0 * 0', '1 / 0 + 1', '1 / (1 / 0)', '(1 / 0) % 3', '3 % (1 / 0)', '1 / 0 == 1 / 0',
  ].map((expression) => `tostring(${expression})`),
  'comparison operators': [...comparisons, '"a" < "b"', '"2" < "10"', 'true < false', 'null < 1', '1 < local.unumber', '1 == 1.0', '0.1 + 0.2 == 0.3'],
  'equality operators': [
    ...equality, '[] == []', '{} == {}', '[] == tolist([])', 'tolist([]) == tolist([])', '[1] == [1]', '["1"] == [1]', 'tolist(["1"]) == tolist([1])', '1 == "1"',
    'true == "true"', 'null == null', 'null == tostring(null)', '{a = 1} == {a = 1}', '{a = 1} == {a = "1"}', '{a = 1} == tomap({a = 1})',
    'toset([1, 2]) == toset([2, 1])', '"e\\u0301" == "é"', '[local.ustring] == [local.ustring]', '[1, local.ustring] == [2, "x"]',
    '[local.ustring, 1] == ["x", 2]', '{a = local.ustring, b = 1} == {a = "x", b = 2}', 'local.ustring == null', 'local.ubool == null', 'local.uprefix == "x"',
    'local.uprefix == "order-1"', 'local.ulist == []', 'local.ulist == tolist(["a"])', 'local.umap == tomap({})', 'local.uobject == {a = 1, b = "x"}', '-0.0 == 0',
    'toset([local.ustring]) == toset(["a"])', '[null] == [null]', '{a = null} == {a = null}', 'tolist([{a = 1}]) == tolist([{a = 1}])', '1 != 1', '"a" != "b"',
  ],
  'logical operators': [
    ...['&&', '||'].flatMap((operator) => pairs(logic, logic).map(([a, b]) => `${a} ${operator} ${b}`)), ...logic.map((value) => `!${value}`), '!!true',
    'true && true || false', 'false || true && false', '!true == false', '1 < 2 && 2 < 3', ...mixed,
  ],
};
