import type { Resource } from '../../core/resource.ts';
import { preventDestroy, setTo } from '../remedies.ts';
import type { ComponentDraft } from '../graph-draft.ts';
import { knownValue } from '../graph-draft.ts';
import type { LinkPass } from '../link-pass.ts';
import { readBool } from '../read.ts';

const BUCKET = 'https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/s3_bucket';
const KEPT = { value: false, source: BUCKET };

/** States whether Terraform itself refuses to destroy a component, and whether it empties buckets first. */
export const deletionGuards: LinkPass = {
  name: 'deletion-guards',
  after: [],
  run(draft) {
    for (const component of draft.components.values()) if (component.main) guard(component, component.main);
    for (const bucket of draft.ofType('aws_s3_bucket')) {
      const component = draft.componentOf(bucket.id);
      if (!component) continue;
      component.facts.emptiedOnDestroy = readBool(bucket, ['force_destroy'], KEPT);
      component.remedies['keep-full-bucket'] = setTo(bucket, ['force_destroy'], false, {
        safety: 'review',
        caution: 'destroying the root then needs the bucket to be emptied first',
      });
    }
  },
};

function guard({ facts, remedies }: ComponentDraft, resource: Resource): void {
  const value = resource.lifecycle?.preventDestroy ?? false;
  const place = { resource: resource.id, path: ['lifecycle', 0, 'prevent_destroy'] };
  facts.preventDestroy = { value, at: [place], origin: value ? 'written' : 'default' };
  if (knownValue(facts.keepsData) === true) remedies['prevent-destroy'] = preventDestroy(resource);
}
