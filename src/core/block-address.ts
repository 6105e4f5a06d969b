/** The address of the block behind an address: without the keys of its instances and of their modules. */
export function withoutKeys(address: string): string {
  return address.replace(/\["(?:[^"\\]|\\.)*"\]|\[\d+\]/g, '');
}
