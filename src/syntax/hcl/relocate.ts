/** Moves every span of a tree that was just read from a copy to the places that its characters came from. */
export function relocate(node: unknown, places: readonly number[]): void {
  if (Array.isArray(node)) {
    for (const item of node) relocate(item, places);
    return;
  }
  if (typeof node !== 'object' || node === null) return;
  if ('start' in node && typeof node.start === 'number') node.start = places[node.start] ?? node.start;
  if ('end' in node && typeof node.end === 'number') node.end = places[node.end] ?? node.end;
  for (const child of Object.values(node)) relocate(child, places);
}
