import { composeHosts } from '../compose/service-hosts.ts';
import { serviceHosts } from '../kubernetes/service-hosts.ts';
import { cloudHosts } from './cloud-hosts.ts';
import type { HostResolver } from './host-resolver.ts';

/** The name services that are asked for a host, in turn. */
export const hostResolvers: readonly HostResolver[] = [composeHosts, cloudHosts, serviceHosts];
