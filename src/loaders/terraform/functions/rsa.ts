import { createPrivateKey } from 'node:crypto';
import { EvaluationError } from '../values/value.ts';
import { decodeBase64, utf8Text } from './bytes.ts';

/**
 * Decrypts by PKCS #1 v1.5. Computed here, because Node no longer offers this padding in every release and
 * its protection against guessing answers with random text where Terraform reports an error.
 */
export function rsaDecrypt(ciphertext: string, privateKey: string): string {
  const bytes = decodeBase64(ciphertext);
  const { modulus, exponent } = readKey(privateKey);
  const message = power(BigInt(`0x${Buffer.from(bytes).toString('hex') || '0'}`), exponent, modulus);
  const length = Math.ceil(modulus.toString(16).length / 2);
  const padded = Buffer.from(message.toString(16).padStart(length * 2, '0'), 'hex');
  const end = padded.indexOf(0, 2);
  if (padded[0] !== 0 || padded[1] !== 2 || end < 10)
    throw new EvaluationError('the text cannot be decrypted with this key');
  return utf8Text(padded.subarray(end + 1));
}

function readKey(pem: string): { readonly modulus: bigint; readonly exponent: bigint } {
  try {
    const { n, d } = createPrivateKey(pem).export({ format: 'jwk' });
    if (n !== undefined && d !== undefined) return { modulus: integer(n), exponent: integer(d) };
  } catch {
    throw new EvaluationError('the private key cannot be read');
  }
  throw new EvaluationError('the private key is no RSA key');
}

function integer(base64url: string): bigint {
  return BigInt(`0x${Buffer.from(base64url, 'base64url').toString('hex')}`);
}

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  let square = base % modulus;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if ((rest & 1n) === 1n) result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  return result;
}
