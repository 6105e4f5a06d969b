import { readFileSync, statSync } from 'node:fs';
import type { Denied } from '../core/files.ts';
import { decode } from './decode.ts';

// Plans of large estates have tens of megabytes; more than this is not a plan.
const MOST_BYTES = 500_000_000;

/** The text of a file that the user named on the command line, wherever it lies, or why it cannot be read. */
export function readNamedFile(path: string): string | Denied {
  try {
    if (statSync(path).size > MOST_BYTES)
      return { denied: 'too-large', message: `${path} is larger than 500 MB` };
    return decode(path, readFileSync(path));
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    return {
      denied: why === 'ENOENT' ? 'missing' : 'unreadable',
      message: why === 'ENOENT' ? `${path} does not exist` : `${path} cannot be read (${why})`,
    };
  }
}
