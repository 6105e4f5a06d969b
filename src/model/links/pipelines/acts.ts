import type { ActCache } from '../../pipelines/acts/job-acts.ts';
import { jobActs } from '../../pipelines/acts/job-acts.ts';
import type { LinkPass } from '../../link-pass.ts';

/** Tells from the steps of each job what it does. */
export const pipelineActs: LinkPass = {
  name: 'pipeline-acts',
  after: [],
  run(draft) {
    const cache: ActCache = { shell: new Map(), telling: new WeakMap() };
    for (const { facts } of draft.components.values()) {
      const { pipeline } = facts;
      if (!pipeline) continue;
      facts.pipeline = {
        ...pipeline,
        jobs: pipeline.jobs.map((job) => ({ ...job, ...jobActs(job, cache) })),
      };
    }
  },
};
