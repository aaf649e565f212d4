import { cleanText } from '../mail-address';

const LINE_WIDTH = 72;

/** Breaks lines longer than `width` characters at spaces; a word longer than that stays whole, as URLs must. */
export function wrapLine(line: string, width: number): string[] {
  const lines: string[] = [];
  let current = '';
  for (const word of line.split(' ')) {
    const longer = current === '' ? word : `${current} ${word}`;
    if (longer.length > width && current !== '') {
      lines.push(current);
      current = word;
    } else {
      current = longer;
    }
  }
  return [...lines, current];
}

/** A message as it is quoted in plain text: at most 72 characters a line, each behind `> `. */
export function quoteText(message: string): string[] {
  const lines = cleanText(message).trim().split('\n');
  return lines.flatMap((line) => wrapLine(line.trimEnd(), LINE_WIDTH).map((part) => `> ${part}`.trimEnd()));
}

/** A message as paragraphs of lines, for HTML. */
export function paragraphsOf(message: string): string[][] {
  const text = cleanText(message).trim();
  return text.split(/\n\s*\n/).map((paragraph) => paragraph.split('\n').map((line) => line.trim()));
}
