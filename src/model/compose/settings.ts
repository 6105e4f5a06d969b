import type { Setting } from '../../core/facts/settings.ts';
import type { Resource } from '../../core/resource.ts';
import type { Value } from '../../core/value.ts';
import { Unknown } from '../../core/value.ts';
import { objectsAt, textListAt } from '../kubernetes/lists.ts';
import { at, dataAt } from '../read.ts';
import { variablesOf } from './container.ts';

/** What a service is told: its variables, and the words of its command. */
export function settingsOf(resource: Resource): readonly Setting[] {
  const variables = variablesOf(resource).map(({ name, value, at: place }): Setting => ({
    ...ALONE,
    name,
    value,
    passed: 'variable',
    at: place,
  }));
  return [...variables, ...argumentsAt(resource, 'entrypoint'), ...argumentsAt(resource, 'command')];
}

/** Why it may be told more: an environment file that is not in the inputs. */
export function moreSettings(resource: Resource): Unknown | undefined {
  const environment = dataAt(resource, 'environment');
  if (Unknown.is(environment)) return environment;
  const { items, more } = objectsAt(resource, 'env_file');
  const missing = items.map(({ item }) => item['content']).find((content) => Unknown.is(content));
  return Unknown.is(missing) ? missing : more;
}

const ALONE = { container: undefined, through: [] } as const;

/** `--host=orders`, or `--host orders`: the option names its value. */
function argumentsAt(resource: Resource, attribute: string): readonly Setting[] {
  let option: string | undefined;
  return textListAt(resource, attribute).map((word, index): Setting => {
    const { name, value, next } = argumentOf(word, option ?? attribute);
    option = next;
    return { ...ALONE, name, value, passed: 'argument', at: at(resource, attribute, index) };
  });
}

interface Argument {
  readonly name: string;
  readonly value: Value<string>;
  /** The option whose value follows. */
  readonly next: string | undefined;
}

function argumentOf(word: Value<string>, name: string): Argument {
  if (Unknown.is(word)) return { name, value: word, next: undefined };
  const [, assigned] = /^-*([\w.-]+)=/.exec(word) ?? [];
  if (assigned !== undefined) {
    return { name: assigned, value: word.slice(word.indexOf('=') + 1), next: undefined };
  }
  const [, option] = /^--?([A-Za-z][\w.-]*)$/.exec(word) ?? [];
  return { name, value: word, next: option };
}
