import type { LinkPass } from '../../link-pass.ts';
import { byDeployers } from './deployers.ts';
import { byPipelines } from './pipelines.ts';
import { byPlatforms } from './platforms.ts';
import { progressive } from './progressive.ts';

/** Says what keeps a release that does not work from users: who deploys it, and how it reaches them. */
export const releases: LinkPass = {
  name: 'releases',
  after: ['services', 'azure-plans', 'pipeline-joins'],
  run(draft) {
    byPlatforms(draft);
    progressive(draft);
    byDeployers(draft);
    byPipelines(draft);
  },
};
