import type { Command } from 'commander';
import type { World } from './world.ts';

type Finish = (code: number) => void;
type Options = Readonly<Record<string, unknown>>;

/** Every command. What it does is loaded only when it is asked for, so that help and version come at once. */
export function addCommands(program: Command, world: World, finish: Finish): void {
  addAudit(program, world, finish);
  addListings(program, world, finish);
  addModels(program, world, finish);
  addDecisions(program, world, finish);
  addSetup(program, world, finish);
}

function addAudit(program: Command, world: World, finish: Finish): void {
  const command = program
    .command('audit')
    .argument('[PATH]', 'what to audit (default: the current folder)')
    .description('find what fails, what falls with it, and what to do first');
  assuming(judging(reading(printing(command, 'terminal, markdown, json or sarif'))))
    .option('--since <REF>', 'tell only what is new since a git revision')
    .option(
      '--baseline <FILE>',
      'findings that are known (default: whatfails-baseline.json where there is one)',
    )
    .option('--no-baseline', 'take nothing as known')
    .option('--fail-on <WHEN>', 'exit 1 on must-do and tier 1 findings: now, or new')
    .option('--max-unknown <N%>', 'exit 3 when a larger share of the answers is unknown')
    .option('--top <N>', 'how many findings to show first (default: 10)')
    .option('--all', 'show every finding, question and remark, with evidence and ids')
    .option('--category <NAME>', 'SARIF only: tells several uploads for one commit apart')
    .action(async (path: string | undefined, options: Options) => {
      const [{ auditFlags }, { auditCommand }] = await Promise.all([
        import('./flags.ts'),
        import('./audit.ts'),
      ]);
      finish(auditCommand(path, auditFlags.parse(options), world));
    });
}

function addListings(program: Command, world: World, finish: Finish): void {
  const stacks = program
    .command('stacks')
    .argument('[PATH]')
    .description('every root that was found: its environment and why, and how to correct it');
  reading(printing(stacks, 'terminal or json')).action(async (path: string | undefined, options: Options) => {
    const [{ loadFlags }, { stacksCommand }] = await Promise.all([
      import('./flags.ts'),
      import('./listings.ts'),
    ]);
    finish(stacksCommand(path, loadFlags.parse(options), world));
  });
  const resources = program
    .command('resources')
    .argument('[PATH]')
    .description('what was read, evaluated: addresses, attributes, and what would settle unknown values');
  reading(printing(resources, 'terminal or json'))
    .option('--all', 'print attributes too')
    .action(async (path: string | undefined, options: Options) => {
      const [{ auditFlags }, { resourcesCommand }] = await Promise.all([
        import('./flags.ts'),
        import('./listings.ts'),
      ]);
      finish(resourcesCommand(path, auditFlags.parse(options), world));
    });
  const graph = program
    .command('graph')
    .argument('[PATH]')
    .description('who needs whom, how we know, and what users reach through each entry');
  assuming(reading(printing(graph, 'terminal, json, svg, html, or open-psa: fault trees')))
    .option('--journey <NAME>', 'only what this journey reaches')
    .option('--component <NAME>', 'only what this component needs, and what needs it')
    .option('--candidates', 'also what only a permission or settings taken in whole suggest')
    .action(async (path: string | undefined, options: Options) => {
      const [{ graphFlags }, { graphCommand }] = await Promise.all([
        import('./flags.ts'),
        import('./graph.ts'),
      ]);
      finish(await graphCommand(path, graphFlags.parse(options), world));
    });
  const assumptions = program
    .command('assumptions')
    .argument('[WHAT...]', 'names or parts of names; a folder, for its configuration')
    .description('the numbers that results rest on, each with its range, grade, source and day');
  assuming(printing(assumptions, 'terminal or json'))
    .option('--root <DIR>', 'what may be read (default: the git work tree around PATH)')
    .option('--config <FILE>', 'configuration (default: the nearest whatfails.yaml)')
    .option('--all', 'list the services of providers too')
    .action(async (words: readonly string[], options: Options) => {
      const [{ auditFlags }, { assumptionsCommand }] = await Promise.all([
        import('./flags.ts'),
        import('./assumptions.ts'),
      ]);
      finish(assumptionsCommand(words, auditFlags.parse(options), world));
    });
  const rules = program.command('rules').description('what is looked for');
  printing(rules, 'terminal or json').action(async (options: Options) => {
    const [{ loadFlags }, { rulesCommand }] = await Promise.all([
      import('./flags.ts'),
      import('./listings.ts'),
    ]);
    finish(rulesCommand(loadFlags.parse(options), world));
  });
}

function addModels(program: Command, world: World, finish: Finish): void {
  const whatIf = program
    .command('whatif')
    .argument('[WHAT]', 'a component by name, address or id; zone=eu-west-1a, zone=a, region=eu-west-1')
    .argument('[PATH]', 'what to read (default: the current folder)')
    .description('what stops, degrades and falls with something that fails; without WHAT, of everything');
  assuming(reading(printing(whatIf, 'terminal or json')))
    .option('--traffic <FACTOR>', 'what ends first when traffic is 2x or 10 times as large')
    .option('--overlay <DIR>', 'compare with another design: files of DIR laid over those of PATH')
    .option('--all', 'every case in the table, every line of evidence')
    .action(async (what: string | undefined, path: string | undefined, options: Options) => {
      const [{ whatIfFlags }, { whatIfCommand }] = await Promise.all([
        import('./flags.ts'),
        import('./whatif.ts'),
      ]);
      finish(whatIfCommand(what, path, whatIfFlags.parse(options), world));
    });
  const solve = program
    .command('solve')
    .argument('<FILE...>', 'the files of one model')
    .description('solve a fault tree in the OpenPSA format: probability, importance, minimal cut sets');
  printing(solve, 'terminal or json')
    .optionsGroup('Options:')
    .option('--top <NAME>', 'the gate to solve (default: the one that no other gate uses)')
    .option('--limit <N>', 'how many cut sets and events are listed (default: 10)')
    .option('--time <SECONDS>', 'how long to look for the exact answer; then bounds are given (default: 60)')
    .option(
      '--mission-time <TIME>',
      'what system-mission-time stands for (default: 8760, the hours of a year)',
    )
    .action(async (files: readonly string[], options: Options) => {
      const { solveCommand, solveFlags } = await import('./solve.ts');
      finish(solveCommand(files, solveFlags.parse(options), world));
    });
}

function addDecisions(program: Command, world: World, finish: Finish): void {
  const explain = program
    .command('explain')
    .argument('<WHAT>', 'a number of the last screen, a finding id, or a rule')
    .description('why, the values with the line each came from, how to fix it, how to disagree');
  assuming(printing(explain, 'terminal or json')).action(async (what: string, options: Options) => {
    const [{ auditFlags }, { explainCommand }] = await Promise.all([
      import('./flags.ts'),
      import('./explain.ts'),
    ]);
    finish(explainCommand(what, auditFlags.parse(options), world));
  });
  const fix = program
    .command('fix')
    .argument('<WHAT...>', 'numbers of the last screen, finding ids, or rules')
    .description('one patch that takes findings away; --write applies it');
  printing(fix, 'patch or json')
    .option('--write', 'write the files; without it the patch is only printed')
    .option('--unsafe', 'also write what needs a review')
    .action(async (whats: readonly string[], options: Options) => {
      const [{ fixFlags }, { fixCommand }] = await Promise.all([import('./flags.ts'), import('./fix.ts')]);
      finish(fixCommand(whats, fixFlags.parse(options), world));
    });
  const accept = program
    .command('accept')
    .argument('<WHAT>', 'a number of the last screen, or a finding id')
    .description('take a finding as it is until a day; writes whatfails.yaml')
    .requiredOption('--reason <TEXT>', 'why this is fine for now')
    .requiredOption('--until <DATE>', 'the last day it holds: 2027-03-31')
    .option('--by <NAME>', 'who decided');
  accept.action(async (what: string, options: Options) => {
    const [{ acceptFlags }, { acceptCommand }] = await Promise.all([
      import('./flags.ts'),
      import('./accept.ts'),
    ]);
    finish(acceptCommand(what, acceptFlags.parse(options), world));
  });
  const baseline = program
    .command('baseline')
    .description('what is known already, so that only new findings count');
  const write = baseline
    .command('write')
    .argument('[FILE]', 'default: whatfails-baseline.json')
    .description('take every finding of today as known');
  judging(reading(write))
    .option('--path <PATH>', 'what to audit')
    .option('--quiet', 'say nothing')
    .action(async (file: string | undefined, options: Options) => {
      const [{ baselineFlags }, { baselineWriteCommand }] = await Promise.all([
        import('./flags.ts'),
        import('./baseline.ts'),
      ]);
      finish(baselineWriteCommand(file, baselineFlags.parse(options), world));
    });
  const prune = baseline
    .command('prune')
    .argument('[FILE]', 'default: whatfails-baseline.json')
    .description('drop what is not found any more');
  judging(reading(prune))
    .option('--path <PATH>', 'what to audit')
    .option('--quiet', 'say nothing')
    .action(async (file: string | undefined, options: Options) => {
      const [{ baselineFlags }, { baselinePruneCommand }] = await Promise.all([
        import('./flags.ts'),
        import('./baseline.ts'),
      ]);
      finish(baselinePruneCommand(file, baselineFlags.parse(options), world));
    });
}

function addSetup(program: Command, world: World, finish: Finish): void {
  const init = program
    .command('init')
    .argument('[PATH]')
    .description('write whatfails.yaml from what was found')
    .option('--quiet', 'say nothing');
  reading(init).action(async (path: string | undefined, options: Options) => {
    const [{ loadFlags }, { initCommand }] = await Promise.all([import('./flags.ts'), import('./init.ts')]);
    finish(initCommand(path, loadFlags.parse(options), world));
  });
  const doctor = program
    .command('doctor')
    .argument('[PATH]')
    .description('whether everything is in place, and what is not');
  reading(doctor)
    .option('--no-color', 'no colour')
    .action(async (path: string | undefined, options: Options) => {
      const [{ loadFlags }, { doctorCommand }] = await Promise.all([
        import('./flags.ts'),
        import('./doctor.ts'),
      ]);
      finish(doctorCommand(path, loadFlags.parse(options), world));
    });
}

function printing(command: Command, formats: string): Command {
  return command
    .optionsGroup('Output:')
    .option('--format <NAME>', formats)
    .option('--json', 'the same as --format json')
    .option('-o, --output <FILE>', 'write to a file')
    .option('--quiet', 'no screen and no notes: only the exit code, files and machine formats')
    .option('--no-color', 'no colour (also NO_COLOR)');
}

function reading(command: Command): Command {
  return command
    .optionsGroup('What is read:')
    .option('--root <DIR>', 'what may be read (default: the git work tree around PATH)')
    .option('--config <FILE>', 'configuration (default: the nearest whatfails.yaml)')
    .option('--environment <NAME>', 'production, another one, or all (default: production)')
    .option('--stack <PATTERN>', 'only stacks whose id or root matches; * stands for anything')
    .option('--var-file <FILE>', 'as in terraform, for every root it applies to', collect)
    .option('--var <NAME=VALUE>', 'as in terraform', collect)
    .option('--data <TYPE=HCL>', 'the value of every data source of a type', collect)
    .option('--workspace <NAME>', 'as in terraform')
    .option('--helm <WHICH>', 'what renders charts: builtin, or the helm program (binary)')
    .option('--plan <FILE>', 'a plan as `terraform show -json` prints it, in the place of its code', collect)
    .option('--state <FILE>', 'a state: what differs from the code is told', collect)
    .optionsGroup('Options:');
}

function judging(command: Command): Command {
  return command
    .optionsGroup('What is judged:')
    .option(
      '--as-of <DATE>',
      'the day to take as today, or today by the clock (default: the day of the data)',
    )
    .option('--area <LIST>', 'only rules of these areas: resilience,security');
}

function assuming(command: Command): Command {
  return command
    .optionsGroup('What is assumed:')
    .option('--set <NAME=VALUE>', 'another number for an assumption; or NAME=LOW,LIKELY,HIGH', collect)
    .optionsGroup('Options:');
}

function collect(value: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), value];
}
