/** How much is read before we stop: a mistake or an attack, not an estate. */
export interface Limits {
  /** Bytes of one text file. */
  readonly textBytes: number;
  /** Bytes of one file that is hashed or encoded. */
  readonly dataBytes: number;
  readonly files: number;
  readonly depth: number;
}

// The largest Terraform tree we know of has 21,715 files; its longest .tf file is 0.1 MB.
export const defaultLimits: Limits = {
  textBytes: 10_000_000,
  dataBytes: 100_000_000,
  files: 500_000,
  depth: 64,
};

/** `10 MB`. */
export function megabytes(bytes: number): string {
  return `${Math.max(1, Math.round(bytes / 1_000_000))} MB`;
}
