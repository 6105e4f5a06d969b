import type { Act, PipelineJob, PipelineStep, PipelineVariable } from '../../../core/facts/pipeline.ts';
import { folderOf, nameOf } from '../../../core/path.ts';
import { writtenText } from '../../../core/pipeline-text.ts';
import { Unknown } from '../../../core/value.ts';
import type { JobState } from './action-acts.ts';
import { actionActs } from './action-acts.ts';
import { actsOfCommand } from './command-table.ts';
import { environmentLogin, loginOfCommand } from './logins.ts';
import { saysOf } from './says.ts';
import { aimOf } from './targets.ts';
import { unreadBy } from './unread.ts';
import type { PlacedCommand, ShellCache } from '../../../core/shell-commands.ts';
import { folderBelow, placedCommands } from '../../../core/shell-commands.ts';

/** What was found about scripts before: many jobs run the same. */
export interface ActCache {
  readonly shell: ShellCache;
  readonly telling: WeakMap<readonly PlacedCommand[], readonly TellingCommand[]>;
}

interface ScriptState extends JobState {
  readonly cache: ActCache;
}

/** A command that is more than plain work on the machine of the job. */
interface TellingCommand {
  readonly words: readonly string[];
  readonly folder: string | undefined;
  readonly tool: string;
  readonly args: readonly string[];
  readonly does: readonly Act['does'][];
  readonly makesCluster: boolean;
}

/** What a job does, in the order of its steps, and why it may do more. */
export function jobActs(job: PipelineJob, cache: ActCache): Pick<PipelineJob, 'acts' | 'moreActs'> {
  const acts: Act[] = [...environmentLogin(job.variables, job.at)];
  const state: ScriptState = { unread: new Set(), isLocal: false, cache };
  for (const step of job.steps) {
    acts.push(...environmentLogin(step.variables, step.at));
    if (step.uses) acts.push(...actionActs(step, job, state));
    acts.push(...scriptActs(step, job, state));
  }
  if (job.calls && job.calls.isFollowed !== true)
    state.unread.add(`${writtenText(job.calls.text)} is not in the inputs`);
  const done = distinct(acts);
  // What is brought to a cluster that the job made for itself is a test of it.
  const told = state.isLocal ? done.map((act) => (isOfCluster(act) ? { ...act, does: TEST } : act)) : done;
  return { acts: told, moreActs: moreOf([...state.unread]) };
}

function moreOf(reasons: readonly string[]): Unknown | undefined {
  if (reasons.length === 0) return undefined;
  const rest = reasons.length > 3 ? ` and ${reasons.length - 3} more` : '';
  return new Unknown({ reason: 'not-in-inputs', detail: `${reasons.slice(0, 3).join('; ')}${rest}` });
}

function scriptActs(step: PipelineStep, job: PipelineJob, state: ScriptState): readonly Act[] {
  if (!step.run) return [];
  const variables = new Map([...knownOf(job.variables), ...knownOf(step.variables)]);
  const folder = step.workingDirectory ? folderBelow('', writtenText(step.workingDirectory.value)) : '';
  const scripts = step.scripts ?? [];
  const read = new Set(scripts.map(({ says }) => says));
  const own = placedCommands({ text: writtenText(step.run.value), folder, variables }, state.cache.shell);
  const acts = tellingOf(own, state.cache).flatMap((command) =>
    commandActs(command, { step, read, state, via: undefined }),
  );
  for (const script of scripts) {
    const home = folderOf(script.file);
    const { text, folder: start, names } = script;
    const commands = placedCommands({ text, folder: start, variables, home, names }, state.cache.shell);
    const via = script.says;
    for (const command of tellingOf(commands, state.cache))
      acts.push(...commandActs(command, { step, read, state, via }));
  }
  return [...acts, ...gitOpsPush(own, step)];
}

const TEST = 'test' as const;

function isOfCluster({ does, tool }: Act): boolean {
  return does === 'deploy' && CLUSTER_TOOL.test(tool);
}

const LOCAL_CLUSTER = /^(?:kind|k3d|minikube|microk8s|ctlptl|k3s)$/;
const CLUSTER_TOOL = /^(?:kubectl|helm|helmfile|skaffold|kustomize|flux|argocd|tk|kapp|oc|ko)$/;

interface CommandContext {
  readonly step: PipelineStep;
  /** Scripts that were read. */
  readonly read: ReadonlySet<string>;
  readonly state: ScriptState;
  /** The script that holds the command. */
  readonly via: string | undefined;
}

function tellingOf(commands: readonly PlacedCommand[], { telling }: ActCache): readonly TellingCommand[] {
  const known = telling.get(commands);
  if (known) return known;
  const found = commands.flatMap((command) => tellingCommand(command) ?? []);
  telling.set(commands, found);
  return found;
}

const NOTHING_READ: ReadonlySet<string> = new Set();

function tellingCommand({ words, folder }: PlacedCommand): TellingCommand | undefined {
  const [name = '', ...args] = words;
  const tool = nameOf(name);
  const makesCluster = LOCAL_CLUSTER.test(tool) && args.some((word) => word === 'create' || word === 'start');
  const does = actsOfCommand(tool, args);
  // Scripts that were read can only take reasons away.
  const isPlain = does.length === 0 && !makesCluster && unreadBy(words, NOTHING_READ) === undefined;
  return isPlain ? undefined : { words, folder, tool, args, does, makesCluster };
}

function commandActs(command: TellingCommand, context: CommandContext): readonly Act[] {
  const { words, folder, tool, args, does } = command;
  const { state } = context;
  if (command.makesCluster) state.isLocal = true;
  if (does.length === 0) {
    const reason = unreadBy(words, context.read);
    if (reason !== undefined) state.unread.add(reason);
    return [];
  }
  const says = saysOf([tool, ...args], context.via);
  const at = context.step.at;
  return does.map((one): Act => {
    const { target, images, files } = aimOf({ does: one, tool, args, folder });
    const login = one === 'login' ? loginOfCommand(tool, args) : undefined;
    return {
      does: one,
      tool,
      says,
      target,
      ...(images.length > 0 ? { images } : {}),
      ...(files.length > 0 ? { files } : {}),
      components: [],
      ...(login ? { login } : {}),
      at,
    };
  });
}

/** A tag or a version that is written into a file and pushed: what GitOps reads. */
function gitOpsPush(commands: readonly PlacedCommand[], step: PipelineStep): readonly Act[] {
  const push = commands.findIndex(({ words }) => nameOf(words[0] ?? '') === 'git' && words.includes('push'));
  // What waits for somebody to merge it brings nothing yet.
  if (push < 0 || commands.some(({ words }) => OFFERS.test(words.join(' ')))) return [];
  const written = commands.slice(0, push).find(({ words }) => EDITS.test(words.join(' ')));
  if (!written) return [];
  const file = written.words.findLast((word) => /\.ya?ml$|\.json$/.test(word));
  const path = file === undefined ? written.folder : (folderBelow(written.folder, file) ?? file);
  const says = saysOf([...written.words, '… git push'], undefined);
  return [{ does: 'deploy', tool: 'git push', says, target: path, components: [], at: step.at }];
}

const OFFERS = /^gh pr create|^git (?:checkout|switch) -[bcBC]\b|^hub pull-request|^glab mr create/;
// Edits of a tag or a version in a file that is pushed.
const EDITS = new RegExp(
  '^kustomize edit set image\\b|^yq\\b.*(?:-i|--inplace|eval|write)\\b.*(?:image|tag)' +
    '|^sed -\\w*i.*(?:image|tag).*\\.ya?ml',
  'i',
);

function knownOf(variables: readonly PipelineVariable[]): readonly (readonly [string, string])[] {
  return variables.map(({ name, value }) => [name, writtenText(value)]);
}

/** The same thing done twice to the same target in one step is told once. */
function distinct(acts: readonly Act[]): readonly Act[] {
  const found = new Map<string, Act>();
  for (const act of acts) {
    const target = act.target === undefined ? '' : writtenText(act.target);
    const key = [act.does, act.tool, act.says, target, act.at.path.join('.')].join('\u0000');
    if (!found.has(key)) found.set(key, act);
  }
  return [...found.values()];
}
