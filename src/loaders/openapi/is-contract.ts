// A key at the beginning of a line, or in quotes where the document is JSON.
const IN_YAML = /^["']?(?:openapi["']?\s*:\s*["']?3\.|swagger["']?\s*:\s*["']?2\.)/m;
const IN_JSON = /"(?:openapi"\s*:\s*"3\.|swagger"\s*:\s*"2\.)/;

/** Whether a text looks like a contract: cheap, before any parser. */
export function isContract(text: string): boolean {
  if (!text.includes('openapi') && !text.includes('swagger')) return false;
  return /^\s*\{/.test(text) ? IN_JSON.test(text) : IN_YAML.test(text);
}
