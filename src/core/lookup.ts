/** What a table says about a name that a user wrote: `constructor` and its like are in no table. */
export function lookup<T>(table: { readonly [name: string]: T }, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
