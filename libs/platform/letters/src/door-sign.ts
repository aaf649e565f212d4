import type { Locale } from '@halles/kernel';

/** What a business hangs on its door: words only, all of them in one language. */
export interface DoorSign {
  readonly locale: Locale;
  readonly name: string;
  /** What it is, and where. */
  readonly about: string;
  readonly heading: string;
  /** The usual week, Monday first. */
  readonly week: readonly { readonly day: string; readonly hours: string; readonly isClosed: boolean }[];
  /** Days that differ, the next ones first; null for none. */
  readonly others: { readonly heading: string; readonly lines: readonly string[] } | null;
  /** The time off that is near, for a sheet of its own; null for none. */
  readonly away: { readonly heading: string; readonly dates: string; readonly back: string } | null;
  readonly page: {
    readonly label: string;
    /** What the QR code opens. */
    readonly url: string;
    /** The address as people type it. */
    readonly shownUrl: string;
    readonly phone: string | null;
  };
  readonly portal: string;
  /** Said on the signs of a portal that is a demonstration. */
  readonly demonstration: string | null;
}
