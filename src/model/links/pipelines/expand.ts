import type { PipelineJob } from '../../../core/facts/pipeline.ts';
import { writtenText } from '../../../core/pipeline-text.ts';
import type { Value } from '../../../core/value.ts';
import { Unknown } from '../../../core/value.ts';

// A matrix with more combinations is a way of testing, not of deploying.
const MAX_TEXTS = 200;

/**
 * The texts that a value stands for: itself where it is known, and one for each value of the matrix where
 * that is all that it waits for. Nothing where something else is not known.
 */
export function knownTexts(value: Value<string>, job: PipelineJob): readonly string[] {
  if (!Unknown.is(value)) return [value];
  let texts: readonly string[] = [writtenText(value)];
  for (const [name, values] of Object.entries(job.matrix ?? {})) {
    const found = texts.some((text) => text.includes(name)) && !Unknown.is(values) ? values : undefined;
    if (!found) continue;
    const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    const pattern = new RegExp(`\\$\\{\\{\\s*matrix\\.${escaped}\\s*\\}\\}|\\$\\{?${escaped}\\b\\}?`, 'g');
    if (!texts.some((text) => text.search(pattern) >= 0)) continue;
    texts = texts.flatMap((text) => found.map((one) => text.replace(pattern, () => one)));
    if (texts.length > MAX_TEXTS) return [];
  }
  return [...new Set(texts)].filter((text) => !text.includes('$') && !text.includes('…'));
}
