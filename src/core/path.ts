/** The folder of a path; `''` for a file in the boundary itself. */
export function folderOf(file: string): string {
  const slash = file.lastIndexOf('/');
  return slash < 0 ? '' : file.slice(0, slash);
}

/** The last part of a path. */
export function nameOf(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1);
}

/** The path of a file in a folder. */
export function joinPath(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

/** A path without `.` and `..`: `./apps/orders/` is `apps/orders`; undefined when it leaves the tree. */
export function normalPath(path: string): string | undefined {
  const segments: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '..' && segments.pop() === undefined) return undefined;
    if (segment !== '..' && segment !== '.' && segment !== '') segments.push(segment);
  }
  return segments.join('/');
}

/** A path is wanted when it is inside a selected folder; everything is when none is selected. */
export function isSelected(path: string, selected: readonly string[]): boolean {
  return (
    selected.length === 0 || selected.some((one) => one === '' || path === one || path.startsWith(`${one}/`))
  );
}
