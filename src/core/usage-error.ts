/** The command or the configuration is wrong. Caught once, in `cli`: exit code 2, no stack. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
