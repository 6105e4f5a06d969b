import { Command, CommanderError } from 'commander';
import { UsageError } from '../core/usage-error.ts';
import { addCommands } from './commands.ts';
import { version } from './version.ts';
import type { World } from './world.ts';

/** Runs one command line; the exit code is the answer. Commands are loaded when they are asked for. */
export async function run(words: readonly string[], world: World): Promise<number> {
  let code = 0;
  const program = makeProgram(world, (result) => {
    code = result;
  });
  try {
    if (words.length === 0) program.outputHelp();
    else await program.parseAsync(isPath(words[0]) ? ['audit', ...words] : words, { from: 'user' });
    return code;
  } catch (error) {
    return codeOf(error, world);
  }
}

/** `whatfails .` is what people type first; no command looks like a path. */
function isPath(word: string | undefined): boolean {
  return word !== undefined && /^(\.|~|[A-Za-z]:)|[\\/]/.test(word) && !word.startsWith('-');
}

function codeOf(error: unknown, world: World): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof UsageError) {
    world.stderr.write(`whatfails: ${error.message}\n`);
    return 2;
  }
  const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
  world.stderr.write(
    `whatfails: this is a bug of whatfails, not of your files; please report it.\n${trace}\n`,
  );
  return 70;
}

function makeProgram(world: World, finish: (code: number) => void): Command {
  const program = new Command('whatfails')
    .description(
      'Reads infrastructure as it is written and tells what fails, what falls with it, and what to do first.',
    )
    .version(version(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .helpCommand(false)
    .exitOverride()
    .showHelpAfterError('Run with --help to see what there is.')
    .configureOutput({
      writeOut: (text) => world.stdout.write(text),
      writeErr: (text) => world.stderr.write(text),
      outputError: (text, write) => write(text.replace(/^error: /, 'whatfails: ')),
    })
    .addHelpText('after', AFTER_HELP);
  addCommands(program, world, finish);
  return program;
}

const AFTER_HELP = `
First steps:  whatfails audit    whatfails explain 1    whatfails stacks
Exit codes:   0 clean, or no gate asked for   1 gate broken   2 wrong use or configuration
              3 more unknown than allowed     70 a bug of whatfails
Environment:  NO_COLOR  FORCE_COLOR  WHATFAILS_CONFIG  WHATFAILS_CACHE_DIR`;
