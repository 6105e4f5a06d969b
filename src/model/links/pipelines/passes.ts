import type { LinkPass } from '../../link-pass.ts';
import { pipelineActs } from './acts.ts';

/** Passes over pipelines that need nothing but the pipelines. */
export const pipelinePasses: readonly LinkPass[] = [pipelineActs];
