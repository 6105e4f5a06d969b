/** The text shortened with `...`, at one or both ends. */
export function abbreviate(text: string, offset: number, width: number): string {
  if (text.length <= width) return text;
  let from = Math.min(offset, text.length);
  if (text.length - from < width - 3) from = text.length - (width - 3);
  if (from <= 4) return `${text.slice(0, width - 3)}...`;
  if (width < 7) return '';
  if (from + width - 3 >= text.length) return `...${text.slice(text.length - (width - 3))}`;
  const rest = text.slice(from);
  return `...${width - 3 < 4 ? '' : abbreviate(rest, 0, width - 3)}`;
}

/** Without any white space. */
export function deleteWhiteSpace(text: string): string {
  return text.replace(/\p{White_Space}/gu, '');
}

interface Wrapping {
  readonly width: number;
  readonly newLine: string;
  /** Whether words that are longer than a line are cut. */
  readonly isHard: boolean;
}

/** The text in lines of at most a width, broken at spaces. */
export function wrapText(text: string, { width, newLine, isHard }: Wrapping): string {
  const most = Math.max(width, 1);
  let lines = '';
  let at = 0;
  while (text.length - at > most) {
    if (text[at] === ' ') {
      at += 1;
      continue;
    }
    const space = text.slice(at, at + most + 1).lastIndexOf(' ');
    if (space >= 0) {
      lines += text.slice(at, at + space) + newLine;
      at += space + 1;
    } else if (isHard) {
      lines += text.slice(at, at + most) + newLine;
      at += most;
    } else {
      const next = text.indexOf(' ', at + most);
      if (next < 0) return lines + text.slice(at);
      lines += text.slice(at, next) + newLine;
      at = next + 1;
    }
  }
  return lines + text.slice(at);
}
