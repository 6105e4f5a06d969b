import type { CompletedBackend } from '../../../core/facts/code.ts';
import type { ComponentId } from '../../../core/id.ts';
import type { Resource, Stack } from '../../../core/resource.ts';
import type { DataObject, Value } from '../../../core/value.ts';
import { Unknown } from '../../../core/value.ts';
import { lookup } from '../../../core/lookup.ts';
import type { GraphDraft } from '../../graph-draft.ts';
import { blocksAt, dataAt } from '../../read.ts';

// What each backend cannot do without: https://developer.hashicorp.com/terraform/language/backend
const REQUIRED: { readonly [type: string]: readonly string[] } = {
  s3: ['bucket', 'key'],
  gcs: ['bucket'],
  azurerm: ['storage_account_name', 'container_name', 'key'],
};

/** The backend of a stack with every file that may complete it, joined to the bucket that keeps the state. */
export function completedBackends(draft: GraphDraft, stack: Stack): readonly CompletedBackend[] {
  const { backend } = stack.code;
  if (!backend) return [];
  const alone = { settings: backend.settings, at: [backend.declaredAt] };
  const variants = backend.completedBy.map(({ at, settings }) => ({
    settings: { ...backend.settings, ...settings },
    at: [backend.declaredAt, at],
  }));
  return (variants.length > 0 ? variants : [alone]).map((variant) => {
    const bucket = stateBucket(draft, backend.type, variant.settings);
    const component = bucket && draft.componentOf(bucket.id);
    return {
      ...variant,
      isPartial: (lookup(REQUIRED, backend.type) ?? []).some((name) => variant.settings[name] === undefined),
      bucket: component?.id,
      bucketDeclaresEncryption: bucket ? declaresEncryption(draft, bucket) : false,
    };
  });
}

/** Joins a stack to the bucket that keeps its state, and says so of the bucket. */
export function joinStateBuckets(
  draft: GraphDraft,
  stack: ComponentId,
  backends: readonly CompletedBackend[],
): void {
  for (const { bucket, at } of backends) {
    const component = bucket && draft.components.get(bucket);
    if (!component?.main) continue;
    const place = { resource: component.main.id, path: ['bucket'] };
    component.facts.bucketRole ??= { value: 'state', at: [place], origin: 'written' };
    const evidence = [{ says: 'backend "s3" names the bucket', range: at.at(-1) }];
    const strength = 'control-only';
    draft.depend({ from: stack, to: component.id, kind: 'stores', strength, grade: 'B', evidence });
  }
}

const SEPARATE = 'aws_s3_bucket_server_side_encryption_configuration';

/** True when the bucket, or a resource of its own that names it, writes down a default encryption. */
function declaresEncryption(draft: GraphDraft, bucket: Resource): Value<boolean> {
  const inline = blocksAt(bucket, 'server_side_encryption_configuration');
  if (Unknown.is(inline)) return inline;
  if (inline.length > 0) return true;
  const options = { types: ['aws_s3_bucket'], by: ['bucket', 'id'] };
  return draft
    .ofType(SEPARATE)
    .some((configuration) =>
      draft.follow(dataAt(configuration, 'bucket'), configuration, options).targets.includes(bucket),
    );
}

const indexes = new WeakMap<GraphDraft, ReadonlyMap<string, Resource>>();

function stateBucket(draft: GraphDraft, type: string, settings: DataObject): Resource | undefined {
  const name = settings['bucket'];
  if (type !== 's3' || typeof name !== 'string' || Unknown.is(name)) return undefined;
  let index = indexes.get(draft);
  if (!index) {
    const named = draft.ofType('aws_s3_bucket').flatMap((resource): [string, Resource][] => {
      const bucket = resource.attributes['bucket'];
      return typeof bucket === 'string' ? [[bucket, resource]] : [];
    });
    index = new Map(named);
    indexes.set(draft, index);
  }
  return index.get(name);
}
