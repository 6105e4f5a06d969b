import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTemplate } from '../../../src/syntax/gotemplate/parse.ts';
import { outline, problems } from './outline.ts';

describe('Go templates', () => {
  it('texts, actions and pipelines', () => {
    expect(outline('replicas: {{ .Values.replicas | default 2 }}\n')).toBe(
      '"replicas: " {.Values.replicas|default 2} "\\n"',
    );
    expect(outline('{{ printf "%s-%s" .name (include "shop.suffix" $ | trunc 5) }}')).toBe(
      '{printf "%s-%s" .name (include "shop.suffix" $|trunc 5)}',
    );
  });

  it('trims white space where a dash asks for it, comments included', () => {
    expect(outline('a\n{{- .b -}}\n c')).toBe('"a" {.b} "c"');
    expect(outline('a {{/* no trim */}} b\n{{- /* trims\nboth */ -}}\n c')).toBe('"a " " b" "c"');
    expect(outline('{{ -3 }}{{-3 }}')).toBe('{-3} {-3}');
  });

  it('branches with all their forms of else', () => {
    expect(outline('{{ if .a }}1{{ else if .b }}2{{ else }}3{{ end }}')).toBe(
      'if(.a)["1"]else[if(.b)["2"]else["3"]]',
    );
    expect(outline('{{ with $x := .a }}{{ $x.b }}{{ else with .c }}{{ . }}{{ end }}')).toBe(
      'with($x:=.a)[{$x.b}]else[with(.c)[{.}]]',
    );
    expect(outline('{{ range $i, $e := .list }}{{ continue }}{{ break }}{{ else }}none{{ end }}')).toBe(
      'range($i,$e:=.list)[continue break]else["none"]',
    );
  });

  it('definitions and their uses', () => {
    expect(outline('{{ define "a" }}x{{ end }}{{ template "a" . }}{{ block "b" .c }}y{{ end }}')).toBe(
      'template(a .) template(b .c)\na: "x"\nb: "y"',
    );
  });

  it('variables, chains and literals', () => {
    expect(outline('{{ $x := 0x1F }}{{ $x = 1e3 }}{{ (dict "a" 1).a.b }}{{ index $x.y -1 }}')).toBe(
      '{$x:=31} {$x=1000f} {(dict "a" 1).a.b} {index $x.y -1}',
    );
    expect(outline('{{ `a "raw" \\n` }}{{ "\\x41\\u00e9\\101\\t" }}{{ \'a\' }}{{ true }}{{ nil }}')).toBe(
      '{"a \\"raw\\" \\\\n"} {"AéA\\t"} {97} {true} {nil}',
    );
  });

  it('every node knows its place', () => {
    const source = 'a: {{ if .x }}{{ .y | quote }}{{ end }}\n';
    const [, branch] = parseTemplate(source).body;
    expect(branch?.kind === 'if' && source.slice(branch.start, branch.end)).toBe(
      '{{ if .x }}{{ .y | quote }}{{ end }}',
    );
    expect(branch?.kind === 'if' && source.slice(branch.header.start, branch.header.end)).toBe('{{ if .x }}');
  });
});

describe('what the language does not allow', () => {
  it('is said in the words of Go, with its place', () => {
    expect(problems('{{ .a')).toEqual(['unclosed action at {{ .a']);
    expect(problems('{{ "a }}')).toEqual(['unterminated quoted string at {{ "a }}']);
    expect(problems('{{ $x }}')).toEqual(['undefined variable "$x" at $x']);
    expect(problems('{{ 1 | 2 }}')).toEqual(['non executable command in pipeline stage 2 at 2']);
    expect(problems('{{ break }}')).toEqual(['{{break}} outside {{range}} at {{ break }}']);
    expect(problems('{{ end }}')).toEqual(['unexpected {{end}} at {{ end }}']);
    expect(problems('{{ if .a }}b')).toEqual(['unexpected EOF: an {{end}} is missing at {{ if .a }}']);
    expect(problems('{{ if .a }}{{ define "x" }}{{ end }}{{ end }}')).toEqual([
      'unexpected {{define}} at {{ define "x" }}',
    ]);
    expect(problems('{{/* never closed }}')).toEqual(['unclosed comment at {{/* never closed }}']);
    expect(problems('{{ a@b }}')).toEqual([`bad character U+0040 '@' at {{ a@b }}`]);
  });

  it('leaves the rest readable', () => {
    expect(outline('{{ ) }}a{{ define "b" }}c{{ end }}{{ if @ }}d{{ end }}')).toBe(
      'bad "a" if(bad)["d"]\nb: "c"',
    );
  });

  it('never fails the parser', () => {
    const words =
      '{{ }} {{- -}} if end else range with define "x" template block . $x := = , ( ) .a " ` /* */ 1 0x';
    const part = fc.constantFrom(...words.split(' '), ' ', '\n', '|', "'", '\\');
    const template = fc.array(part, { maxLength: 40 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(template, (source) => {
        const { body, problems: found } = parseTemplate(source);
        const places = [...body, ...found].every(
          ({ start, end }) => 0 <= start && start <= end && end <= source.length,
        );
        expect(places).toBe(true);
      }),
      { numRuns: 2000, seed: 1 },
    );
  });

  it('nor do blocks or parentheses without end', () => {
    expect(problems('{{ if 1 }}'.repeat(5000))[0]).toMatch(/^blocks are nested deeper than 200 levels/);
    expect(problems(`{{ ${'('.repeat(5000)} }}`)).toHaveLength(1);
  });
});
