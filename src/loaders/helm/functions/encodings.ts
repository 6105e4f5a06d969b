import { createHash } from 'node:crypto';
import type { FunctionTable, TemplateFunction } from '../template/value.ts';
import { textToText } from './support.ts';

/** Functions that encode texts and make hashes of them. */
export const encodingFunctions: FunctionTable = {
  b64enc: textToText((text) => Buffer.from(text, 'utf8').toString('base64')),
  b64dec: textToText(fromBase64),
  b32enc: textToText(toBase32),
  b32dec: textToText(fromBase32),
  sha1sum: hash('sha1'),
  sha256sum: hash('sha256'),
  sha512sum: hash('sha512'),
  adler32sum: textToText(adler32),
};

function hash(algorithm: string): TemplateFunction {
  return textToText((text) => createHash(algorithm).update(text, 'utf8').digest('hex'));
}

/** What is not base64 becomes the text of the error, as in Sprig. */
function fromBase64(text: string): string {
  const compact = text.replace(/[\r\n]/g, '');
  const wrong = /[^A-Za-z0-9+/]/.exec(compact.replace(/={0,2}$/, ''));
  const isWhole = compact.length % 4 === 0;
  if (wrong) return `illegal base64 data at input byte ${wrong.index}`;
  if (!isWhole) return `illegal base64 data at input byte ${compact.length - (compact.length % 4)}`;
  return Buffer.from(compact, 'base64').toString('utf8');
}

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

function toBase32(text: string): string {
  const bits = Array.from(Buffer.from(text, 'utf8'), (byte) => byte.toString(2).padStart(8, '0')).join('');
  const groups = bits.match(/.{1,5}/g) ?? [];
  const digits = groups.map((group) => BASE32.charAt(Number.parseInt(group.padEnd(5, '0'), 2))).join('');
  return digits.padEnd(Math.ceil(digits.length / 8) * 8, '=');
}

function fromBase32(text: string): string {
  const compact = text.replace(/[\r\n]/g, '');
  const wrong = /[^A-Z2-7]/.exec(compact.replace(/=*$/, ''));
  if (wrong) return `illegal base32 data at input byte ${wrong.index}`;
  if (compact.length % 8 !== 0) return `illegal base32 data at input byte ${compact.length}`;
  const digits = compact.replace(/=*$/, '');
  const bits = Array.from(digits, (digit) => BASE32.indexOf(digit).toString(2).padStart(5, '0')).join('');
  const bytes = bits.match(/.{8}/g) ?? [];
  return Buffer.from(bytes.map((byte) => Number.parseInt(byte, 2))).toString('utf8');
}

// The largest prime below 2^16 (RFC 1950).
const ADLER_BASE = 65_521;

function adler32(text: string): string {
  let low = 1;
  let high = 0;
  for (const byte of Buffer.from(text, 'utf8')) {
    low = (low + byte) % ADLER_BASE;
    high = (high + low) % ADLER_BASE;
  }
  return String(high * 65_536 + low);
}
