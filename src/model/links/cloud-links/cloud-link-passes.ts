import type { LinkPass } from '../../link-pass.ts';
import { ownHosts } from './own-hosts.ts';
import { serviceIntegrations } from './service-integrations.ts';
import { typedLinks } from './typed-links.ts';

/** Joins between services of AWS that need no code of their own. */
export const cloudLinkPasses: readonly LinkPass[] = [typedLinks, serviceIntegrations, ownHosts];
