import type { ProfileServices } from '@halles/contracts';
import { inMode, type IsoDate, type ServiceMode } from '@halles/domain/hours';
import type { Listing } from '@halles/domain/listings';
import type { Bilingual, Locale } from '@halles/kernel';
import type { JsonLdNode } from './json-ld-node';
import { openingHoursOf } from './opening-hours-nodes';

type Way = Exclude<ServiceMode, 'shop'> | 'homeVisits';

const NAMES: Readonly<Record<Way, Bilingual>> = {
  pickup: { fr: 'À emporter', en: 'Takeaway' },
  delivery: { fr: 'Livraison', en: 'Delivery' },
  appointment: { fr: 'Sur rendez-vous', en: 'By appointment' },
  phone: { fr: 'Par téléphone', en: 'By phone' },
  homeVisits: { fr: 'À domicile', en: 'At the customer’s' },
};

/**
 * The ways in which a business serves beside its shop, each an offer of a Service with its hours and where it is
 * (https://schema.org/hasOfferCatalog). Pure.
 * @param services what is said of them; null where nobody of the page says anything
 */
export function serviceNodes(
  {
    schedule,
    takeaway,
    delivery,
    appointment,
  }: Pick<Listing, 'schedule' | 'takeaway' | 'delivery' | 'appointment'>,
  services: ProfileServices | null,
  { locale, today }: { readonly locale: Locale; readonly today: IsoDate },
): JsonLdNode | null {
  const isGiven: Readonly<Record<Way, boolean>> = {
    pickup: takeaway !== null && takeaway !== 'no',
    delivery: delivery !== null && delivery !== 'no',
    appointment: appointment !== null && appointment !== 'no',
    phone: false,
    homeVisits: services?.homeVisits === true,
  };
  const offers = (Object.keys(NAMES) as Way[]).flatMap((way) => {
    const apart = way === 'homeVisits' || schedule === null ? null : inMode(schedule, way);
    const hours = openingHoursOf(apart, today);
    if (!isGiven[way] && hours.length === 0) return [];
    const area = way === 'delivery' ? (services?.deliveryArea ?? null) : null;
    const service = {
      '@type': 'Service',
      serviceType: NAMES[way][locale],
      ...(area === null ? {} : { areaServed: area }),
      ...(hours.length === 0 ? {} : { hoursAvailable: hours }),
    };
    return [{ '@type': 'Offer', itemOffered: service }];
  });
  return offers.length === 0 ? null : { '@type': 'OfferCatalog', itemListElement: offers };
}
