import { byCodeUnit } from '../../../core/order.ts';
import type { GraphDraft } from '../../graph-draft.ts';
import type { Catalog, Entity } from './catalog.ts';
import { fullReference, haveOneOwner } from './catalog.ts';

/** Tells where a catalog contradicts itself, and owners that it does not know. */
export function tellCatalogProblems(draft: GraphDraft, catalog: Catalog): void {
  const references = new Set(catalog.entities.map(({ reference }) => reference));
  for (const reference of [...references].sort(byCodeUnit)) {
    const same = catalog.named(reference);
    if (same.length > 1 && !haveOneOwner(same)) draft.diagnostics.push(contradiction(reference, same));
  }
  // Groups may come from elsewhere, unless the files hold some.
  if (!catalog.entities.some(({ kind }) => kind === 'group')) return;
  const told = new Set<string>();
  for (const { owner, resource } of catalog.entities) {
    if (typeof owner !== 'string') continue;
    const wanted = fullReference(owner, 'group', resource);
    if (references.has(wanted) || told.has(wanted)) continue;
    told.add(wanted);
    draft.diagnostics.push({
      severity: 'warning',
      code: 'backstage-unknown-owner',
      message:
        `${resource.declaredAt.file} names ${owner} as an owner, but the catalog has no ${wanted}. ` +
        'Add the group, or name one that exists.',
      at: resource.declaredAt,
    });
  }
}

function contradiction(reference: string, same: readonly Entity[]): GraphDraft['diagnostics'][number] {
  const sides = same.flatMap(({ owner, resource }) =>
    typeof owner === 'string' ? [`${owner} (${resource.declaredAt.file})`] : [],
  );
  return {
    severity: 'warning',
    code: 'backstage-contradiction',
    message:
      `The catalog describes ${reference} ${same.length} times with different owners: ${sides.join(', ')}. ` +
      'None of them is taken. Keep one description.',
    at: same[0]?.resource.declaredAt,
  };
}
