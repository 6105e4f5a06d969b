/** Where text goes. */
export interface Sink {
  write(text: string): void;
  readonly isTTY: boolean;
  readonly columns: number | undefined;
}

/** What a command may touch beside files: handed in, so that tests hand in their own. */
export interface World {
  readonly cwd: string;
  readonly env: { readonly [name: string]: string | undefined };
  readonly stdout: Sink;
  readonly stderr: Sink;
  /** The clock: only for `--as-of today`, and to tell on stderr which accepts have ended. */
  today(): string;
}

/** `2026-11-21` in UTC, the same everywhere at one moment. */
export function dayOf(date: Date): string {
  return date.toISOString().slice(0, 10);
}

/** Whether colour is wanted: the flag, then NO_COLOR, FORCE_COLOR, then what the terminal is. */
export function wantsColor({ env }: Pick<World, 'env'>, sink: Sink, flag: boolean): boolean {
  if (!flag || isSet(env['NO_COLOR'])) return false;
  if (isSet(env['FORCE_COLOR'])) return env['FORCE_COLOR'] !== '0';
  return sink.isTTY && env['TERM'] !== 'dumb' && !isSet(env['CI']);
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== '';
}

/** Columns of the terminal, else of COLUMNS, else 80. */
export function widthOf({ env }: Pick<World, 'env'>, sink: Sink): number {
  const told = Number(env['COLUMNS']);
  return sink.columns ?? (Number.isInteger(told) && told > 0 ? told : 80);
}
