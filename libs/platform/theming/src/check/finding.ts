/** One thing that a theme does wrong: where, and what to do about it. */
export interface Finding {
  /** Path below the application's folder. */
  readonly file: string;
  /** 1-based, where it can be told. */
  readonly line?: number;
  readonly message: string;
  /** The same in French, where consoles show it: of what keeps a folder from being taken over. */
  readonly french?: string;
}

/** The 1-based line of an offset in a text. */
export function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) line += 1;
  return line;
}

/** Every match of a pattern in a text, as findings. */
export function findAll(
  file: string,
  text: string,
  pattern: RegExp,
  message: (match: string) => string,
): Finding[] {
  return [...text.matchAll(pattern)].map((match) => ({
    file,
    line: lineAt(text, match.index),
    message: message(match[0].trim()),
  }));
}
