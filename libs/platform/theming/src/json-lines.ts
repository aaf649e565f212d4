const SCALAR = /[^\s,\]}]+/y;
const SPACE = /\s*/y;

/** Walks a JSON text that parses, and remembers the deepest place on the way to a value. */
class JsonWalker {
  /** Offset of the value, or of the nearest thing around it that is there. */
  found = 0;
  private at = 0;

  constructor(
    private readonly text: string,
    private readonly path: readonly PropertyKey[],
  ) {}

  /** @param depth how much of the path leads here; null beside it */
  walk(depth: number | null = 0): void {
    this.take(SPACE);
    if (depth !== null) this.found = this.at;
    const opening = this.text[this.at];
    if (opening === '{') this.members(depth, '}', () => this.key());
    else if (opening === '[') this.members(depth, ']', (index) => String(index));
    else if (opening === '"') this.string();
    else this.take(SCALAR);
  }

  private members(depth: number | null, closing: string, nameOf: (index: number) => string): void {
    this.at += 1;
    for (let index = 0; this.at < this.text.length; index += 1) {
      this.take(SPACE);
      if (this.text[this.at] === closing) break;
      const name = nameOf(index);
      this.walk(depth !== null && String(this.path[depth]) === name ? depth + 1 : null);
      this.take(SPACE);
      if (this.text[this.at] === ',') this.at += 1;
    }
    this.at += 1;
  }

  private key(): string {
    const name = JSON.parse(this.string() || '""') as string;
    this.take(SPACE);
    this.at += 1;
    return name;
  }

  /** Without an expression, which a text of megabytes would be too long for. */
  private string(): string {
    const start = this.at;
    if (this.text[start] !== '"') return '';
    let end = start + 1;
    while (end < this.text.length && this.text[end] !== '"') end += this.text[end] === '\\' ? 2 : 1;
    this.at = end + 1;
    return this.text.slice(start, this.at);
  }

  private take(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const [taken = ''] = pattern.exec(this.text) ?? [];
    this.at += taken.length;
    return taken;
  }
}

const lineAt = (text: string, offset: number): number => text.slice(0, offset).split('\n').length;

/**
 * The 1-based line of a value in a JSON text; where it is missing, of the nearest thing around it. Pure.
 * @param text which parses
 * @param path keys and indexes from the top
 */
export function lineOfPath(text: string, path: readonly PropertyKey[]): number {
  const walker = new JsonWalker(text, path);
  walker.walk();
  return lineAt(text, walker.found);
}

/** The 1-based line at which a JSON text breaks, out of what the parser said of it. Pure. */
export function lineOfBreak(text: string, reason: string): number {
  const line = /\(line (\d+) column \d+\)/.exec(reason)?.[1];
  if (line !== undefined) return Number(line);
  const position = /at position (\d+)/.exec(reason)?.[1];
  return lineAt(text, position === undefined ? text.trimEnd().length : Number(position));
}
