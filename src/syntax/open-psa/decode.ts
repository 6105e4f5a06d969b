// How the first bytes of a document tell in which encoding its declaration is written.
// https://www.w3.org/TR/xml/#sec-guessing
const MARKS: readonly (readonly [bytes: readonly number[], encoding: string])[] = [
  [[0xef, 0xbb, 0xbf], 'utf-8'],
  [[0xff, 0xfe], 'utf-16le'],
  [[0xfe, 0xff], 'utf-16be'],
  [[0x3c, 0x00, 0x3f, 0x00], 'utf-16le'],
  [[0x00, 0x3c, 0x00, 0x3f], 'utf-16be'],
];

/** The text of an XML document: in the encoding that it marks or declares, else UTF-8. */
export function decodeXml(bytes: Uint8Array): { readonly text: string } | { readonly problem: string } {
  const marked = MARKS.find(([mark]) => mark.every((byte, index) => bytes[index] === byte))?.[1];
  const head = String.fromCharCode(...bytes.subarray(0, 200));
  const declared = /^<\?xml[^>]*?\sencoding\s*=\s*["']([^"']*)["']/.exec(head)?.[1];
  const encoding = marked ?? declared ?? 'utf-8';
  const decoder = decoderOf(encoding);
  if (!decoder) return { problem: `declares the encoding "${encoding}", which is not known` };
  try {
    return { text: decoder.decode(bytes) };
  } catch {
    return { problem: `is not ${encoding}, which it ${declared === undefined ? 'should be' : 'declares'}` };
  }
}

function decoderOf(encoding: string): InstanceType<typeof TextDecoder> | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true });
  } catch {
    return undefined;
  }
}
