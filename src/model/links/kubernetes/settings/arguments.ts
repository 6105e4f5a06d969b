import type { Setting } from '../../../../core/facts/settings.ts';
import type { Value } from '../../../../core/value.ts';
import { Unknown } from '../../../../core/value.ts';
import { expand } from './expand.ts';
import type { Told } from './told.ts';

/** What the command and the arguments of a container say: flags with their values, and other words. */
export function argumentSettings(
  { container, called }: Told,
  variables: ReadonlyMap<string, Value<string> | undefined>,
): readonly Setting[] {
  const { command, arguments: rest, at } = container;
  const found: Setting[] = [];
  for (const [key, words] of [['command', command] as const, ['args', rest] as const]) {
    if (words === undefined || Unknown.is(words)) continue;
    let flag = '';
    for (const [index, word] of words.entries()) {
      const text = Unknown.is(word) ? word : expand(word, variables);
      const read = Unknown.is(text) ? { name: flag, value: text, opens: '' } : readWord(text, flag);
      flag = read.opens;
      if (read.value === undefined) continue;
      found.push({
        name: read.name === '' ? CALLED[key] : read.name,
        value: read.value,
        // A line for a shell is a program: it may name hosts that it only prints.
        passed: typeof read.value === 'string' && /\s/.test(read.value.trim()) ? 'file' : 'argument',
        container: called,
        through: [],
        at: { ...at, path: [...at.path, key, index] },
      });
    }
  }
  return found;
}

const CALLED = { command: 'command', args: 'argument' } as const;

interface Word {
  readonly name: string;
  readonly value: Value<string> | undefined;
  /** The flag whose value the next word is. */
  readonly opens: string;
}

function readWord(text: string, flag: string): Word {
  const [, name, value] = /^(?:-D(?=[a-z])|--?)([\w.-]+)=(.*)$/s.exec(text) ?? [];
  if (name !== undefined) return { name, value, opens: '' };
  const own = /^--?([A-Za-z][\w.-]*)$/.exec(text)?.[1];
  // A flag says something by itself where no value follows: `--insecure`.
  if (own !== undefined) return { name: own, value: '', opens: own };
  const [, key, rest] = /^([A-Za-z][\w.-]*)=(\S+)$/.exec(text) ?? [];
  if (key !== undefined) return { name: key, value: rest, opens: '' };
  return { name: flag, value: text, opens: '' };
}
