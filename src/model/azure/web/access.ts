import type { Stated } from '../../../core/component.ts';
import type { Resource } from '../../../core/resource.ts';
import { Unknown } from '../../../core/value.ts';
import { at, blocksAt, dataAt, readBool, readText } from '../../read.ts';
import { providerPage } from '../docs.ts';

const RESTRICTIONS = 'https://learn.microsoft.com/azure/app-service/app-service-ip-restrictions';

/** Apps answer on the internet unless that is switched off, or rules admit subnets and ranges only. */
export function facesInternet(resource: Resource): Stated<boolean> {
  const source = providerPage('linux_web_app');
  const isOn = readBool(resource, ['public_network_access_enabled'], { value: true, source });
  if (isOn.value !== true) return isOn;
  const rules = blocksAt(resource, 'site_config', 0, 'ip_restriction');
  const place = [at(resource, 'site_config', 0, 'ip_restriction')];
  if (Unknown.is(rules)) return { value: rules, at: place, origin: 'written' };
  const allows = rules.flatMap((rule, index) => {
    const action = dataAt(resource, 'site_config', 0, 'ip_restriction', index, 'action');
    return action === undefined || action === 'Allow' ? [rule] : [];
  });
  const unmatched = readText(resource, ['site_config', 0, 'ip_restriction_default_action'], {
    value: 'Allow',
    source: RESTRICTIONS,
  });
  // One rule that admits somebody shuts everybody else out, whatever the default says.
  if (unmatched.value !== 'Deny' && allows.length === 0) return isOn;
  const doubt = allows.find((rule) => Unknown.is(rule));
  if (Unknown.is(doubt)) return { value: doubt, at: place, origin: 'written' };
  const isOpen = allows.some((rule) => {
    const range = Unknown.is(rule) ? undefined : rule['ip_address'];
    return range === '0.0.0.0/0' || range === 'Any';
  });
  return { value: isOpen, at: place, origin: 'written' };
}

/** Whether a function answers to requests at all is in its code. */
export function functionsFaceInternet(resource: Resource): Stated<boolean> {
  const app = facesInternet(resource);
  if (app.value !== true) return app;
  const value = new Unknown({
    reason: 'rule-question',
    detail: `whether a function of ${resource.address} answers to requests is in its code`,
    settledBy: 'a gateway in front of it, or a line under `journeys` in whatfails.yaml',
  });
  return { ...app, value };
}
