import type { Bilingual } from '@halles/kernel';
import type { Token } from './syntax-tokens';

/** Thrown inside the parser alone: it becomes the reason why a text is kept as text. */
export class Unreadable extends Error {
  constructor(readonly reason: Bilingual) {
    super(reason.en);
  }
}

/** Reads tokens one by one. */
export class TokenReader {
  private at = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  peek(ahead = 0): Token | undefined {
    return this.tokens[this.at + ahead];
  }

  skip(count = 1): void {
    this.at += count;
  }

  get isAtEnd(): boolean {
    return this.at >= this.tokens.length;
  }

  isSign(text: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token?.kind === 'sign' && token.text === text;
  }

  /** Steps over the sign if it is next. */
  readSign(text: string): boolean {
    const found = this.isSign(text);
    if (found) this.skip();
    return found;
  }

  wordAt(ahead = 0): string | undefined {
    const token = this.peek(ahead);
    return token?.kind === 'word' ? token.text : undefined;
  }

  readKeyword(...words: readonly string[]): string | undefined {
    const word = this.wordAt();
    if (word === undefined || !words.includes(word)) return undefined;
    this.skip();
    return word;
  }

  numberAt(ahead = 0): { readonly value: number; readonly digits: number } | undefined {
    const token = this.peek(ahead);
    return token?.kind === 'number' ? token : undefined;
  }

  /** The number that must come next. */
  number(min: number, max: number): number {
    const token = this.numberAt();
    if (!token || token.value < min || token.value > max) throw this.error();
    this.skip();
    return token.value;
  }

  /** What is wrong here, for the person who corrects the text. */
  error(): Unreadable {
    const token = this.peek();
    if (!token) return new Unreadable({ fr: 'le texte s’arrête trop tôt', en: 'the text ends too early' });
    return new Unreadable(unexpected(spell(token)));
  }
}

/** The sentence about a token that may not stand where it does. */
export function unexpected(what: string): Bilingual {
  return { fr: `« ${what} » n’est pas compris à cet endroit`, en: `“${what}” is not understood here` };
}

function spell(token: Token): string {
  switch (token.kind) {
    case 'time':
      return `${Math.floor(token.minutes / 60)}:${String(token.minutes % 60).padStart(2, '0')}`;
    case 'number':
      return String(token.value);
    case 'always':
      return '24/7';
    default:
      return token.text;
  }
}
