import { Unknown } from '../../../core/value.ts';
import type { Functions } from './definition.ts';
import { NUMBER, TEXT } from './definition.ts';
import type { Type } from '../values/type.ts';
import type { TfValue } from '../values/value.ts';
import { unknownOf } from '../values/value.ts';

/** Functions whose result differs each time they run. */
export const impureFunctions: Functions = {
  bcrypt: {
    parameters: [TEXT],
    rest: NUMBER,
    result: 'string',
    call: () => differsEachTime('bcrypt', 'string'),
  },
  plantimestamp: { parameters: [], result: 'string', call: () => differsEachTime('plantimestamp', 'string') },
  timestamp: { parameters: [], result: 'string', call: () => differsEachTime('timestamp', 'string') },
  uuid: { parameters: [], result: 'string', call: () => differsEachTime('uuid', 'string') },
};

function differsEachTime(name: string, type: Type): TfValue {
  const cause = new Unknown({
    reason: 'impure-function',
    detail: `${name}() gives another value in every run`,
    settledBy: `a fixed value in the place of ${name}(), or the state`,
  });
  return unknownOf(type, cause, { notNull: true });
}
