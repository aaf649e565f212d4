import { caseKinds } from '@halles/contracts';
import { z } from 'zod';

/** The parameters of routes that name one thing by its UUID, below a tenant. */
export const idParams = z.object({ tenant: z.string(), id: z.uuid() });
export type IdParams = z.output<typeof idParams>;

/** The parameters of routes that name one listing, below a tenant. */
export const listingParams = z.object({
  tenant: z.string(),
  listing: z.coerce.number().int().min(1).max(2_147_483_647),
});
export type ListingParams = z.output<typeof listingParams>;

/** The parameters of routes that name one case of the town. */
export const caseParams = z.object({ tenant: z.string(), kind: z.enum(caseKinds), id: z.uuid() });
export type CaseParams = z.output<typeof caseParams>;
