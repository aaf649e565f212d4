import { listingPath, pathsTo, pathTo } from '@halles/contracts';
import { type Booking, bookingTimeWords } from '@halles/domain/agendas';
import { isoOfDay, wallTime } from '@halles/domain/hours';
import type { Listing } from '@halles/domain/listings';
import { type FormProblem, problemWords } from '@halles/platform/forms';
import {
  type BookingMonth,
  type BookingWeek,
  FIRST,
  MONTH,
  presentMonth,
  presentWeek,
  STARTS,
} from '../agenda-offers';
import type { PageModel } from '../rendering/page';
import type { PageScope } from '../rendering/page-scope';
import { wordsFor } from '../wording/town-service-words';
import type { MoveBody } from './agendas.view';
import { timeZoneOf } from './booked.presenter';
import { SEEN } from './booking.form';

/** A booking that is to be moved, with the time that was chosen. */
export interface MoveState {
  readonly token: string;
  readonly problem?: FormProblem | null;
  readonly startsAt: number | null;
}

/**
 * The times that can be chosen, or how many the days of a month have. Pure.
 * @param asked what all links carry on
 */
export function timesOf(
  shown: BookingWeek | BookingMonth | null,
  { address, asked = {} }: { readonly address: string; readonly asked?: Readonly<Record<string, string>> },
  scope: PageScope,
): Pick<MoveBody, 'week' | 'month'> {
  if (shown === null) return {};
  const { timeZone } = shown.place.schedule.place;
  const linkTo = (query: Readonly<Record<string, string>>): string =>
    `${address}?${new URLSearchParams({ ...asked, ...query }).toString()}`;
  const dayOf = (from: number): string => isoOfDay(wallTime(timeZone, from).day);
  const links = {
    week: (first: string) => linkTo({ [FIRST]: first }),
    month: (month: string) => linkTo({ [MONTH]: month }),
    time: (from: number) => linkTo({ [FIRST]: dayOf(from), [STARTS]: String(from) }),
  };
  return 'month' in shown
    ? { month: presentMonth(shown, links, scope) }
    : { week: presentWeek(shown, links, scope) };
}

/** The page that moves a booking: a free time, then a button. Pure. @param shown null where it cannot be moved any more */
export const presentMove =
  (booking: Booking, listing: Listing, shown: BookingWeek | BookingMonth | null, state: MoveState) =>
  (page: PageScope): PageModel & { readonly body: MoveBody } => {
    const scope = wordsFor(listing, page);
    const { texts, locale } = scope;
    const { token, startsAt } = state;
    const zone = timeZoneOf(listing, scope);
    const address = pathTo('booking.move', locale, { token });
    const heading = texts.line('bookings.move.heading');
    const problem = problemWords(scope, state.problem ?? null);
    const at = (from: number): string => bookingTimeWords(new Date(from), zone, locale);
    return {
      head: {
        page: null,
        title: `${heading} · ${listing.name}`,
        description: heading,
        paths: pathsTo('booking.move', { token }),
        noindex: true,
      },
      body: {
        heading,
        lead: texts.line(shown ? 'bookings.move.lead' : 'bookings.page.over', {
          service: booking.serviceName,
          time: bookingTimeWords(booking.startsAt, zone, locale),
        }),
        trail: [
          { href: listingPath(locale, listing), label: listing.name },
          { href: pathTo('booking', locale, { token }), label: texts.line('bookings.move.crumb') },
        ],
        ...(problem === null ? {} : { problem }),
        ...(startsAt === null || shown === null
          ? {}
          : {
              question: {
                text: texts.line('bookings.move.question', { time: at(startsAt) }),
                action: address,
                hidden: [
                  { name: SEEN, value: String(booking.event) },
                  { name: STARTS, value: String(startsAt) },
                ],
                yes: texts.line('bookings.move.yes'),
              },
            }),
        ...timesOf(shown, { address }, scope),
        back: { href: pathTo('booking', locale, { token }), label: texts.line('bookings.move.keep') },
      },
    };
  };
