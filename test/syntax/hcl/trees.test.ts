import { expect, test } from 'vitest';
import type { Span } from '../../../src/syntax/hcl/ast.ts';
import { parseHcl, parseTemplate } from '../../../src/syntax/hcl/parse.ts';
import { check, onlyAttribute } from './check-tree.ts';

test.each([
  ['a || b && c == d < e + f * !g', '{$a||{$b&&{$c=={$d<{$e+{$f*!$g}}}}}}'],
  ['a - b - c', '{{$a-$b}-$c}'],
  ['-a + b', '{-$a+$b}'],
  ['a ? b : c ? d : e', 'cond($a?$b:cond($c?$d:$e))'],
  ['(a)', '($a)'],
  ['f(a, b...)', 'f!($a,$b,...)'],
  ['provider::aws::arn(a)', 'provider::aws::arn!($a,)'],
  ['a.0.b', '.b(idx($a,#0e0))'],
  ['a.b[c].d', '.d(idx(.b($a),$c))'],
  ['a[*].b[0]', 'splat($a,idx(.b(_),#0e0))'],
  ['a.*.b[0]', 'idx(splat($a,.b(_)),#0e0)'],
  ['a[*].b[*].c', 'splat($a,splat(.b(_),.c(_)))'],
  ['a[*].b.*.c[0]', 'splat($a,idx(splat(.b(_),.c(_)),#0e0))'],
  ['a.*.b[*].c', 'splat(splat($a,.b(_)),.c(_))'],
  ['[for x in a : x.y if x.z]', 'for(,x,$a,.y($x) if .z($x))'],
  ['{ for k, v in a : k => v... if v }', 'for(k,v,$a,$k=>$v... if $v)'],
  ['{ a = 1, "b" : 2, (c) = 3, d.e = 4 }', '{k:a=#1e0,T["b"]=#2e0,($c)=#3e0,.e($d)=#4e0,}'],
  ['resource.aws_vpc.main.id', '.id(.main(.aws_vpc($resource)))'],
  ['"${a}"', 'W[$a]'],
  ['"${a}-${b}"', 'T[$a "-" $b]'],
  ['"%{ if a }x%{ else }${b}%{ endif }"', 'T[cond($a?T["x"]:T[$b])]'],
])('%s', (expression, tree) => {
  check(`r = ${expression}\n`, `{r=${tree};}`);
});

test('blocks take bare and quoted labels, one line or many', () => {
  check('a "b\\"c" d {\n  e { f = 1 }\n}\ng {}\n', '{a "b<22>c" "d"{e{f=#1e0;};};g{};}');
});

test('names may be of any script', () => {
  check('größe =名前.é-1\n', '{größe=.é-1($名前);}');
});

test('a byte order mark is one character', () => {
  const { body } = parseHcl('\ufeffa = 1\n');
  expect(onlyAttribute(body).start).toBe(1);
});

test('a template that is one interpolation keeps its type, but not when text was stripped beside it', () => {
  expect(parseTemplate('${a}').parts).toHaveLength(1);
  expect(parseTemplate(' ${~ a}').parts).toHaveLength(2);
});

test('comments are kept once, without their line ends', () => {
  const text = '# one\r\na = { # two\n  b /* three */ = 1 // four\n}\n';
  const { comments } = parseHcl(text);
  const texts = ['# one', '# two', '/* three */', '// four'];
  expect(comments.map((comment) => comment.text)).toEqual(texts);
  expect(comments.map(({ start, end }) => text.slice(start, end))).toEqual(texts);
});

test('places are those of the text', () => {
  const text = 'resource "aws_sqs_queue" "orders" {\n  name = "orders-${var.stage}"\n}\n';
  const [block] = parseHcl(text).body.blocks;
  if (!block) throw new Error('no block');
  const at = ({ start, end }: Span): string => text.slice(start, end);
  expect(at(block)).toBe(text.trimEnd());
  expect(at(block.typeSpan)).toBe('resource');
  expect(at(block.header)).toBe('resource "aws_sqs_queue" "orders"');
  expect(block.labels.map(at)).toEqual(['"aws_sqs_queue"', '"orders"']);
  const { expression, nameSpan } = onlyAttribute(block.body);
  expect(at(nameSpan)).toBe('name');
  expect(at(expression)).toBe('"orders-${var.stage}"');
  expect(expression.kind === 'template' ? expression.parts.map(at) : []).toEqual(['orders-', '${var.stage}']);
});

test('a heredoc spans from its marker to its closing word', () => {
  const text = 'a = <<-EOT\n  orders\n  EOT\nb = 1\n';
  const [a] = parseHcl(text).body.attributes;
  expect(a && text.slice(a.expression.start, a.expression.end)).toBe('<<-EOT\n  orders\n  EOT');
});
