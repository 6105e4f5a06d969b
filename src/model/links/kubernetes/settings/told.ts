import type { Container } from '../../../../core/facts/container.ts';
import type { Resource } from '../../../../core/resource.ts';
import type { FileSetting } from './file-settings.ts';
import type { KeptTexts } from './kept-texts.ts';
import type { Sharing } from './sharing.ts';

/** What every workload's settings are looked up in. */
export interface Around {
  readonly kept: KeptTexts;
  readonly sharing: Sharing;
  /** Files that were read: one is mounted by many, and stands in several environments. */
  readonly files: Map<string, readonly FileSetting[]>;
}

/** A container of a workload, and what is around it. */
export interface Told extends Around {
  readonly main: Resource;
  readonly namespace: string;
  readonly container: Container;
  /** Its name, where there are several. */
  readonly called: string | undefined;
}
