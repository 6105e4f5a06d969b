import type { Loader } from '../loaded.ts';
import { nothingLoaded } from '../loaded.ts';

/** Nothing is read yet. */
export const loadGitlabCi: Loader = () => nothingLoaded;
