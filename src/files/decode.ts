import { isUtf8 } from 'node:buffer';
import type { Denied } from '../core/files.ts';

/**
 * The text of bytes: UTF-8 with or without a byte order mark, or UTF-16 with one. Anything else is not text.
 */
export function decode(path: string, bytes: Buffer): string | Denied {
  if (startsWith(bytes, 0xff, 0xfe)) return utf16(bytes.subarray(2));
  if (startsWith(bytes, 0xfe, 0xff)) return bigEndianUtf16(bytes.subarray(2));
  const body = startsWith(bytes, 0xef, 0xbb, 0xbf) ? bytes.subarray(3) : bytes;
  if (body.includes(0)) return notText(path, 'holds zero bytes, so it is not text');
  if (!isUtf8(body)) return notText(path, 'is not UTF-8. Save it as UTF-8, as Terraform and kubectl ask too');
  return body.toString('utf8');
}

function startsWith(bytes: Buffer, ...mark: readonly number[]): boolean {
  return mark.every((byte, index) => bytes[index] === byte);
}

function utf16(body: Buffer): string {
  return body.toString('utf16le');
}

function bigEndianUtf16(body: Buffer): string {
  const whole = body.subarray(0, body.length - (body.length % 2));
  return utf16(Buffer.from(whole).swap16());
}

function notText(path: string, why: string): Denied {
  return { denied: 'not-text', message: `${path} ${why}` };
}
