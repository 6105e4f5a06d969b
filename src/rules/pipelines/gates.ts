import type { Pipeline, PipelineJob, PipelineStep, Trigger } from '../../core/facts/pipeline.ts';
import { writtenText } from '../../core/pipeline-text.ts';
import { limitOfCondition, parseCondition } from './conditions.ts';
import { jobsBefore } from './jobs.ts';

/**
 * Who gets to a step: `anybody`; `later`: after somebody of the project has agreed once, to an earlier state;
 * `asked`: only who passes a check that cannot be read here; `trusted`: people of the project alone.
 */
export type Gate = 'anybody' | 'later' | 'asked' | 'trusted';

const GATES: readonly Gate[] = ['anybody', 'later', 'asked', 'trusted'];
const LATER = 1;
const ASKED = 2;
const TRUSTED = 3;

export interface GateInput {
  readonly pipeline: Pipeline;
  readonly job: PipelineJob;
  readonly step: PipelineStep;
  readonly trigger: Trigger;
}

/** The strictest limit on the way to a step: its conditions, those of its job and of the jobs before. */
export function gateOf({ pipeline, job, step, trigger }: GateInput): Gate {
  const limit = (text: string | undefined): number =>
    text === undefined
      ? 0
      : limitOfCondition(parseCondition(text), (atom, isNegated) => limitOfAtom(atom, isNegated, trigger));
  const index = job.steps.indexOf(step);
  const earlier = job.steps.slice(0, index);
  const runsAlways = /\b(?:always|failure)\(\)/.test(conditionText(job) ?? '');
  const before = runsAlways ? [] : jobsBefore(pipeline, job);
  const limits = [
    limit(conditionText(step)),
    limit(conditionText(job)),
    ...before.map((one) => limit(conditionText(one))),
    earlier.some(checksPerson) || before.some((one) => one.steps.some(checksPerson)) ? ASKED : 0,
    [job, ...before].some(({ environment }) => environment !== undefined) ? ASKED : 0,
    isOnlyLabelled(trigger) ? TRUSTED : 0,
  ];
  return GATES[Math.max(...limits)] ?? 'anybody';
}

function conditionText({ condition }: PipelineStep | PipelineJob): string | undefined {
  return condition && writtenText(condition.value);
}

/** Only people with triage rights can put a label on somebody else's pull request. */
function isOnlyLabelled({ kind, types }: Trigger): boolean {
  return kind === 'privileged-pull-request' && types !== undefined && types.every((one) => one === 'labeled');
}

// Calls, files and actions by which workflows look who it is.
const CHECKS = new RegExp(
  'collaborators?/|getCollaboratorPermissionLevel|checkMembershipForUser|checkCollaborator|memberships?/' +
    '|getMembershipForUser|author_association|isCrossRepository|head\\.repo\\.full_name' +
    '|check-user-permission|check-actor-permissions|team-membership|has-permission|actor-permission' +
    '|check-permissions?|verify-permission|authorize',
  'i',
);

function checksPerson({ uses, inputs, run, scripts = [] }: PipelineStep): boolean {
  const texts = [
    ...(uses ? [writtenText(uses.text)] : []),
    ...inputs.filter(({ name }) => name === 'script').map(({ value }) => writtenText(value)),
    ...(run ? [writtenText(run.value)] : []),
    ...scripts.map(({ text }) => text),
  ];
  return texts.some((text) => CHECKS.test(text));
}

const STRANGERS = /\b(?:NONE|FIRST_TIMER|FIRST_TIME_CONTRIBUTOR|MANNEQUIN)\b/;
const PERSON = /github\.(?:triggering_)?actor\b|\.(?:user|sender|actor|author)\.login\b/;
const SAME_REPOSITORY = /(?:head\.repo|head_repository)\.(?:full_name|id|owner\.login)\b/;
const FORK = /(?:head\.repo|head_repository)\.fork\b/;
const EARLIER_CHECK = new RegExp(
  String.raw`\b(?:needs|steps)\.[\w.-]*(?:permission|member|trust|auth|allow|team|maintain|collab|approv` +
    '|safe|fork|access|admin|can|is)',
  'i',
);

function limitOfAtom(atom: string, isNegated: boolean, trigger: Trigger): number {
  const isUnequal = /!=/.test(atom);
  const isEqual = /(?<![!<>=])==/.test(atom);
  // `!(a != b)` says that they are equal.
  const saysEqual = isUnequal ? isNegated : !isNegated;
  const isList = /^contains\s*\((?!\s*github\.)/.test(atom);
  if (/^false$/.test(atom)) return isNegated ? 0 : TRUSTED;
  if (/\bgithub\.event_name\b/.test(atom)) return limitOfEvent(atom, saysEqual, trigger);
  if (/workflow_run\.event\b/.test(atom)) {
    const isRequest = /'pull_request/.test(atom);
    return saysEqual === !isRequest ? TRUSTED : 0;
  }
  if (/author_association/.test(atom)) {
    if (STRANGERS.test(atom)) return saysEqual ? 0 : LATER;
    // Whoever got one change merged is a contributor.
    if (/\bCONTRIBUTOR\b/.test(atom)) return saysEqual ? LATER : 0;
    return saysEqual ? TRUSTED : 0;
  }
  if (FORK.test(atom)) {
    const asksTrue = !/false/.test(atom);
    return asksTrue === saysEqual ? 0 : TRUSTED;
  }
  if (SAME_REPOSITORY.test(atom)) return (isEqual || isUnequal) && saysEqual ? TRUSTED : 0;
  // A bot can be made to push to a stranger's branch, and is the actor then.
  if (/github\.(?:triggering_)?actor\b.*\[bot\]/.test(atom)) return saysEqual ? ASKED : 0;
  if (PERSON.test(atom) && (isEqual || isUnequal || isList || /\[bot\]/.test(atom)))
    return saysEqual ? TRUSTED : 0;
  if (/\bevent\.label\.name\b/.test(atom)) return saysEqual ? TRUSTED : 0;
  if (/labels\.\*\.name/.test(atom)) return saysEqual ? LATER : 0;
  if (/pull_request\.merged\b/.test(atom)) return saysEqual === !/false/.test(atom) ? LATER : 0;
  return EARLIER_CHECK.test(atom) ? ASKED : 0;
}

function limitOfEvent(atom: string, saysEqual: boolean, { name }: Trigger): number {
  const names = [...atom.matchAll(/['"]([a-z_]+)['"]/g)].map((match) => match[1]);
  return names.length > 0 && names.includes(name) !== saysEqual ? TRUSTED : 0;
}
