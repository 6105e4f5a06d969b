import type { FunctionTable, TemplateFunction } from '../template/value.ts';
import { GoStruct } from '../template/value.ts';
import { countOf, define, different, textOf } from './support.ts';

// Longer passwords are no use, and a placeholder need not be long.
const MOST_CHARACTERS = 4096;

/**
 * Functions that make keys, passwords and certificates. Their results differ at every run: here they are
 * placeholders that nobody takes for a value.
 */
export const secretFunctions: FunctionTable = {
  randAlphaNum: random('randAlphaNum', 'x'),
  randAlpha: random('randAlpha', 'x'),
  randAscii: random('randAscii', 'x'),
  randNumeric: random('randNumeric', '1'),
  randBytes: define(['int'], ([count]) =>
    different(Buffer.alloc(sizeOf(countOf(count))).toString('base64'), 'randBytes'),
  ),
  randInt: define(['int', 'int'], ([low]) => different(BigInt(countOf(low)), 'randInt')),
  shuffle: define(['string'], ([text]) => different(textOf(text), 'shuffle')),
  uuidv4: define([], () => different('00000000-0000-4000-8000-000000000000', 'uuidv4')),
  bcrypt: define(['string'], () => different('bcrypt-hash', 'bcrypt')),
  htpasswd: define(['string', 'string'], ([user]) =>
    textOf(user).includes(':')
      ? `invalid username: ${textOf(user)}`
      : different(`${textOf(user)}:bcrypt-hash`, 'htpasswd'),
  ),
  derivePassword: define(['any', 'string', 'string', 'string', 'string'], () =>
    different('derived-password', 'derivePassword'),
  ),
  encryptAES: define(['string', 'string'], () => different('encrypted', 'encryptAES')),
  decryptAES: define(['string', 'string'], () => different('decrypted', 'decryptAES')),
  genPrivateKey: define(['string'], () => different('generated-private-key', 'genPrivateKey')),
  genCA: certificate('genCA', 2),
  genCAWithKey: certificate('genCAWithKey', 3),
  genSelfSignedCert: certificate('genSelfSignedCert', 4),
  genSelfSignedCertWithKey: certificate('genSelfSignedCertWithKey', 5),
  genSignedCert: certificate('genSignedCert', 5),
  genSignedCertWithKey: certificate('genSignedCertWithKey', 6),
  buildCustomCert: define(['string', 'string'], ([certificateText, key]) =>
    certificateOf(textOf(certificateText), textOf(key), 'buildCustomCert'),
  ),
};

function random(name: string, placeholder: string): TemplateFunction {
  return define(['int'], ([count]) => different(placeholder.repeat(sizeOf(countOf(count))), name));
}

function sizeOf(count: number): number {
  return Math.min(Math.max(count, 0), MOST_CHARACTERS);
}

function certificate(name: string, parameters: number): TemplateFunction {
  return define(
    Array.from({ length: parameters }, () => 'any' as const),
    () => certificateOf('generated-certificate', 'generated-private-key', name),
  );
}

function certificateOf(cert: string, key: string, name: string): GoStruct {
  return new GoStruct({
    typeName: 'sprig.certificate',
    fields: { Cert: different(cert, name), Key: different(key, name) },
  });
}
