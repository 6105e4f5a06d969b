/** A rule's page, with everything that a page may hold. */
export const samplePage = `# A database stops with its zone

## What it finds
A database that runs in one zone.

## Why it matters
When the zone stops,
the database stops. See [the guide](https://example.com/guide).

- Writes stop at once.
- Reads stop
  as well.

## How to fix it
\`\`\`hcl
multi_az = true
\`\`\`
Apply it at night.

## When to ignore it
When the data can be rebuilt.

## How the estimate is made
Not priced yet.
`;
