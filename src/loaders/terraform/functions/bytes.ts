import { EvaluationError } from '../values/value.ts';

/** Decodes standard base64 as strictly as Go: padding is required, line breaks are skipped. */
export function decodeBase64(text: string): Uint8Array {
  const compact = text.replace(/[\r\n]/g, '');
  if (compact.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(compact)) {
    throw new EvaluationError('the text is not base64');
  }
  return Buffer.from(compact, 'base64');
}

/** The text that bytes are in UTF-8; an error where they are none. */
export function utf8Text(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new EvaluationError('the bytes are not UTF-8 text');
  }
}
