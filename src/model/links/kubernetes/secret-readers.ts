import type { Evidence } from '../../../core/finding.ts';
import type { Pods } from '../../../core/facts/workload.ts';
import type { ComponentId } from '../../../core/id.ts';
import type { Location } from '../../../core/location.ts';
import { Unknown } from '../../../core/value.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import { model as externalModel } from '../../kubernetes/external-secret.ts';
import type { ObjectIndex } from './together.ts';
import { nearestOf, objectIndex } from './together.ts';

/** Joins workloads with the Secrets that their environment and volumes name. */
export function linkSecretReaders(draft: GraphDraft): void {
  const index = objectIndex(draft);
  const readers = new Map<ComponentId, ComponentId[]>();
  const made = madeSecrets(draft);
  for (const component of draft.components.values()) {
    const { pods } = component.facts;
    if (!pods || !component.main || Unknown.is(pods.namespace.value)) continue;
    for (const [name, evidence] of secretsOf(pods)) {
      const secret = find(component, { namespace: pods.namespace.value, name }, { index, made });
      if (!secret) continue;
      readers.set(secret.id, [...(readers.get(secret.id) ?? []), component.id]);
      draft.depend({
        from: component.id,
        to: secret.id,
        kind: 'reads-secret',
        strength: 'startup-only',
        grade: 'A',
        evidence: [evidence],
      });
    }
  }
  for (const [id, readBy] of readers) {
    const secret = draft.components.get(id);
    const content = secret?.facts.secretContent;
    if (secret && content) draft.setFact(secret, 'secretContent', { ...content, readBy });
  }
}

/** Objects whose operator makes a Secret of another name, by that name. */
function madeSecrets(draft: GraphDraft): ReadonlyMap<string, readonly string[]> {
  const made = new Map<string, string[]>();
  for (const resource of draft.ofType(...externalModel.types)) {
    const target = draft.componentOf(resource.id)?.facts.secretContent?.targetName;
    if (target === undefined) continue;
    made.set(target, [...(made.get(target) ?? []), resource.name]);
  }
  return made;
}

interface Lookup {
  readonly index: ObjectIndex;
  readonly made: ReadonlyMap<string, readonly string[]>;
}

function find(
  { main }: ComponentDraft,
  { namespace, name }: { readonly namespace: string; readonly name: string },
  { index, made }: Lookup,
): ComponentDraft | undefined {
  if (!main) return undefined;
  const [written] = nearestOf(index.named(main, namespace, name, ['Secret']));
  if (written) return written;
  for (const source of new Set(made.get(name) ?? [])) {
    const [object] = nearestOf(index.named(main, namespace, source, externalModel.types));
    if (object?.facts.secretContent?.targetName === name) return object;
  }
  return undefined;
}

function secretsOf({ containers, volumes }: Pods): ReadonlyMap<string, Evidence> {
  const found = new Map<string, Evidence>();
  const put = (name: unknown, says: string, at: Location): void => {
    if (typeof name === 'string' && !found.has(name)) found.set(name, { says, at });
  };
  for (const container of containers) {
    for (const { name, from, at } of container.environment) {
      if (from?.kind === 'secret') put(from.name, `${name} comes from it`, at);
    }
    for (const { kind, name } of container.environmentFrom) {
      if (kind === 'secret') put(name, 'the whole environment comes from it', container.at);
    }
  }
  for (const { kind, source, name, at } of volumes) {
    if (kind === 'secret') put(source?.value, `volume ${name} holds it`, at);
  }
  return found;
}
