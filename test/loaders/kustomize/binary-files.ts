import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Files } from '../../../src/core/files.ts';
import { isDenied } from '../../../src/core/files.ts';

/** The same files with the bytes that are on disk, where a text would not hold them. */
export function binaryFiles(folder: string, files: Files): Files {
  return {
    ...files,
    readBytes: (path) => {
      const known = files.resolve(path);
      const text = files.readBytes(path);
      return isDenied(known) || isDenied(text) ? text : Uint8Array.from(readFileSync(join(folder, known)));
    },
  };
}
