import type { LinkPass } from '../../link-pass.ts';
import { entries } from './entries.ts';
import { parts } from './parts.ts';
import { plans } from './plans.ts';
import { secrets } from './secrets.ts';
import { watching } from './watching.ts';

/** The passes of Azure, in their order; networks stand earlier. */
export const azurePasses: readonly LinkPass[] = [parts, plans, entries, watching, secrets];
