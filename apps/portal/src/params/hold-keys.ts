import { type Client, type LimitKeys, subnetKey, visitorKey } from '@halles/platform/http';

/** What a hold is counted by, at each shop for itself: one visitor must not fill the slots of a shop, and may order from many. Pure. */
export function holdKeys({ address }: Client, listingId: number): LimitKeys {
  const at = (who: string): string => `${who.replaceAll(':', '_')}_${String(listingId)}`;
  return { hold: at(visitorKey(address)), holdSubnet: at(subnetKey(address)) };
}
