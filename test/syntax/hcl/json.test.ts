import { expect, test } from 'vitest';
import type { Block, Span } from '../../../src/syntax/hcl/ast.ts';
import { parseHclJson } from '../../../src/syntax/hcl/parse-json.ts';
import { bodyText } from './tree-text.ts';

function check(json: unknown, tree: string): void {
  const { body, problems } = parseHclJson(JSON.stringify(json));
  expect(problems).toEqual([]);
  expect(bodyText(body)).toBe(tree);
}

test('names become labels, as many as the type has', () => {
  check(
    {
      resource: { aws_sqs_queue: { orders: { name: 'o' }, refunds: { name: 'r' } } },
      provider: { aws: {} },
      locals: {},
    },
    '{resource "aws_sqs_queue" "orders"{name=T["o"];};resource "aws_sqs_queue" "refunds"{name=T["r"];};' +
      'provider "aws"{};locals{};}',
  );
});

test('lists give several blocks, at every level', () => {
  check(
    { provider: { aws: [{ region: 'a' }, { alias: 'b' }] } },
    '{provider "aws"{region=T["a"];};provider "aws"{alias=T["b"];};}',
  );
  check(
    [{ provider: [{ aws: {} }, { google: {} }] }, { locals: { a: 1 } }],
    '{provider "aws"{};provider "google"{};locals{a=#1e0;};}',
  );
  check({ terraform: null, moved: [{ from: 'a.b', to: 'a.c' }] }, '{moved{from=.b($a);to=.c($a);};}');
});

test('strings are templates, expressions or literal text, as terraform takes them', () => {
  check({ locals: { a: 'x-${var.y}', b: '${var.y}' } }, '{locals{a=T["x-" .y($var)];b=W[.y($var)];};}');
  check(
    {
      variable: {
        stage: {
          type: 'map(string)',
          default: '${literal}',
          validation: { condition: '${var.stage != ""}' },
        },
      },
    },
    '{variable "stage"{type=map!($string,);default=T["${literal}"];' +
      'validation{condition=W[{.stage($var)!=T[]}];};};}',
  );
  check(
    {
      module: {
        refunds: { source: '${x}', providers: { aws: 'aws.west' }, depends_on: ['module.orders'] },
      },
    },
    '{module "refunds"{source=T["${x}"];providers={T["aws"]=.west($aws),};' +
      'depends_on=[.orders($module),];};}',
  );
  check(
    {
      terraform: {
        required_providers: { aws: { version: '~> 5', configuration_aliases: ['aws.west'] } },
        backend: { s3: { key: '${k}' } },
      },
    },
    '{terraform{required_providers{aws={T["version"]=T["~> 5"],' +
      'T["configuration_aliases"]=[.west($aws),],};};' +
      'backend "s3"{key=T["${k}"];};};}',
  );
});

test('known blocks inside a resource are blocks, everything else is an attribute', () => {
  check(
    {
      resource: {
        a: {
          b: {
            lifecycle: { ignore_changes: ['tags'], precondition: [{ condition: true }] },
            dynamic: {
              rule: { for_each: '${x}', iterator: 'it', content: { p: 1, dynamic: { q: { content: {} } } } },
            },
            ingress: [{ port: 80 }],
          },
        },
      },
    },
    '{resource "a" "b"{ingress=[{T["port"]=#8e1,},];' +
      'lifecycle{ignore_changes=[$tags,];precondition{condition=true;};};' +
      'dynamic "rule"{for_each=W[$x];iterator=$it;content{p=#1e0;dynamic "q"{content{};};};};};}',
  );
  check({ locals: { lifecycle: { a: 1 } } }, '{locals{lifecycle={T["a"]=#1e0,};};}');
});

test('properties named // are comments of bodies', () => {
  const { body, comments } = parseHclJson('{"//": "why", "locals": {"//": ["x"], "a": {"//": 1}}}');
  expect(bodyText(body)).toBe('{locals{a={T["//"]=#1e0,};};}');
  expect(comments.map(({ text }) => text)).toEqual(['why', '["x"]']);
});

test('a file of values is literal', () => {
  const { body } = parseHclJson('{"stage": "${x}", "locals": {"a": "%{ b"}}', { form: 'variables' });
  expect(bodyText(body)).toBe('{stage=T["${x}"];locals={T["a"]=T["%{ b"],};}');
});

test('places are those of the JSON text, also within strings with escapes', () => {
  const text = '{"resource": {"a": {"b": {"c": "1\\n\\u00e9 ${var.d}", "e": ["${f(\\"g\\")}"]}}}}';
  const { body } = parseHclJson(text);
  const [block] = body.blocks;
  if (!block) throw new Error('no block');
  const at = ({ start, end }: Span): string => text.slice(start, end);
  expect(at(block.header)).toBe('"b"');
  expect(at(block)).toBe(text.slice(text.indexOf('"b"'), -3));
  expect(at(block.typeSpan)).toBe('resource');
  const [c, e] = block.body.attributes;
  const value = '"1\\n\\u00e9 ${var.d}"';
  expect(c && [at(c), at(c.nameSpan), at(c.expression)]).toEqual([`"c": ${value}`, 'c', value]);
  const parts = c?.expression.kind === 'template' ? c.expression.parts : [];
  expect(parts.map(at)).toEqual(['1\\n\\u00e9 ', '${var.d}']);
  const [g] = e?.expression.kind === 'tuple' ? e.expression.items : [];
  expect(g?.kind === 'template' && g.parts.map(at)).toEqual(['${f(\\"g\\")}']);
});

test('bodies of a list have their own places', () => {
  const text = '{"provider": {"aws": [{"a": 1}, {"b": 2}]}}';
  const places = parseHclJson(text).body.blocks.map(({ start, end }: Block) => text.slice(start, end));
  expect(places).toEqual(['{"a": 1}', '{"b": 2}']);
});

test.each([
  ['{"locals": 1}', '1', 'Expected an object here, the body of a "locals" block.'],
  ['{"resource": {"a": [1]}}', '1', 'Expected an object here: { "name": … }.'],
  ['{"locals": {"a": 1, "a": 2}}', '"a"', '"a" is set twice here. Keep one of the two.'],
  ['{"locals": {"a": {"b": 1, "b": 2}}}', '"b"', '"b" is set twice here. Keep one.'],
  ['{"locals": {"a": "${"}}', '"', 'Expected a value, found the end.'],
  ['{"moved": {"from": "a b"}}', 'b', 'Expected nothing after this expression, found "b".'],
  ['{"a": 1,}', '}', 'Expected a name in quotes here.'],
  ['{"a": tru}', 't', 'Expected a value here: text, a number, true, false, null, { or [.'],
  ['{"a": "b', '"', 'This string is not closed.'],
  ['{} {}', '{', 'Nothing may follow the first value.'],
  ['[1]', '1', 'Expected an object here: { "name": … }.'],
])('%s: %s: %s', (text, place, message) => {
  const [problem] = parseHclJson(text).problems;
  expect(problem?.message).toBe(message);
  expect(problem && text.slice(problem.start, Math.max(problem.end, problem.start + 1))).toBe(place);
});
