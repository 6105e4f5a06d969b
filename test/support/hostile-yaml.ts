import fc from 'fast-check';

const SHOP = `# The shop.
apiVersion: apps/v1
kind: Deployment
metadata: {name: orders, labels: {app: orders, "tier": 'web'}}
spec:
  replicas: 0x2 # two
  template: &pod
    spec:
      containers:
      - name: orders
        image: "orders:1.2\\n"
        command: ["/bin/sh", -c, 'it''s',
          !!str 12, *name, ]
        script: |-
          set -e

            serve
        note: >+
          a
          b

      - &mail
        name: &name mail
        text: several
          lines

          of it
---
<<: [{a: 1}, {b: 2}]
? key
: - - 1
  - ~
on: yes
...
%YAML 1.2
---
!!binary aGVsbG8=
`;

/** What mutations put into a text: every mark of YAML, alone and in the company that makes it hurt. */
const PIECES = [
  '\n',
  ' ',
  '  ',
  '\t',
  '\r\n',
  '\r',
  ':',
  ': ',
  ':\n',
  '- ',
  '-\n',
  '? ',
  '#',
  ' #',
  '"',
  "'",
  '|',
  '>',
  '|2',

  '[',
  ']',
  '{',
  '}',
  ',',
  '&a',
  '*a',
  ' &a ',
  '*a ',
  '!',
  '!!str ',
  '!x ',
  '<<: ',
  '<<: *a\n',
  '---',
  '\n---\n',

  '\n...\n',
  '%',
  '\n%TAG ! x\n',
  '\\',
  '"\\',
  '\uFEFF',
  '\0',
  '\u0085',
  '\u2028',
  '\uD800',
  '~',
  '0644',
  '.inf',

  'a: 1\n',
  '  a: 1\n',
  'a',
  '\n  ',
  '\n    ',
  '|+\n\n',
  '>-\n',
  '@',
  '`',
  '=',
  'yes',
  '1e3',
  '{{ .x }}',
  '[[',
  '{{',
];

const mutations = fc.array(fc.tuple(fc.nat(), fc.nat(6), fc.constantFrom(...PIECES)), { maxLength: 5 });
const mutants = mutations.map((made) =>
  made.reduce((text, [place, removed, inserted]) => {
    const at = place % (text.length + 1);
    return text.slice(0, at) + inserted + text.slice(at + removed);
  }, SHOP),
);
const heaps = fc.array(fc.constantFrom(...PIECES), { maxLength: 30 }).map((pieces) => pieces.join(''));
const repeated = fc
  .tuple(fc.constantFrom(...PIECES), fc.constantFrom(...PIECES), fc.nat(300))
  .map(([first, second, times]) => (first + second).repeat(times));

/** Texts that are, were or never will be YAML. */
export const hostileYaml = fc.oneof(
  mutants,
  heaps,
  repeated,
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc.json(),
);
