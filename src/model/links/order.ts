import type { LinkPass } from '../link-pass.ts';
import { placement } from './placement/placement.ts';

/** Every link pass, in the order in which they run: a pass may use what an earlier one filled. */
export const linkPasses: readonly LinkPass[] = [placement];
