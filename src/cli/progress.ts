import type { Files } from '../core/files.ts';
import { plural } from '../report/text.ts';
import type { Sink } from './world.ts';

// About what is read and judged in a second on a laptop; below it a line would only flicker.
const WORTH_TELLING = 3000;

/** Tells on a terminal that long work is under way, and takes the line back when it is done. */
export function withProgress<T>(files: Files, sink: Sink | undefined, work: () => T): T {
  const count = files.list().length;
  if (!sink?.isTTY || count < WORTH_TELLING) return work();
  sink.write(`Reading ${plural(count, 'file')} …`);
  try {
    return work();
  } finally {
    sink.write('\r\u001b[K');
  }
}
