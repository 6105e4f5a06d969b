import type { LinkPass } from '../../link-pass.ts';
import { addresses } from './addresses.ts';
import { ambiguousHosts } from './ambiguous-hosts.ts';
import { computeSettings } from './compute-settings.ts';

/** What components are told, and whom they need because of it. After all passes that fill settings. */
export const addressPasses: readonly LinkPass[] = [computeSettings, addresses, ambiguousHosts];
