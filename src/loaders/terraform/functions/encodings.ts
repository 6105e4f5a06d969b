import { Unknown } from '../../../core/value.ts';
import type { TfValue } from '../values/value.ts';
import { EvaluationError, string, unknownOf } from '../values/value.ts';
import { textOf } from './arguments.ts';
import { decodeBase64, utf8Text } from './bytes.ts';
import type { Functions } from './definition.ts';
import { TEXT } from './definition.ts';
import { textToText } from './text.ts';

/** Functions that encode and decode text. */
export const encodingFunctions: Functions = {
  base64decode: textToText((text) => utf8Text(decodeBase64(text))),
  base64encode: textToText((text) => Buffer.from(text, 'utf8').toString('base64')),
  base64gzip: { parameters: [TEXT], result: 'string', call: () => gzipped() },
  textdecodebase64: {
    parameters: [TEXT, TEXT],
    result: 'string',
    call: ([text, encoding]) => string(decodeText(decodeBase64(textOf(text)), textOf(encoding))),
  },
  textencodebase64: {
    parameters: [TEXT, TEXT],
    result: 'string',
    call: ([text, encoding]) =>
      string(Buffer.from(encodeText(textOf(text), textOf(encoding))).toString('base64')),
  },
  urlencode: textToText(urlEncode),
};

/** Bytes of the header that Go writes: no name, no time, unknown system. */
const GZIP_START = 'H4sIAAAAAAAA/';

/** The bytes depend on the compressor of the Terraform release; only the header is certain. */
function gzipped(): TfValue {
  const cause = new Unknown({
    reason: 'impure-function',
    detail: 'base64gzip() compresses as the Terraform release does',
  });
  return unknownOf('string', cause, { notNull: true, prefix: GZIP_START });
}

function urlEncode(text: string): string {
  return encodeURIComponent(text)
    .replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%20', '+');
}

type Encoder = (text: string) => Uint8Array;

function encodeText(text: string, name: string): Uint8Array {
  return encoderFor(name)(text);
}

function encoderFor(name: string): Encoder {
  switch (name.toUpperCase()) {
    case 'UTF-8':
      return (text) => Buffer.from(text, 'utf8');
    case 'UTF-16LE':
      return (text) => Buffer.from(text, 'utf16le');
    case 'UTF-16BE':
      return (text) => Buffer.from(text, 'utf16le').swap16();
    case 'UTF-16':
      return (text) => Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(text, 'utf16le').swap16()]);
    case 'ISO-8859-1':
    case 'US-ASCII':
    case 'WINDOWS-1252':
      return (text) => singleBytes(text, (byte) => decodeText(Uint8Array.of(byte), name));
    default: {
      const decoder = decoderFor(name);
      return (text) => singleBytes(text, (byte) => decoder.decode(Uint8Array.of(byte)));
    }
  }
}

/** Encodings of one byte for each character: the table is what their decoder makes of the 256 bytes. */
function singleBytes(text: string, decode: (byte: number) => string): Uint8Array {
  const bytes = new Map<string, number>();
  for (let byte = 0; byte < 256; byte += 1) bytes.set(decode(byte), byte);
  return Uint8Array.from([...text], (character) => {
    const byte = bytes.get(character);
    if (byte === undefined) throw new EvaluationError(`the encoding has no character ${character}`);
    return byte;
  });
}

function decodeText(bytes: Uint8Array, name: string): string {
  switch (name.toUpperCase()) {
    case 'UTF-8':
      return utf8Text(bytes);
    case 'UTF-16LE':
      return wholeUnits(bytes).toString('utf16le');
    case 'UTF-16BE':
      return wholeUnits(bytes).swap16().toString('utf16le');
    case 'UTF-16': {
      const isLittle = bytes[0] === 0xff && bytes[1] === 0xfe;
      const hasMark = isLittle || (bytes[0] === 0xfe && bytes[1] === 0xff);
      return decodeText(bytes.subarray(hasMark ? 2 : 0), isLittle ? 'UTF-16LE' : 'UTF-16BE');
    }
    case 'ISO-8859-1':
      return Buffer.from(bytes).toString('latin1');
    case 'US-ASCII':
      if (bytes.some((byte) => byte > 0x7f)) throw new EvaluationError('the bytes are not ASCII text');
      return Buffer.from(bytes).toString('latin1');
    case 'WINDOWS-1252':
      return Buffer.from(bytes)
        .toString('latin1')
        .replace(/[\u0080-\u009f]/g, windows1252);
    default:
      return decoderFor(name).decode(bytes);
  }
}

function wholeUnits(bytes: Uint8Array): Buffer {
  if (bytes.length % 2 === 1) throw new EvaluationError('the bytes are not UTF-16 text');
  return Buffer.from(bytes);
}

/**
 * The characters of the bytes 80 to 9F; five of them have none. Some releases of Node decode them as ISO
 * 8859-1.
 */
const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

function windows1252(character: string): string {
  return WINDOWS_1252.charAt(character.charCodeAt(0) - 0x80);
}

/** Encodings that JavaScript and IANA know by the same name and with the same table. */
const SINGLE_BYTE = /^(?:windows-125[013-8]|iso-8859-(?:[2-8]|1[0-6])|koi8-[ru]|ibm866|macintosh)$/i;

function decoderFor(name: string): InstanceType<typeof TextDecoder> {
  if (SINGLE_BYTE.test(name)) return new TextDecoder(name);
  throw new EvaluationError(`the encoding ${name} is not supported`, 'limit');
}
