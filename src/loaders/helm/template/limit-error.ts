import { TemplateError } from './value.ts';

/** Ends all rendering of a chart: a limit is reached. */
export class LimitError extends TemplateError {}
