import type { Component } from '../../../core/component.ts';
import type { PipelineJob } from '../../../core/facts/pipeline.ts';
import type { Evidence, Severity } from '../../../core/finding.ts';
import { ruleId } from '../../../core/id.ts';
import { writtenText } from '../../../core/pipeline-text.ts';
import type { Outcome, Rule, RuleContext } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { notApplicable, pass, unknown } from '../../outcome.ts';
import { listed, repositoryPlace } from '../../pipelines/jobs.ts';
import type { Reach } from '../../pipelines/reach.ts';
import { reachOf, reachWords } from '../../pipelines/reach.ts';
import type { Use } from '../../pipelines/reused.ts';
import { movesForeign, organizationsOf, usesOf, whoseOf } from '../../pipelines/reused.ts';

/** Code of somebody else that a pipeline takes by a name that its owner can move. */
export const rule: Rule = {
  id: ruleId('security/unpinned-workflow-action'),
  title: 'Someone else can change the code your pipeline runs',
  appliesTo: ['pipeline'],
  severity: 'medium',
  consequence: 'exposure',
  environments: 'any',
  check(component, context) {
    const { pipeline } = component.facts;
    if (!pipeline) return notApplicable('nothing of it was read');
    const uses = usesOf(component).filter(({ reused }) => reused.file === undefined && !isLocal(reused.text));
    if (uses.length === 0) return notApplicable('it runs no code of others');
    const open = uses.filter(({ reused }) => Unknown.is(reused.isPinned));
    const moving = uses.filter(({ reused }) => reused.isPinned === false);
    const outcomes: Outcome[] = [];
    const organizations = organizationsOf(component, context);
    const foreign = moving.filter(({ reused }) => whoseOf(reused, organizations) === 'other');
    if (foreign.length > 0) outcomes.push(failed(component, context, foreign));
    // One finding for a repository: beside strangers those nearby are no news.
    else if (moving.length > 0 && !movesForeign(component, context))
      outcomes.push(failedLow(component, context, moving));
    if (open.length > 0) outcomes.push(unread(component, open));
    return outcomes.length > 0 ? outcomes : pass;
  },
};

function isLocal(text: Use['reused']['text']): boolean {
  return typeof text === 'string' && /^\.{0,2}\//.test(text);
}

function failed(component: Component, context: RuleContext, uses: readonly Use[]): Outcome {
  const inReach = uses.map((use) => ({ use, reach: use.job && reachOf(use.job) }));
  const worst = inReach.sort((a, b) => rankOf(a.use, a.reach) - rankOf(b.use, b.reach))[0];
  const words = worst?.reach && reachWords(worst.reach);
  const severity = SEVERITIES[Math.min(worst ? rankOf(worst.use, worst.reach) : 1, LOWEST)];
  const texts = sorted(inReach.map(({ use }) => use));
  const them = texts.length === 1 ? 'its version' : 'one of their versions';
  const reach = words === undefined ? 'with your code in reach' : `with ${words} in reach`;
  return {
    status: 'fail',
    key: 'others',
    problem: `Whoever can move ${them} changes what ${component.name} runs, ${reach}: ${listed(texts)}.`,
    evidence: [...evidenceOf(uses), ...(worst?.reach?.evidence ?? []), ...changedBy(worst?.use.job, context)],
    remedies: [
      {
        title: 'Name the full commit, with the version as a comment, and let a bot raise it',
        safety: 'review',
        caution: 'A commit gets no fixes by itself: without a bot it grows old.',
        intents: [],
      },
    ],
    cause: repositoryPlace(component, context),
    severity,
  };
}

/** What the job that runs it brings and changes, as far as that is joined. */
function changedBy(job: PipelineJob | undefined, context: RuleContext): readonly Evidence[] {
  const acts = (job?.acts ?? []).filter(({ does, components }) => CHANGES.has(does) && components.length > 0);
  const names = acts.flatMap(({ components }) => components.map((id) => context.component(id).name));
  return names.length > 0 ? [{ says: `its job changes ${listed(names, 6)}`, at: acts[0]?.at }] : [];
}

const CHANGES: ReadonlySet<string> = new Set(['apply', 'deploy', 'push-image', 'copy-to-servers']);

const SEVERITIES: readonly Severity[] = ['high', 'medium', 'low'];
const LOWEST = SEVERITIES.length - 1;

/** A branch moves with every commit of its owner; a tag only when somebody means it. */
function rankOf(use: Use, reach: Reach | undefined): number {
  return rankOfReach(use.job, reach) + (isTag(use) ? 1 : 0);
}

/** What it could take: a cloud or servers, secrets or a writing token, or nothing that is certain. */
function rankOfReach(job: PipelineJob | undefined, reach: Reach | undefined): number {
  if (!reach) return 1;
  if (reach.clouds.length > 0 || job?.acts.some(({ does }) => RULES.has(does)) === true) return 0;
  return reachWords(reach) === undefined ? LOWEST : 1;
}

const RULES: ReadonlySet<string> = new Set(['apply', 'copy-to-servers']);

/** `v4`, `1.2.0`, `release-3`: a name with a number, which is moved by nobody's daily work. */
function isTag({ reused: { version } }: Use): boolean {
  return typeof version === 'string' && /\d/.test(version);
}

function failedLow(component: Component, context: RuleContext, uses: readonly Use[]): Outcome {
  return {
    status: 'fail',
    key: 'near',
    problem:
      `The vendor of the platform or your own organization can change what ${component.name} runs: ` +
      `${listed(sorted(uses))}.`,
    evidence: evidenceOf(uses),
    remedies: [],
    cause: repositoryPlace(component, context),
    severity: 'low',
  };
}

/** Each text once, those with the most in reach first. */
function sorted(uses: readonly Use[]): readonly string[] {
  return [...new Set(uses.map(({ reused }) => writtenText(reused.text)))];
}

function evidenceOf(uses: readonly Use[]): readonly Evidence[] {
  const places = new Map<string, Evidence>();
  for (const { reused } of uses) {
    const says = writtenText(reused.text);
    if (!places.has(says)) places.set(says, { says, at: reused.at });
  }
  return [...places.values()].slice(0, MOST);
}

// What one workflow adds to the list of a repository.
const MOST = 8;

function unread(component: Component, uses: readonly Use[]): Outcome {
  const [first] = uses;
  const text = first ? writtenText(first.reused.text) : '';
  const why = new Unknown({
    reason: 'not-in-inputs',
    detail: `${text} is known only when the pipeline runs`,
    settledBy: 'the name and the commit, written down',
  });
  return {
    ...unknown(why),
    key: 'expression',
    question: `Which code ${component.name} runs is decided when it starts: ${text}.`,
    at: first?.reused.at,
  };
}
