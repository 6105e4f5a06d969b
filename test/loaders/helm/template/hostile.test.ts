import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Unknown } from '../../../../src/core/value.ts';
import { sprigFunctions } from '../../../../src/loaders/helm/functions/table.ts';
import { Engine } from '../../../../src/loaders/helm/template/engine.ts';
import { fromNode } from '../../../../src/loaders/helm/template/from-node.ts';
import type { Text } from '../../../../src/loaders/helm/template/value.ts';
import { Dict } from '../../../../src/loaders/helm/template/value.ts';
import { parseYaml } from '../../../../src/syntax/yaml/parse.ts';

const unread = new Unknown({ reason: 'file-not-readable', detail: 'prod.yaml cannot be read' });
const VALUES = 'count: 2\ntext: "a\\nb"\nlist: [1, a, null]\nmap: { k: v, nested: { x: 1.5 } }\nempty: ""\n';

/** What a template writes, or why it writes nothing. */
function check(text: string, isUncertain = false): Text | string {
  const engine = new Engine({ templates: [{ name: 't', file: 't', text }], functions: sprigFunctions });
  const root = parseYaml(VALUES, { file: 'values.yaml', typing: 'kubernetes' }).documents[0]?.root;
  const values = root ? fromNode(root, isUncertain ? unread : undefined) : new Dict();
  const rendered = engine.render('t', Dict.of([['Values', values]]));
  const [diagnostic] = [...engine.diagnostics, ...(rendered.failure ? [rendered.failure] : [])];
  return rendered.text ?? diagnostic?.message ?? '';
}

function failure(text: string): string {
  const result = check(text);
  return typeof result === 'string' ? result : 'no failure';
}

describe('templates that do not end, or grow', () => {
  it('end in a message', () => {
    const doubled = (body: string): string => `{{ $d := dict "a" 1 }}{{ range until 60 }}${body}{{ end }}`;
    const wide = doubled('{{ $d = dict "l" $d "r" $d }}');
    const self = '{{ $d := dict }}{{ $_ := set $d "me" $d }}';
    for (const text of [
      '{{ define "x" }}{{ template "x" . }}{{ end }}{{ template "x" . }}',
      '{{ define "x" }}{{ with list 1 }}{{ include "x" . | indent 2 }}{{ end }}{{ end }}{{ include "x" . }}',
      '{{ $t := "{{ tpl .t . }}" }}{{ tpl $t (dict "t" $t) }}',
      '{{ range 1000000000 }}{{ end }}',
      '{{ $x := "orders" }}{{ range until 100 }}{{ $x = print $x $x }}{{ end }}',
      '{{ $x := list 1 }}{{ range until 100 }}{{ $x = concat $x $x }}{{ end }}',
      `${wide}{{ $d }}`,
      `${wide}{{ toYaml $d }}`,
      `${wide}{{ toJson $d }}`,
      `${wide}{{ deepCopy $d | len }}`,
      `${self}{{ $d }}`,
      `${self}{{ toYaml $d }}`,
      `${self}{{ toJson $d }}`,
    ]) {
      expect(failure(text), text).toMatch(/Helm fails the whole release; this template is left out\.$/);
    }
  });

  it('and those that only recurse a little do not', () => {
    const countdown =
      '{{ define "down" }}{{ if gt (int .) 0 }}{{ . }} {{ include "down" (sub . 1) }}{{ end }}{{ end }}';
    const result = check(`${countdown}{{ include "down" 50 }}`);
    expect(typeof result === 'string' ? result : result.value.split(' ').length).toBe(51);
  });
});

describe('whatever a template says', () => {
  const names = [
    ...Object.keys(sprigFunctions),
    'include',
    'tpl',
    'toYaml',
    'fromYaml',
    'printf',
    'index',
    'quote',
  ];
  const values =
    '1 -5 1.5 "a" "%s%d" nil true $ .Values.count .Values.text .Values.list .Values.map .Values.none ' +
    '(list) (dict) (int64 3) "a,b" "1.2.3" "^a(" .Values.map.nested.x';
  const argument = fc.constantFrom(
    ...values.split(' ').filter((one) => one !== ''),
    '(dict "a" 1)',
    '(list 1 nil)',
  );
  const call = fc
    .tuple(fc.constantFrom(...names), fc.array(argument, { maxLength: 4 }))
    .map(([name, given]) => [name, ...given].join(' '));
  const action = fc.array(call, { minLength: 1, maxLength: 2 }).map((calls) => `{{ ${calls.join(' | ')} }}`);
  const block = fc
    .tuple(fc.constantFrom('if', 'with', 'range'), argument, action)
    .map(([word, over, body]) => `{{ ${word} ${over} }}a: ${body}\n{{ end }}`);
  const template = fc.array(fc.oneof(action, block, fc.constantFrom('k: ', '\n', '- ')), { maxLength: 6 });

  it('it is rendered or refused, and every piece lies in the text', () => {
    fc.assert(
      fc.property(template, fc.boolean(), (parts, isUncertain) => {
        const source = parts.join('');
        const text = check(source, isUncertain);
        if (typeof text === 'string') return;
        const certain = isUncertain ? check(source) : source;
        // What may change does not change what is rendered by default.
        if (typeof certain !== 'string') expect(text.byDefault, source).toBe(certain.value);
        let last = 0;
        for (const { start, end, from } of text.segments) {
          expect(last <= start && start <= end && end <= text.value.length, source).toBe(true);
          last = end;
          if (from.kind !== 'literal' || from.file !== 't') continue;
          expect(source.startsWith(text.value.slice(start, end), from.offset), source).toBe(true);
        }
        for (const { start, end } of text.uncertain) {
          expect(0 <= start && start <= end && end <= text.value.length, source).toBe(true);
        }
      }),
      { numRuns: 400, seed: 7 },
    );
  });
});
