import type { HostName } from '../../../core/facts/settings.ts';
import type { Resource } from '../../../core/resource.ts';
import { Unknown } from '../../../core/value.ts';
import type { GraphDraft } from '../../graph-draft.ts';
import type { LinkPass } from '../../link-pass.ts';
import { gather } from '../gather.ts';

/** Attributes that state a host under which the component answers that the resource is part of. */
const HOSTS: readonly (readonly [type: string, path: string])[] = [
  ['aws_api_gateway_domain_name', 'domain_name'],
  ['aws_apigatewayv2_domain_name', 'domain_name'],
  ['aws_appsync_domain_name', 'domain_name'],
  ['aws_apprunner_custom_domain_association', 'domain_name'],
  ['aws_cloudfront_distribution', 'aliases[]'],
  ['aws_cognito_user_pool_domain', 'domain'],
  ['aws_lb_listener_rule', 'condition.host_header.values[]'],
  ['aws_alb_listener_rule', 'condition.host_header.values[]'],
  ['aws_opensearch_domain', 'domain_endpoint_options.custom_endpoint'],
  ['aws_elasticsearch_domain', 'domain_endpoint_options.custom_endpoint'],
];

/** States the hosts that entries and stores of AWS are configured to answer to. */
export const ownHosts: LinkPass = {
  name: 'own-hosts',
  after: ['entries', 'typed-links'],
  run(draft) {
    for (const [type, path] of HOSTS) {
      for (const resource of draft.ofType(type)) state(draft, resource, path);
    }
  },
};

function state(draft: GraphDraft, resource: Resource, path: string): void {
  const component = draft.componentOf(resource.id);
  if (!component) return;
  const hosts = gather(resource, path).flatMap(({ data, at }): readonly HostName[] => {
    if (typeof data === 'string')
      return data.includes('.') && !data.includes('*') ? [{ host: data, at }] : [];
    return Unknown.is(data) ? [{ host: data, at }] : [];
  });
  if (hosts.length > 0) component.facts.answersTo = [...(component.facts.answersTo ?? []), ...hosts];
}
