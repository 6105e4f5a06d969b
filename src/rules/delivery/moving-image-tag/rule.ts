import type { Component } from '../../../core/component.ts';
import type { UsedImage } from '../../../core/facts/compute.ts';
import type { Container } from '../../../core/facts/container.ts';
import { ruleId } from '../../../core/id.ts';
import type { Remedy } from '../../../core/remedy.ts';
import type { Outcome, Rule } from '../../../core/rule.ts';
import { Unknown } from '../../../core/value.ts';
import { evidenceOf, notApplicable, pass, unknown } from '../../outcome.ts';
import { minimumWords } from './copies.ts';

export const rule: Rule = {
  id: ruleId('delivery/moving-image-tag'),
  title: 'A restart can start a different program',
  appliesTo: ['workload', 'function', 'container'],
  severity: 'medium',
  consequence: 'change-failure',
  environments: 'production-like',
  check(component) {
    const { pods, images, moreImages, dockerfile, generatesLoad } = component.facts;
    if (pods?.controller === 'job' || pods?.controller === 'pod') {
      return notApplicable('it starts once, and nothing starts it again');
    }
    if (pods?.generatesLoad ?? generatesLoad) return notApplicable('it only sends load or tests');
    if (dockerfile) return notApplicable('it is built where it is started');
    const used = [...(pods?.containers ?? []).flatMap(imageOf), ...(images ?? [])];
    const outcomes = used.map((one): Outcome => ({ ...judge(component, one), key: one.name }));
    if (moreImages) return [...outcomes, unknown(moreImages)];
    return outcomes.length > 0 ? outcomes : notApplicable('it names no image');
  },
};

function imageOf({ name, image }: Container): readonly UsedImage[] {
  return image ? [{ name, image, resolved: 'start' }] : [];
}

function judge(component: Component, used: UsedImage): Outcome {
  const { text, tag, digest, replacedBy } = used.image;
  if (digest !== undefined) return pass;
  if (replacedBy) return notApplicable(`${replacedBy.says} replaces its tag`);
  if (Unknown.is(text.value) && (tag === undefined || Unknown.is(tag))) return unknown(text.value);
  if (Unknown.is(tag)) return unknown(tag);
  const why = movesBecause(tag);
  return why === undefined ? pass : failed(component, used, why);
}

// What registries and projects move to each new build: a branch, a channel, the newest.
const MOVING: ReadonlySet<string> = new Set([
  'latest',
  'stable',
  'edge',
  'nightly',
  'main',
  'master',
  'develop',
  'dev',
  'rolling',
  'canary',
  'mainline',
]);

function movesBecause(tag: string | undefined): string | undefined {
  if (tag === undefined) return 'no tag, so it is `latest`';
  if (tag === 'latest') return 'the tag is `latest`';
  return MOVING.has(tag) ? `the tag is \`${tag}\`, which names no version` : undefined;
}

const EVENTS: Readonly<Partial<Record<UsedImage['resolved'], string>>> = {
  deployment: 'The next update',
  pull: 'The next pull',
};

function failed(component: Component, { name, image, resolved }: UsedImage, why: string): Outcome {
  const isJob = component.facts.pods?.controller === 'cron-job';
  const event = EVENTS[resolved] ?? (isJob ? 'The next run' : 'A restart');
  const when = `${event} of ${whoseImage(component, name)} can bring another program than the one tested`;
  const { text, pullPolicy } = image;
  return {
    status: 'fail',
    problem: `${when}: ${why}.`,
    evidence: [
      evidenceOf(text, `image ${Unknown.is(text.value) ? 'with known tag' : text.value}`),
      ...(resolved === 'start' && !Unknown.is(pullPolicy.value)
        ? [evidenceOf(pullPolicy, `pull policy ${pullPolicy.value}`)]
        : []),
      ...minimumWords(component),
    ],
    remedies: [pin],
    cause: text.at[0],
    confidence: why.includes('names no version') ? 'medium' : undefined,
    // A machine keeps the image that it has until somebody pulls another one.
    ...(resolved === 'pull' ? { severity: 'low' as const } : {}),
  };
}

/** The container is named where there are several. */
function whoseImage({ name, facts }: Component, container: string): string {
  const count = (facts.pods?.containers ?? facts.images ?? []).length;
  return count > 1 && container !== name ? `container ${container} of ${name}` : name;
}

const pin: Remedy = {
  title: 'Write the version in use as the tag, or its digest',
  safety: 'review',
  caution: 'Take the one that runs now; a newer one is a change of its own.',
  intents: [],
};
