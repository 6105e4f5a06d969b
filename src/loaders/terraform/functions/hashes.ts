import { createHash } from 'node:crypto';
import { EvaluationError, string } from '../values/value.ts';
import { argument, textOf } from './arguments.ts';
import type { FunctionDefinition, Functions } from './definition.ts';
import { TEXT } from './definition.ts';
import { fileBytes } from './file-access.ts';
import { rsaDecrypt } from './rsa.ts';
import { textToText } from './text.ts';

type Algorithm = 'md5' | 'sha1' | 'sha256' | 'sha512';
type Encoding = 'hex' | 'base64';

/** Hashes of texts and files, and what is made of them. */
export const hashFunctions: Functions = {
  base64sha256: textToText((text) => digest(text, 'sha256', 'base64')),
  base64sha512: textToText((text) => digest(text, 'sha512', 'base64')),
  filebase64sha256: fileHash('sha256', 'base64'),
  filebase64sha512: fileHash('sha512', 'base64'),
  filemd5: fileHash('md5', 'hex'),
  filesha1: fileHash('sha1', 'hex'),
  filesha256: fileHash('sha256', 'hex'),
  filesha512: fileHash('sha512', 'hex'),
  md5: textToText((text) => digest(text, 'md5', 'hex')),
  rsadecrypt: {
    parameters: [TEXT, TEXT],
    result: 'string',
    call: ([ciphertext, key]) => string(rsaDecrypt(textOf(ciphertext), textOf(key))),
  },
  sha1: textToText((text) => digest(text, 'sha1', 'hex')),
  sha256: textToText((text) => digest(text, 'sha256', 'hex')),
  sha512: textToText((text) => digest(text, 'sha512', 'hex')),
  uuidv5: {
    parameters: [TEXT, TEXT],
    result: 'string',
    call: ([namespace, name]) => string(uuidV5(textOf(namespace), textOf(name))),
  },
};

function digest(bytes: string | Uint8Array, algorithm: Algorithm, encoding: Encoding): string {
  return createHash(algorithm).update(bytes).digest(encoding);
}

function fileHash(algorithm: Algorithm, encoding: Encoding): FunctionDefinition {
  return {
    parameters: [{ type: 'string', takesUnknown: true }],
    result: 'string',
    call: (args, context) =>
      fileBytes(argument(args, 0), context, (bytes) => string(digest(bytes, algorithm, encoding))),
  };
}

/** RFC 4122, appendix C. */
const NAMESPACES: ReadonlyMap<string, string> = new Map([
  ['dns', '6ba7b810-9dad-11d1-80b4-00c04fd430c8'],
  ['url', '6ba7b811-9dad-11d1-80b4-00c04fd430c8'],
  ['oid', '6ba7b812-9dad-11d1-80b4-00c04fd430c8'],
  ['x500', '6ba7b814-9dad-11d1-80b4-00c04fd430c8'],
]);

const HEX = '[0-9a-fA-F]';
const DASHED = `${HEX}{8}(?:-${HEX}{4}){3}-${HEX}{12}`;
const UUID = new RegExp(`^(?:\\{(${DASHED})\\}|(?:urn:uuid:)?(${DASHED}|${HEX}{32}))$`);

function uuidV5(namespace: string, name: string): string {
  const [, braced, bare] = UUID.exec(NAMESPACES.get(namespace) ?? namespace) ?? [];
  const hex = (braced ?? bare)?.replaceAll('-', '');
  if (hex === undefined) {
    throw new EvaluationError('the namespace must be dns, url, oid, x500 or a UUID');
  }
  const hash = createHash('sha1').update(Buffer.from(hex, 'hex')).update(name).digest();
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x50;
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  const text = hash.subarray(0, 16).toString('hex');
  return [text.slice(0, 8), text.slice(8, 12), text.slice(12, 16), text.slice(16, 20), text.slice(20)].join(
    '-',
  );
}
