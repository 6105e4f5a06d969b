import type { Diagnostic } from '../../../core/diagnostic.ts';
import type { UnresolvedHost } from '../../../core/facts/settings.ts';
import type { Unknown } from '../../../core/value.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import type { LinkPass } from '../../link-pass.ts';
import { AMBIGUOUS } from './host-resolver.ts';

/** Tells names that could mean several things: none of them is taken. */
export const ambiguousHosts: LinkPass = {
  name: 'ambiguous-hosts',
  after: ['addresses'],
  run(draft) {
    const told = new Set<string>();
    for (const component of draft.components.values()) {
      for (const one of component.facts.unresolvedHosts ?? []) {
        if (!isAmbiguous(one.because) || told.has(one.host)) continue;
        told.add(one.host);
        draft.diagnostics.push(diagnosticOf(component, one, draft));
      }
    }
  },
};

function isAmbiguous({ settledBy }: Unknown): boolean {
  return settledBy === AMBIGUOUS.records || settledBy === AMBIGUOUS.stacks;
}

function diagnosticOf(
  { name, main }: ComponentDraft,
  { host, setting, because, at }: UnresolvedHost,
  draft: GraphDraft,
): Diagnostic {
  // What a component is told may stand in an object of another stack.
  const resource = draft.resource(at.resource);
  const origin = resource && draft.stackOf(resource)?.trace(at);
  return {
    severity: 'warning',
    code: 'ambiguous-host',
    message:
      `${setting} of ${name} names ${host}, which could mean several things: ${because.detail}. ` +
      'None of them is taken. Keep one, or say under `dependencies` in whatfails.yaml which one is meant.',
    at: origin?.kind === 'reference-chain' ? origin.literal : (origin?.at ?? main?.declaredAt),
  };
}
