import { pathTo } from '@halles/contracts';
import { type AgendaResource, bookingTimeWords, referenceWords } from '@halles/domain/agendas';
import { section, type SectionView } from '../../../accounts';
import type { PageScope } from '../../../rendering/page-scope';
import { absenceRow } from './absence-rows.presenter';
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

/** When somebody is away, and what was booked of them then. Pure. */
export function absenceSections(
  resource: AgendaResource,
  scope: PageScope,
  { listing, bookings }: ItemSections,
): SectionView[] {
  const { texts, locale, settings } = scope;
  const block = pathTo('merchant.agendaRules', locale, { listing });
  const absences = section('absences', {
    heading: texts.line('agenda.resources.absences.heading'),
    paragraphs: resource.absences.length === 0 ? [texts.line('agenda.resources.absences.none')] : [],
    rows: resource.absences.map((absence) => absenceRow(listing, resource, absence, scope, false)),
    links: [
      {
        href: `${block}?qui=${resource.id}#agenda-block`,
        label: texts.line('agenda.resources.absences.add'),
      },
    ],
  });
  if (bookings.length === 0) return [absences];
  return [
    absences,
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
