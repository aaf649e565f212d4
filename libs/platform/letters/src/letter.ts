import type { Locale } from '@halles/kernel';

/** What a feature says in a letter. */
export interface LetterParts {
  readonly heading: string;
  readonly opening: readonly string[];
  readonly code: {
    readonly label: string;
    /** Null where the letter brings none: the address is all. */
    readonly text: string | null;
    /** What the QR code opens, also printed for who types it. */
    readonly url: string;
    readonly urlLabel: string;
    /** The address as people type it, without scheme. */
    readonly shownUrl: string;
  };
  /** What to do, one step a line. */
  readonly steps: readonly string[];
  readonly closing: readonly string[];
  /** In small type below: where the address was found, and rights; null where the reader asked for the letter. */
  readonly notice: string | null;
}

/** A letter as it is set: words only, all of them in one language. */
export interface Letter extends LetterParts {
  readonly locale: Locale;
  /** At most six lines, as sorting machines read them. */
  readonly recipient: readonly string[];
  /** "Bordeaux, le 25 novembre 2026". */
  readonly dateLine: string;
}

/** Who sends it: what stands above and below every letter of a territory. */
export interface Letterhead {
  readonly portal: string;
  readonly organisation: string;
  readonly addressLines: readonly string[];
  /** Phone and address for questions. */
  readonly footer: string;
  /** Said on each letter of a portal that is a demonstration. */
  readonly demonstration: string | null;
}

/** An address as people type it. Pure. */
export const shownUrl = (url: string): string => url.replace(/^https?:\/\//, '');
