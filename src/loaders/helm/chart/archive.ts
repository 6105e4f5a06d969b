import { gunzipSync } from 'node:zlib';

/** One file of an archive. */
export interface ArchivedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

// Helm 3.18 refuses charts above 100 MB unpacked (pkg/chart/loader/archive.go); charts in the wild have less
// than 2 MB.
const MOST_BYTES = 64 * 1024 * 1024;
const BLOCK = 512;

/** The files of a `.tgz`; undefined where it is broken or unpacks to too much. */
export function readArchive(packed: Uint8Array): readonly ArchivedFile[] | undefined {
  const unpacked = gunzip(packed);
  if (!unpacked) return undefined;
  const files: ArchivedFile[] = [];
  let at = 0;
  let longName: string | undefined;
  while (at + BLOCK <= unpacked.length) {
    const header = unpacked.subarray(at, at + BLOCK);
    if (header[0] === 0) break;
    const size = Number.parseInt(textOf(header, 124, 12).trim(), 8);
    if (!Number.isSafeInteger(size) || size < 0) return undefined;
    const bytes = unpacked.subarray(at + BLOCK, at + BLOCK + size);
    if (bytes.length < size) return undefined;
    const type = textOf(header, 156, 1);
    if (type === 'L') longName = textOf(bytes, 0, bytes.length);
    else if (type === 'x') longName = paxPath(decode(bytes)) ?? longName;
    else {
      if (type === '0' || type === '') files.push({ name: longName ?? nameIn(header), bytes });
      longName = undefined;
    }
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
  return files;
}

function gunzip(packed: Uint8Array): Uint8Array | undefined {
  try {
    return gunzipSync(packed, { maxOutputLength: MOST_BYTES });
  } catch {
    return undefined;
  }
}

function nameIn(header: Uint8Array): string {
  const prefix = textOf(header, 257, 5) === 'ustar' ? textOf(header, 345, 155) : '';
  const name = textOf(header, 0, 100);
  return prefix === '' ? name : `${prefix}/${name}`;
}

/** Extended headers are lines of `<length> path=<path>`. */
function paxPath(text: string): string | undefined {
  return /^\d+ path=(.*)$/m.exec(text)?.[1];
}

function textOf(bytes: Uint8Array, from: number, length: number): string {
  const part = bytes.subarray(from, from + length);
  const end = part.indexOf(0);
  return decode(end < 0 ? part : part.subarray(0, end));
}

function decode(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
