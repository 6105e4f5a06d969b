import { Unknown } from '../../../core/value.ts';
import type { GraphDraft } from '../../graph-draft.ts';
import type { LinkPass } from '../../link-pass.ts';
import { at, dataAt } from '../../read.ts';
import { connect } from '../compute/connect.ts';
import { findAzure } from './find-azure.ts';
import { PROGRAMS } from './types.ts';

const INSIGHTS = ['azurerm_application_insights'];
const WORKSPACE = ['azurerm_log_analytics_workspace'];

/** Joins programs with where their measurements go. */
export const watching: LinkPass = {
  name: 'azure-watching',
  after: ['azure-plans'],
  run(draft) {
    for (const resource of draft.ofType(...PROGRAMS)) {
      const from = draft.componentOf(resource.id);
      for (const { name, value, at: place } of from?.facts.settings ?? []) {
        if (!Unknown.is(value)) continue;
        for (const to of findAzure(draft, value, resource, INSIGHTS)) {
          if (!from) continue;
          const says = `${name} of ${from.name} is that of ${to.name}`;
          connect(draft, { from, to, kind: 'observes', strength: 'control-only', says, at: place });
        }
      }
    }
    for (const resource of draft.ofType(...INSIGHTS, 'azurerm_container_app_environment'))
      into(draft, resource);
  },
};

function into(draft: GraphDraft, resource: ReturnType<GraphDraft['ofType']>[number]): void {
  const from = draft.componentOf(resource.id);
  for (const attribute of ['workspace_id', 'log_analytics_workspace_id']) {
    for (const to of findAzure(draft, dataAt(resource, attribute), resource, WORKSPACE)) {
      if (!from) continue;
      const says = `${from.name} writes to ${to.name}`;
      connect(draft, {
        from,
        to,
        kind: 'observes',
        strength: 'control-only',
        says,
        at: at(resource, attribute),
      });
    }
  }
}
