import { pathsTo, pathTo } from '@halles/contracts';
import { type AgendaCalendar, type Booking, holdsPlace, referenceWords } from '@halles/domain/agendas';
import { isoOfDay } from '@halles/domain/hours';
import { phoneWords } from '@halles/kernel';
import type { MerchantListing, MerchantPage } from '../../../merchant-space';
import type { PageScope } from '../../../rendering/page-scope';
import { dayWords, spanWords } from '../day/booking-card.presenter';
import type { AgendaSheetBody } from './calendar.view';

type Row = AgendaSheetBody['parts'][number]['rows'][number];

/** A booking on paper, which lies on a counter: of a sensitive service it says neither what it is nor what was answered. Pure. */
export function sheetRow(booking: Booking, timeZone: string, { texts, locale }: PageScope): Row {
  const { customer, party, serviceTerms, answers, need, note, state } = booking;
  const isSilent = serviceTerms.isSensitive;
  return {
    time: spanWords(booking, timeZone, locale),
    customer: booking.guest ?? customer?.name ?? referenceWords(booking.reference),
    ...(customer?.phone == null ? {} : { phone: phoneWords(customer.phone) }),
    service: isSilent ? texts.line('calendar.sheet.appointment') : booking.serviceName,
    more: [
      ...(party === 1 ? [] : [texts.line('agenda.party', { count: party })]),
      ...(state === 'pending' ? [texts.line('agenda.states.pending')] : []),
      ...(isSilent || need === null ? [] : [texts.line(`bookings.needs.${need}`)]),
      ...(isSilent ? [] : (answers ?? []).map(({ label, answer }) => `${label} ${answer}`)),
      ...(isSilent || note === null ? [] : [note]),
    ],
  };
}

/** A day of an agenda on paper, by who receives. Pure. */
export const agendaSheetPage = (
  listing: MerchantListing,
  calendar: AgendaCalendar,
  { day, timeZone }: { readonly day: number; readonly timeZone: string },
): MerchantPage => ({
  view: 'agendas/agenda-sheet',
  title: ({ texts, locale }) => texts.line('calendar.sheet.heading', { day: dayWords(day, locale) }),
  paths: pathsTo('merchant.agendaSheet', { listing: listing.id }),
  listing,
  section: 'agenda',
  present: (scope): AgendaSheetBody => {
    const { texts, locale } = scope;
    const held = calendar.bookings.filter(({ state }) => holdsPlace(state));
    const known = new Set(calendar.resources.map(({ id }) => id));
    const rows = (bookings: readonly Booking[]) =>
      bookings.map((booking) => sheetRow(booking, timeZone, scope));
    const others = held.filter(({ resources }) => !resources.some(({ id }) => known.has(id)));
    const parts = [
      ...calendar.resources.map(({ id, name }) => ({
        name,
        rows: rows(held.filter(({ resources }) => resources.some((one) => one.id === id))),
      })),
      { name: texts.line(known.size === 0 ? 'calendar.all' : 'calendar.others'), rows: rows(others) },
    ]
      .filter((part) => part.rows.length > 0)
      .map((part, index) => ({ ...part, id: `part-${String(index + 1)}` }));
    return {
      errors: [],
      day: dayWords(day, locale),
      ...(parts.length > 0 ? {} : { none: texts.line('agenda.day.none') }),
      parts,
      back: {
        href: `${pathTo('merchant.agenda', locale, { listing: listing.id })}?jour=${isoOfDay(day)}`,
        label: texts.line('agenda.toDay', { day: dayWords(day, locale) }),
      },
    };
  },
});
