import type { LinkPass } from '../link-pass.ts';

/** States for every component whether Terraform itself refuses to destroy it. */
export const lifecycleGuards: LinkPass = {
  name: 'lifecycle-guards',
  after: [],
  run(draft) {
    for (const { main, facts } of draft.components.values()) {
      if (!main) continue;
      const value = main.lifecycle?.preventDestroy ?? false;
      const place = { resource: main.id, path: ['lifecycle', 0, 'prevent_destroy'] };
      facts.preventDestroy = { value, at: [place], origin: main.lifecycle?.preventDestroy ? 'written' : 'default' };
    }
  },
};
