import { Unknown } from '../../../core/value.ts';
import { nameOf } from '../../../core/path.ts';
import type { ChartFile } from '../chart/chart.ts';
import { filesPattern } from '../chart/glob.ts';
import { textOf } from '../functions/support.ts';
import { toYaml } from '../template/to-yaml.ts';
import type { GoMethod, GoValue } from '../template/value.ts';
import { Dict, GoStruct, List, Text, Traced } from '../template/value.ts';

/** `.Files`: what the chart holds besides its templates. `used` gets the path of each file that is read. */
export function filesObject(found: readonly ChartFile[], used: (path: string) => void): GoStruct {
  const files = found.map((file) => noting(file, used));
  const byName = new Map(files.map((file) => [file.name, file]));
  const method = (call: (name: string) => GoValue): GoMethod => ({
    parameters: ['string'],
    call: ([name]) => call(textOf(name)),
  });
  const all = (call: () => GoValue): GoMethod => ({ parameters: [], call });
  const struct = new GoStruct({
    typeName: 'engine.files',
    methods: {
      Get: method((name) => contentOf(byName.get(name))),
      GetBytes: method((name) => bytesOf(byName.get(name))),
      Lines: method((name) => linesOf(byName.get(name))),
      Glob: method((pattern) => {
        const matches = filesPattern(pattern);
        return filesObject(
          found.filter((file) => matches(file.name)),
          used,
        );
      }),
      AsConfig: all(() => asYaml(files, contentOf)),
      AsSecrets: all(() => asYaml(files, (file) => Buffer.from(file.bytes()).toString('base64'))),
    },
  });
  // Made when a template goes over the files: most never do, and some charts hold megabytes.
  let entries: Dict | undefined;
  Object.defineProperty(struct, 'entries', {
    get: () => (entries ??= Dict.of(files.map((file) => [file.name, bytesOf(file)] as const))),
  });
  return struct;
}

function noting(file: ChartFile, used: (path: string) => void): ChartFile {
  const noted = <T>(read: () => T): T => {
    used(file.path);
    return read();
  };
  return { ...file, text: () => noted(() => file.text()), bytes: () => noted(() => file.bytes()) };
}

function contentOf(file: ChartFile | undefined): GoValue {
  const text = file?.text() ?? '';
  if (!file) return '';
  if (text === '') return file.bytes().length === 0 ? '' : new Traced('', { uncertain: noText(file.path) });
  const from = { kind: 'literal', file: file.path, offset: 0 } as const;
  return new Text(text, [{ start: 0, end: text.length, from }], []);
}

function noText(path: string): Unknown {
  return new Unknown({ reason: 'file-not-readable', detail: `${path} is not read as text` });
}

function bytesOf(file: ChartFile | undefined): Traced {
  return new Traced(file?.text() ?? '', { goType: '[]uint8' });
}

function linesOf(file: ChartFile | undefined): List {
  const text = file?.text() ?? '';
  const lines = text === '' ? [] : text.replace(/\n$/, '').split('\n');
  return new List(lines, { goType: '[]string' });
}

/** The files by their names alone, as the data of a ConfigMap or a Secret. */
function asYaml(files: readonly ChartFile[], content: (file: ChartFile) => GoValue): GoValue {
  return toYaml(Dict.of(files.map((file) => [nameOf(file.name), content(file)] as const)));
}
