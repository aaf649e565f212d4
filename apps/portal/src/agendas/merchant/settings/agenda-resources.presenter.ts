import { pathTo } from '@halles/contracts';
import { type AgendaResource, bookingTimeWords, referenceWords } from '@halles/domain/agendas';
import { section, type SectionView } from '../../../accounts';
import type { PageScope } from '../../../rendering/page-scope';
import type { ItemSections } from './agenda-item.presenter';
import { resourceHoursText } from './resource-hours';

/** "Personne · ma-sa 09:00-12:00", in its parts. Pure. */
export const resourceWords = (
  { kind, capacity, hours, isActive }: AgendaResource,
  { texts }: PageScope,
): (string | null)[] => [
  texts.line(`agenda.resources.options.kind.${kind}`),
  capacity === 1 ? null : texts.line('agenda.resources.atOnce', { count: capacity }),
  hours === null ? null : resourceHoursText(hours),
  isActive ? null : texts.line('agenda.resources.inactive'),
];

/** What was booked of somebody while they are away. Pure. */
export function absenceSections(
  _resource: AgendaResource,
  { texts, locale, settings }: PageScope,
  { listing, bookings }: ItemSections,
): SectionView[] {
  if (bookings.length === 0) return [];
  return [
    section('away', {
      heading: texts.line('agenda.resources.away.heading'),
      paragraphs: [texts.line('agenda.resources.away.text')],
      rows: bookings.map(({ id, startsAt, serviceName, customer, reference }) => ({
        title: bookingTimeWords(startsAt, settings.timeZone, locale),
        href: pathTo('merchant.booking', locale, { listing, booking: id }),
        detail: [customer?.name ?? referenceWords(reference), serviceName].join(' · '),
        forms: [],
      })),
    }),
  ];
}
