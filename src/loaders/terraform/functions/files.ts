import { isDenied } from '../../../core/files.ts';
import { setOf } from '../values/type.ts';
import { derivedUnknown } from '../values/unknowns.ts';
import type { TfValue } from '../values/value.ts';
import { bool, isUnknown, string, unknownCause, unknownOf } from '../values/value.ts';
import { argument, entriesOf, textOf } from './arguments.ts';
import type { FunctionContext, Functions, Parameter } from './definition.ts';
import { ANY, TEXT } from './definition.ts';
import { fileBytes, fileText, isValue, placeOf, unreadable } from './file-access.ts';
import { matchingFiles } from './glob.ts';
import { setFrom } from '../values/set.ts';

/** An absolute path below the root module is unknown as a text, but names a file all the same. */
const PATH: Parameter = { type: 'string', takesUnknown: true };

/** Functions that read files. */
export const fileFunctions: Functions = {
  file: {
    parameters: [PATH],
    result: 'string',
    call: (args, context) => fileText(argument(args, 0), context, string),
  },
  filebase64: {
    parameters: [PATH],
    result: 'string',
    call: (args, context) =>
      fileBytes(argument(args, 0), context, (bytes) => string(Buffer.from(bytes).toString('base64'))),
  },
  fileexists: {
    parameters: [PATH],
    result: 'bool',
    call: (args, context) => exists(argument(args, 0), context),
  },
  fileset: { parameters: [PATH, TEXT], result: setOf('string'), call: fileSet },
  templatefile: { parameters: [PATH, ANY], result: 'dynamic', call: templateFile },
  templatestring: { parameters: [TEXT, ANY], result: 'string', call: templateString },
};

function exists(path: TfValue, context: FunctionContext): TfValue {
  const place = placeOf(path, context);
  if (isValue(place)) return unknownOf('bool', unknownCause(place) ?? neverKnown(), { notNull: true });
  const bytes = context.files.readBytes(place);
  if (!isDenied(bytes) || bytes.denied === 'too-large') return bool(true);
  return bytes.denied === 'missing' ? bool(false) : unreadable('bool', bytes.message);
}

function neverKnown(): never {
  throw new Error('an unknown place has no cause');
}

function fileSet(args: readonly TfValue[], { files, ...context }: FunctionContext): TfValue {
  const place = placeOf(argument(args, 0), { files, ...context });
  if (isValue(place))
    return unknownOf(setOf('string'), unknownCause(place) ?? neverKnown(), { notNull: true });
  return setFrom('string', matchingFiles(files, place, textOf(args[1])).map(string));
}

function templateFile(args: readonly TfValue[], context: FunctionContext): TfValue {
  const variables = argument(args, 1);
  entriesOf(variables);
  const path = argument(args, 0);
  if (isUnknown(path) && isValue(placeOf(path, context))) return derivedUnknown('dynamic', [path]);
  return fileText(path, context, (text) => context.renderTemplate(text, variables));
}

function templateString(args: readonly TfValue[], context: FunctionContext): TfValue {
  const variables = argument(args, 1);
  entriesOf(variables);
  return context.renderTemplate(textOf(args[0]), variables);
}
