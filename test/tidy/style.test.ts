import { expect, it } from 'vitest';
import type { Source } from './sources.ts';
import { codeOf, sources } from './sources.ts';

const MOST_LINES = 300;
const MOST_COLUMNS = 110;
const MOST_LINES_OF_FUNCTION = 70;

/** Lists of cases are data, read by looking something up. */
const LISTS = /\/cases(?:\/[^/]+)?\.ts$/;

const all = sources('src', 'test', 'tools', 'bench');
const own = all.filter(({ path }) => path.startsWith('src/'));

/** What a check says about some files must be nothing. */
function check(files: readonly Source[], remarks: (file: Source) => readonly string[]): void {
  expect(files.flatMap((file) => remarks(file).map((remark) => `${file.path}${remark}`))).toEqual([]);
}

it('files are short enough to be read at once', () => {
  check(all, ({ path, text }) => {
    const lines = text.split('\n').length - 1;
    return lines <= MOST_LINES || LISTS.test(path)
      ? []
      : [`: ${lines} lines. Split it by what its parts are about.`];
  });
});

it('lines fit side by side', () => {
  check(all, ({ text }) =>
    text.split('\n').flatMap((line, index) => {
      const fits = line.length <= MOST_COLUMNS || /https?:\/\//.test(line);
      return fits ? [] : [`:${index + 1}: ${line.length} columns. Break it, or name a part of it.`];
    }),
  );
});

it('functions are short enough to be understood at once', () => {
  check(own, ({ text }) =>
    functionsOf(codeOf(text))
      .filter(({ lines }) => lines > MOST_LINES_OF_FUNCTION)
      .map(({ name, lines }) => `: ${name} has ${lines} lines. Take a step out of it.`),
  );
});

it('files are named in kebab-case', () => {
  const part = /^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z]+)*$/;
  check(all, ({ path }) =>
    path.split('/').every((name) => part.test(name))
      ? []
      : [': name it in kebab-case after what it exports.'],
  );
});

it('exported functions and classes say in a sentence what they are for', () => {
  check(own, ({ text }) => {
    const lines = text.split('\n');
    return lines.flatMap((line, index) => {
      const name = /^export (?:async )?(?:function|class) (\w+)/.exec(line)?.[1];
      const isTold = name === undefined || lines[index - 1]?.trimEnd().endsWith('*/') === true;
      return isTold ? [] : [`:${index + 1} ${name}: write one sentence above it that says what it is for.`];
    });
  });
});

it('nothing is left unfinished or hidden from the checks', () => {
  const unfinished = /\bTO(?:DO)\b|\bFIX(?:ME)\b|\.(?:only|todo)\(/;
  const hidden = /@ts-(?:ignore|nocheck)|(?:oxlint|eslint)-dis(?:able)(?!.* -- )/;
  check(all, ({ text }) => {
    const mark = (unfinished.exec(text) ?? hidden.exec(text))?.[0];
    return mark === undefined ? [] : [` holds ${mark}: finish it, or write it down elsewhere.`];
  });
});

it('files have no default export, no barrel and no enum', () => {
  const banned: readonly (readonly [RegExp, string])[] = [
    [/^export default\b/m, 'export it by name'],
    [/^export \* from\b/m, 'import from the file that has it'],
    [/^(?:export )?(?:const )?enum\b/m, 'use a union of texts'],
  ];
  check(own, ({ text }) => {
    const code = codeOf(text);
    return banned.filter(([pattern]) => pattern.test(code)).map(([, instead]) => `: ${instead}.`);
  });
});

/** Functions and methods of the outermost levels, with their number of lines. */
function functionsOf(code: string): readonly { readonly name: string; readonly lines: number }[] {
  const lines = code.split('\n');
  return lines.flatMap((line, index) => {
    const free = /^(?:export )?(?:async )?function (\w+)/.exec(line)?.[1];
    const method = /^ {2}(?:(?:static|async|private|readonly) )*(#?\w+)\([^;]*(?:\{|\()$/.exec(line)?.[1];
    const name =
      free ?? (method === undefined || /^(?:if|for|while|switch)$/.test(method) ? undefined : method);
    if (name === undefined) return [];
    const close = free === undefined ? '  }' : '}';
    const end = lines.findIndex(
      (other, at) => at > index && other.startsWith(close) && !other.startsWith(`${close})`),
    );
    return end < 0 ? [] : [{ name, lines: end - index + 1 }];
  });
}
