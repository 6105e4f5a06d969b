/** A pattern that matches where one of these does, whatever the case; they stand apart by spaces. */
export function anyOf(...patterns: readonly string[]): RegExp {
  return new RegExp(patterns.join(' ').split(' ').join('|'), 'i');
}
