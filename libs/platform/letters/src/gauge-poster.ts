import type { Locale } from '@halles/kernel';

/** What a business hangs up where a rule wants the number of people to be seen: words only, all of them in one language. */
export interface GaugePoster {
  readonly locale: Locale;
  readonly name: string;
  /** Where it is. */
  readonly about: string;
  readonly heading: string;
  /** How many people may be inside at once. */
  readonly count: string;
  /** "personnes à la fois" */
  readonly unit: string;
  /** By whose rule, its days and where it is written; null where it is the place's own. */
  readonly rule: { readonly title: string; readonly lines: readonly string[] } | null;
  readonly page: {
    readonly label: string;
    /** What the QR code opens. */
    readonly url: string;
    /** The address as people type it. */
    readonly shownUrl: string;
  };
  readonly portal: string;
  /** Said on the posters of a portal that is a demonstration. */
  readonly demonstration: string | null;
}
