import { z } from 'zod';

/** What a page of a business tells that was tapped on it. */
export const listingTaps = ['call', 'itinerary', 'site'] as const;

/** One tap on the page of a business. */
export const listingTapSchema = z.strictObject({
  listing: z.int().min(1).max(2_147_483_647),
  use: z.enum(listingTaps),
});

export type ListingTap = z.output<typeof listingTapSchema>;
