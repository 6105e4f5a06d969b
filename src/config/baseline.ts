import * as z from 'zod';
import { byCodeUnit } from '../core/order.ts';

/**
 * A finding that was there before: its id decides, rule and address are for the person who reads the file.
 */
export interface KnownFinding {
  readonly id: string;
  readonly rule: string;
  readonly address: string;
}

const VERSION = 1;
const baselineSchema = z.object({
  version: z.literal(VERSION),
  edition: z.string(),
  findings: z.array(z.object({ id: z.string(), rule: z.string(), address: z.string() })),
});

/** The findings of `whatfails-baseline.json`, or one sentence that says why it cannot be used. */
export function readBaseline(
  file: string,
  text: string,
): readonly KnownFinding[] | { readonly problem: string } {
  const checked = baselineSchema.safeParse(parse(text));
  if (checked.success) return checked.data.findings;
  return {
    problem: `${file} is not a baseline of this version. Write it anew with \`whatfails baseline write\``,
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The text of a baseline: one finding a line, in an order that does not change with line numbers. */
export function writeBaseline(edition: string, findings: readonly KnownFinding[]): string {
  const lines = [...new Map(findings.map((finding) => [finding.id, finding])).values()]
    .sort((a, b) => byCodeUnit(a.rule, b.rule) || byCodeUnit(a.address, b.address) || byCodeUnit(a.id, b.id))
    .map(({ id, rule, address }) => `    ${JSON.stringify({ id, rule, address })}`);
  const list = lines.length === 0 ? '[]' : `[\n${lines.join(',\n')}\n  ]`;
  return `{\n  "version": ${VERSION},\n  "edition": ${JSON.stringify(edition)},\n  "findings": ${list}\n}\n`;
}
