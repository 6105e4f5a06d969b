import type { Act, PipelineJob, PipelineStep } from '../../../core/facts/pipeline.ts';
import type { ReleaseGuard } from '../../../core/facts/takeover.ts';
import { writtenText } from '../../../core/pipeline-text.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import { guard, Released } from './guards.ts';

/**
 * What pipelines do with a release that does not come up. A guard counts only where every pipeline that
 * deploys a workload has it; what only waits (`kubectl rollout status`) tells people and saves no user.
 */
export function byPipelines(draft: GraphDraft): void {
  const released = new Released(draft);
  const found = new Map<ComponentDraft, Deployed>();
  for (const { facts } of draft.components.values()) {
    for (const job of facts.pipeline?.jobs ?? []) {
      for (const act of job.acts) {
        if (act.does !== 'deploy' && act.does !== 'apply') continue;
        const guards = guardsOf(act, job);
        for (const workload of new Set(act.components.flatMap((id) => released.with(id)))) {
          const known = found.get(workload) ?? { acts: 0, guards: [] };
          found.set(workload, { acts: known.acts + 1, guards: [...known.guards, ...guards] });
        }
      }
    }
  }
  for (const [workload, { acts, guards }] of found) {
    for (const does of ['gate', 'share'] as const) {
      const own = guards.filter((one) => one.does === does);
      const [first] = own;
      if (first && own.length === acts) guard(workload, first);
    }
  }
}

interface Deployed {
  readonly acts: number;
  readonly guards: readonly ReleaseGuard[];
}

/** At most one guard of each kind for an act. */
function guardsOf(act: Act, job: PipelineJob): readonly ReleaseGuard[] {
  const { at } = act;
  if (act.tool === 'helm' && linesOf(job, act).some((line) => ATOMIC.test(line)))
    return [{ does: 'gate', says: 'helm goes back when the release does not come up (--atomic)', at }];
  if (act.tool === 'kubectl' && job.steps.flatMap(textsOf).some((line) => UNDO.test(line)))
    return [{ does: 'gate', says: 'the job undoes a rollout that fails (kubectl rollout undo)', at }];
  if (act.tool === 'gcloud' && job.steps.flatMap(textsOf).some((line) => PART.test(line)))
    return [{ does: 'share', says: 'the job gives a part of the requests to the new revision', at }];
  return [];
}

// https://helm.sh/docs/helm/helm_upgrade/: --atomic, in version 4 --rollback-on-failure.
const ATOMIC = /\bhelm\b.*\b(?:upgrade|install)\b.*--(?:atomic|rollback-on-failure)(?!=false)/;
const UNDO = /\bkubectl\b.*\brollout undo\b/;
// https://cloud.google.com/sdk/gcloud/reference/run/services/update-traffic
const PART = /\bupdate-traffic\b.*--to-(?:revisions|tags)[= ]\S*=\d{1,2}(?!\d)/;

/** Commands of the step that an act belongs to, each on one line. */
function linesOf({ steps }: PipelineJob, { at }: Act): readonly string[] {
  return steps.filter((step) => step.at.path.join() === at.path.join()).flatMap(textsOf);
}

function textsOf({ run, scripts = [] }: PipelineStep): readonly string[] {
  const own = run === undefined ? [] : [writtenText(run.value)];
  const texts = [...own, ...scripts.map(({ text }) => text)];
  return texts.flatMap((text) => text.replaceAll(/\\\r?\n\s*/g, ' ').split('\n'));
}
