import { type Feature, featureBits } from './feature';
import { namedMeans, PAYMENT_FEATURES } from './payment-means';
import type { ListingDetails } from './resolved-listing';

/** What is offered, by what the sources tell: bits of `FEATURES`, without those of hours and of the merchant's account. */
export function offeredFeatures(
  details: Pick<ListingDetails, 'takeaway' | 'delivery' | 'appointment' | 'wheelchair' | 'payment'>,
): number {
  const { takeaway, delivery, appointment, wheelchair, payment } = details;
  const offered: Feature[] = [];
  if (takeaway === 'yes' || takeaway === 'only') offered.push('pickup');
  if (delivery === 'yes' || delivery === 'only') offered.push('delivery');
  if (appointment === 'required' || appointment === 'possible') offered.push('appointment');
  if (wheelchair === 'yes') offered.push('accessible');
  const means = new Set(namedMeans(payment));
  for (const [name, feature] of Object.entries(PAYMENT_FEATURES)) if (means.has(name)) offered.push(feature);
  return featureBits(offered);
}
