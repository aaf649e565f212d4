import { z } from 'zod';

/** People that a place may count at most: beyond, somebody plays with the buttons. */
export const MAX_PRESENT = 10_000;
/** Clicks that a telephone sends at once. */
export const MAX_CLICKS = 200;
/** A click that waited longer for a connection is of another day, and counts for nothing; ms. */
export const MAX_CLICK_AGE = 24 * 3_600_000;

/** A click as a telephone sends it: its id, who came in or went out, and how many milliseconds ago. */
export interface FootfallClick {
  readonly id: string;
  readonly change: 1 | -1;
  readonly ago: number;
}

const ONE = /^([0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}) (1|-1) (\d{1,12})$/;

/** "<id> 1 0, <id> -1 850": clicks in their order, as one field of a form. */
export const footfallClicks = z
  .string()
  .max(MAX_CLICKS * 64)
  .transform((text, context): FootfallClick[] => {
    const clicks = text.split(',').flatMap((part): FootfallClick[] => {
      const [, id, change, ago] = ONE.exec(part.trim()) ?? [];
      return id === undefined ? [] : [{ id, change: change === '1' ? 1 : -1, ago: Number(ago) }];
    });
    if (clicks.length !== text.split(',').length || clicks.length > MAX_CLICKS)
      context.addIssue({ code: 'custom', input: text });
    return clicks;
  });

export const FOOTFALL_LINK_KINDS = ['door', 'screen'] as const;
/** What a secret address opens: the clicker of a door, or the screen that shows how many may come in. */
export type FootfallLinkKind = (typeof FOOTFALL_LINK_KINDS)[number];
