import { run } from './program.ts';
import type { Sink } from './world.ts';
import { dayOf } from './world.ts';

// `whatfails audit | head`: the reader has seen enough, which is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

/** A pipe has neither columns nor the mark of a terminal. */
interface Stream {
  write(text: string): boolean;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

function sinkOf(stream: Stream): Sink {
  return {
    write: (text) => void stream.write(text),
    isTTY: stream.isTTY ?? false,
    columns: stream.isTTY ? stream.columns : undefined,
  };
}

process.exitCode = await run(process.argv.slice(2), {
  cwd: process.cwd(),
  env: process.env,
  stdout: sinkOf(process.stdout),
  stderr: sinkOf(process.stderr),
  today: () => dayOf(new Date()),
});
