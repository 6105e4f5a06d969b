import type { PipelineJob, PipelineStep, Trigger } from '../../core/facts/pipeline.ts';
import { expressionsIn, writtenText } from '../../core/pipeline-text.ts';

// Texts that whoever opens, comments on or pushes to a pull request chooses, by the event that has them:
// https://securitylab.github.com/resources/github-actions-untrusted-input/ and
// https://docs.github.com/en/webhooks/webhook-events-and-payloads, 2026-11.
const REQUEST = [
  'github\\.head_ref\\b',
  'github\\.event\\.pull_request\\.(?:title|body|head\\.(?:ref|label)' +
    '|head\\.repo\\.(?:default_branch|description|homepage))\\b',
];
const ISSUE = ['github\\.event\\.issue\\.(?:title|body)\\b'];
const COMMENT = ['github\\.event\\.comment\\.body\\b'];
const DISCUSSION = ['github\\.event\\.discussion\\.(?:title|body)\\b'];
const TEXTS: ReadonlyMap<string, RegExp> = new Map([
  ['pull_request_target', either(...REQUEST)],
  ['issues', either(...ISSUE)],
  ['issue_comment', either(...ISSUE, ...COMMENT)],
  ['discussion', either(...DISCUSSION)],
  ['discussion_comment', either(...DISCUSSION, ...COMMENT)],
  [
    'workflow_run',
    either(
      'github\\.event\\.workflow_run\\.(?:head_branch|display_title' +
        '|head_commit\\.(?:message|author\\.(?:name|email))|head_repository\\.description)\\b',
    ),
  ],
]);

function either(...sources: readonly string[]): RegExp {
  return new RegExp(sources.join('|'));
}

/** Expressions in the script of a step that strangers write, and that are filled in before it is read. */
export function strangersTexts(step: PipelineStep, { name }: Trigger): readonly string[] {
  const pattern = TEXTS.get(name);
  if (!pattern) return [];
  const isScript = step.uses !== undefined && /^actions\/github-script@/i.test(writtenText(step.uses.text));
  const script = isScript ? step.inputs.find((input) => input.name === 'script')?.value : step.run?.value;
  if (script === undefined) return [];
  const found = expressionsIn(script).filter((expression) => {
    const text = withoutQuestions(expression);
    // JSON is text of JavaScript in quotes of its own.
    return pattern.test(text) && !(isScript && /^\$\{\{\s*toJSON\(/i.test(expression));
  });
  return [...new Set(found)];
}

// People write shorter ones.
const MAX_EXPRESSION = 2000;

/** What is only asked gives true or false, or a text of the workflow. */
function withoutQuestions(expression: string): string {
  if (expression.length > MAX_EXPRESSION) return expression;
  return expression
    .replace(/\b(?:contains|startsWith|endsWith|hashFiles)\s*\((?:[^()']|'[^']*'|\([^()]*\))*\)/gi, '')
    .replace(/[\w.*[\]-]+\s*(?:==|!=)\s*(?:'[^']*'|[\w.*[\]-]+)/g, '')
    .replace(/'[^']*'\s*(?:==|!=)\s*[\w.*[\]-]+/g, '');
}

/** A step that takes the code of a contributor into the workspace. */
export interface ForeignCode {
  readonly step: PipelineStep;
  /** `checks out ${{ github.event.pull_request.head.sha }}`. */
  readonly says: string;
  /** Where it is put, below the workspace; empty for the workspace itself. */
  readonly path: string;
  /** The expression that does not tell which commit it is. */
  readonly open: string | undefined;
}

const HEAD_REPOSITORY = /head\.repo\.(?:full_name|clone_url|git_url|ssh_url)|head_repository\.full_name/;
const FOREIGN: ReadonlyMap<Trigger['kind'], RegExp> = new Map([
  [
    'privileged-pull-request',
    /github\.event\.pull_request\.(?:head\.sha|merge_commit_sha)\b|refs\/pull\/|(?:^|\/)pull\/\$/,
  ],
  ['after-workflow', /github\.event\.workflow_run\.(?:head_sha|head_commit\.id)\b/],
  ['comment', /refs\/pull\/|(?:^|\/)pull\/\$/],
]);
// Actions whose outputs are the head of the pull request, as their pages say, 2026-11.
const TELLS_HEAD = /^(?:xt0rted|alessbell)\/pull-request-comment-branch@|^eficode\/resolve-pr-refs@/i;

/** The step that takes in foreign code, if this is one; with an expression where that is not certain. */
export function foreignCode(
  step: PipelineStep,
  job: PipelineJob,
  { kind }: Trigger,
): ForeignCode | undefined {
  const pattern = FOREIGN.get(kind);
  if (!pattern) return undefined;
  if (!step.uses || !/^actions\/checkout@/i.test(writtenText(step.uses.text)))
    return foreignByCommand(step, kind);
  const input = (name: string): string => {
    const found = step.inputs.find((one) => one.name === name);
    return found ? writtenText(found.value) : '';
  };
  const ref = input('ref');
  const repository = input('repository');
  const path = input('path').replace(/^\.\//, '').replace(/\/$/, '');
  const says = `checks out ${ref === '' ? repository : ref}`;
  const base = { step, says, path: path === '.' ? '' : path };
  // A branch is looked for in the project itself unless the fork is named.
  if (pattern.test(ref) || HEAD_REPOSITORY.test(repository)) return { ...base, open: undefined };
  const output = /\b(steps|needs)\.([\w-]+)\.outputs\.[\w-]+/.exec(`${ref} ${repository}`);
  if (!output) return undefined;
  const teller = job.steps.find(({ id }) => id === output[2]);
  const isHead = teller?.uses !== undefined && TELLS_HEAD.test(writtenText(teller.uses.text));
  const isLooked = isHead && /sha|ref/.test(output[0]) && !/base/.test(output[0]);
  return { ...base, open: isLooked ? undefined : output[0] };
}

function foreignByCommand(step: PipelineStep, kind: Trigger['kind']): ForeignCode | undefined {
  if (!step.run || kind === 'after-workflow') return undefined;
  const lines = linesOf(writtenText(step.run.value));
  const line = lines.find((one) =>
    /^\s*gh pr checkout\b|\bgit fetch\b.*\bpull\/\S+\/(?:head|merge)\b/.test(one),
  );
  if (line === undefined) return undefined;
  const takes =
    /gh pr checkout/.test(line) ||
    lines.some((one) => /\bgit (?:checkout|switch|merge|reset|rebase)\b/.test(one));
  if (!takes) return undefined;
  return { step, says: `runs ${line.trim().slice(0, 100)}`, path: '', open: undefined };
}

// Longer lines are data.
const MAX_LINE = 500;

function linesOf(script: string): readonly string[] {
  return script.split('\n').map((line) => line.slice(0, MAX_LINE));
}

// Commands that run what the workspace holds: its scripts, its build files, or the hooks of its packages.
const RUNS = new RegExp(
  '(?:^|[;&|(]|\\bsudo |\\brun )\\s*(?:' +
    'npm (?:ci|i|install|run|run-script|t|test|start|exec)\\b' +
    '|yarn\\b|pnpm (?:i|install|run|test|build|exec)\\b|bun (?:install|run|test)\\b' +
    '|make\\b(?! -v)|gmake\\b|just\\b|task [a-z]|mvn |\\./\\S|(?:ba|z)?sh [\\w./-]+\\.sh' +
    '|python3? [\\w./-]+\\.py|python3? -m (?:pytest|pip install (?:-e )?\\.)' +
    '|pip3? install (?:\\S+ )*(?:-e )?(?:\\.|-r)' +
    '|poetry (?:install|run)|uv (?:sync|run)|pytest\\b|tox\\b|nox\\b' +
    '|go (?:run|test|generate)\\b|cargo (?:build|test|run|clippy|check)\\b' +
    '|gradle |bundle (?:install|exec)|rake\\b|composer (?:install|run)' +
    '|docker(?:-compose| compose| buildx? | build )' +
    '|terraform (?:init|plan|apply)\\b|tofu (?:init|plan|apply)\\b|pulumi (?:preview|up)\\b|cdk ' +
    '|dotnet (?:build|test|run)\\b' +
    '|pre-commit run|ansible-playbook |node [\\w./-]+\\.[cm]?js)',
  'm',
);
const RUNS_NOTHING = /--ignore-scripts\b|\binstall (?:-g|--global)\b|(?:^|\s)(?:-g|--global)\s/;

/** What a later step runs of the code that was taken in: its words; undefined for steps that only read. */
export function runsForeign(
  step: PipelineStep,
  { path }: ForeignCode,
  others: readonly string[],
): string | undefined {
  const text = step.uses && writtenText(step.uses.text);
  if (text !== undefined && step.run === undefined) {
    if (text.startsWith('./')) return isOf(text.slice(2), path, others) ? text : undefined;
    const context = step.inputs.find(({ name }) => name === 'context');
    const builds = /^docker\/build-push-action@/i.test(text) && context !== undefined;
    // Without a context it builds from the commit of the event, which is the project's own.
    return builds && isBelow(writtenText(context.value), path) ? text : undefined;
  }
  if (!step.run) return undefined;
  const script = writtenText(step.run.value);
  const folder = step.workingDirectory ? writtenText(step.workingDirectory.value) : '';
  if (path !== '' && !isBelow(folder, path) && !names(script, path)) return undefined;
  if (path === '' && others.some((other) => isBelow(folder, other) || names(script, other))) return undefined;
  const line = linesOf(script).find((one) => RUNS.test(one) && !RUNS_NOTHING.test(one));
  return line?.trim().slice(0, 100);
}

/** Whether a file belongs to the checkout of a folder, and to no other one below it. */
function isOf(file: string, path: string, others: readonly string[]): boolean {
  return isBelow(file, path) && (path !== '' || !others.some((other) => isBelow(file, other)));
}

/** Whether a script names a folder of the workspace. */
function names(script: string, path: string): boolean {
  const plain = path.replace(/^\.\//, '').replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?:^|[\\s"'=]|\\./|WORKSPACE\\}?/)${plain}(?:[/\\s"';]|$)`, 'm').test(script);
}

function isBelow(folder: string, path: string): boolean {
  const plain = folder.replace(/^\$\{\{\s*github\.workspace\s*\}\}\/?/, '').replace(/^\.(?:\/|$)/, '');
  if (/^https?:|^\$\{\{/.test(plain)) return false;
  return path === '' || plain === path || plain.startsWith(`${path}/`);
}
