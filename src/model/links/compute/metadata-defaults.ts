import type { Resource } from '../../../core/resource.ts';
import type { Data } from '../../../core/value.ts';
import { isDataList, isDataObject, Unknown } from '../../../core/value.ts';
import type { ComponentDraft, GraphDraft } from '../../graph-draft.ts';
import type { LinkPass } from '../../link-pass.ts';
import { at, dataAt } from '../../read.ts';

const IMAGE_USERS = [
  { type: 'aws_instance', image: 'ami' },
  { type: 'aws_spot_instance_request', image: 'ami' },
  { type: 'aws_launch_template', image: 'image_id' },
  { type: 'aws_launch_configuration', image: 'image_id' },
];

/** Where a server says nothing about metadata tokens, the account's default decides, then the image. */
export const metadataDefaults: LinkPass = {
  name: 'metadata-defaults',
  after: [],
  run(draft) {
    const ofAccount = new Map<string, Resource>();
    for (const resource of draft.ofType('aws_ec2_instance_metadata_defaults'))
      ofAccount.set(siteOf(resource), resource);
    for (const { type, image } of IMAGE_USERS) {
      for (const resource of draft.ofType(type)) {
        const component = draft.componentOf(resource.id);
        if (component?.facts.metadataNeedsToken?.origin !== 'default') continue;
        const account = ofAccount.get(siteOf(resource));
        if (account) applyAccount(component, account);
        else applyImage(draft, component, { resource, image });
      }
    }
  },
};

/** The default holds for one account and region: the same stack and provider configuration. */
function siteOf(resource: Resource): string {
  return `${resource.stack} ${resource.provider?.alias ?? ''}`;
}

function applyAccount(component: ComponentDraft, account: Resource): void {
  const tokens = dataAt(account, 'http_tokens');
  const place = [at(account, 'http_tokens')];
  if (Unknown.is(tokens))
    component.facts.metadataNeedsToken = { value: tokens, at: place, origin: 'written' };
  if (tokens === 'required')
    component.facts.metadataNeedsToken = { value: true, at: place, origin: 'written' };
}

// Amazon Linux 2023 images ask for tokens unless told otherwise:
// https://docs.aws.amazon.com/linux/al2023/ug/ec2.html
const NEEDS_TOKEN = /al2023|amazon-linux-2023/i;

function applyImage(
  draft: GraphDraft,
  component: ComponentDraft,
  { resource, image }: { resource: Resource; image: string },
): void {
  const data = dataAt(resource, image);
  const place = [at(resource, image)];
  if (typeof data === 'string' && NEEDS_TOKEN.test(data)) {
    component.facts.metadataNeedsToken = { value: true, at: place, origin: 'written' };
  }
  if (!Unknown.is(data)) return;
  for (const { resource: id } of data.refs) {
    const source = draft.resource(id);
    if (!source) continue;
    const needs = dataAt(source, 'imds_support') === 'v2.0' || mentions(source.attributes);
    if (needs)
      component.facts.metadataNeedsToken = { value: true, at: [...place, at(source)], origin: 'written' };
  }
}

function mentions(data: Data): boolean {
  if (typeof data === 'string') return NEEDS_TOKEN.test(data);
  if (isDataList(data)) return data.some(mentions);
  if (Unknown.is(data)) return data.partial?.kind === 'parts' && data.partial.parts.some(mentions);
  return isDataObject(data) && Object.values(data).some(mentions);
}
