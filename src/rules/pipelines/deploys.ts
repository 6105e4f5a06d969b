import type { Act, PipelineJob } from '../../core/facts/pipeline.ts';
import { writtenText } from '../../core/pipeline-text.ts';

const REHEARSALS = new RegExp(
  '(?:^|[^a-z])(?:dev|develop|development|test|testing|stage|staging|stg|sandbox|preview|previews|ephemeral' +
    '|demo|e2e|qa|uat|pr)(?:[^a-z]|$)|sandbox|ephemeral|staging|preview',
  'i',
);
const PRODUCTION = /(?:^|[^a-z])(?:prod|production|prd|live)(?:[^a-z]|$)|production/i;

/** Whether names alone say that it goes to a rehearsal: the environment, the target, or the job. */
export function isRehearsal(act: Act, job: PipelineJob): boolean {
  const texts = [
    ...(job.environment ? [writtenText(job.environment.value)] : []),
    ...(act.target === undefined ? [] : [writtenText(act.target)]),
    act.says,
    job.id,
    job.name,
  ];
  if (texts.some((text) => PRODUCTION.test(text))) return false;
  return texts.some((text) => REHEARSALS.test(text));
}

// Pages for readers, and packages: no system is changed by them.
const PAGES: ReadonlySet<string> = new Set([
  'actions/deploy-pages',
  'peaceiris/actions-gh-pages',
  'jamesives/github-pages-deploy-action',
  'crazy-max/ghaction-github-pages',
  'mkdocs',
  'mike',
]);

const DOCUMENTATION = /(?:^|[^a-z])(?:docs?|documentation|storybook|gh-pages)(?:[^a-z]|$)/i;

/** Whether a pipeline is called after documentation that it publishes. */
export function publishesPages(name: string, file: string): boolean {
  return DOCUMENTATION.test(name) || DOCUMENTATION.test(file);
}

/** Acts by which a release reaches those who use it; without pages of documentation and rehearsals. */
export function releasesOf(job: PipelineJob): readonly Act[] {
  return job.acts.filter(
    (act) =>
      (act.does === 'deploy' || act.does === 'copy-to-servers') &&
      !PAGES.has(act.tool) &&
      !isRehearsal(act, job),
  );
}
