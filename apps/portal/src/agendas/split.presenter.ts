import { listingPath, pathsTo, pathTo } from '@halles/contracts';
import { type Booking, bookingTimeWords } from '@halles/domain/agendas';
import type { Listing } from '@halles/domain/listings';
import { type FormProblem, problemWords } from '@halles/platform/forms';
import { type BookingMonth, type BookingWeek, PARTY, STARTS } from '../agenda-offers';
import type { PageModel } from '../rendering/page';
import type { PageScope } from '../rendering/page-scope';
import { wordsFor } from '../wording/town-service-words';
import type { SplitBody } from './agendas.view';
import { timeZoneOf } from './booked.presenter';
import { SEEN } from './booking.form';
import { timesOf } from './move.presenter';

/** A party that is to be divided, with what was chosen. */
export interface SplitState {
  readonly token: string;
  readonly problem?: FormProblem | null;
  /** How many may be inside at its time; null: nobody asked for it, or it was done. */
  readonly most: number | null;
  /** How many may come at the other time, and how many are to. */
  readonly choices: readonly number[];
  readonly leaving: number;
  readonly startsAt: number | null;
  /** The times for so many; null where there is nothing to divide. */
  readonly shown: BookingWeek | BookingMonth | null;
}

/** How many come at the other time, and when they can. Pure. */
function choicePart(
  { choices, leaving, shown }: SplitState,
  address: string,
  scope: PageScope,
): Pick<SplitBody, 'ask' | 'week' | 'month'> {
  if (shown === null) return {};
  const { texts } = scope;
  const options = choices.map((count) => ({
    ...{ id: `${PARTY}-${String(count)}`, name: PARTY, value: String(count), checked: count === leaving },
    label: texts.line('bookings.split.count', { count }),
  }));
  return {
    ask: {
      action: address,
      fields: [{ id: PARTY, label: texts.line('bookings.split.leaving'), isSelect: true, options }],
      see: texts.line('bookings.split.see'),
    },
    ...timesOf(shown, { address, asked: { [PARTY]: String(leaving) } }, scope),
  };
}

/** The page on which a party is divided: how many come at another time, when, then a button. Pure. */
export const presentSplit =
  (booking: Booking, listing: Listing, state: SplitState) =>
  (page: PageScope): PageModel & { readonly body: SplitBody } => {
    const scope = wordsFor(listing, page);
    const { texts, locale } = scope;
    const { token, startsAt, most, leaving, shown } = state;
    const zone = timeZoneOf(listing, scope);
    const address = pathTo('booking.split', locale, { token });
    const heading = texts.line('bookings.split.heading');
    const problem = problemWords(scope, state.problem ?? null);
    const at = (from: Date): string => bookingTimeWords(from, zone, locale);
    return {
      head: {
        page: null,
        title: `${heading} · ${listing.name}`,
        description: heading,
        paths: pathsTo('booking.split', { token }),
        noindex: true,
      },
      body: {
        heading,
        lead:
          shown === null
            ? texts.line('bookings.split.over')
            : texts.line('bookings.split.lead', {
                ...{ service: booking.serviceName, time: at(booking.startsAt), party: booking.party },
                most: most ?? 0,
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
                text: texts.line('bookings.split.question', {
                  ...{ stay: booking.party - leaving, leave: leaving },
                  ...{ time: at(booking.startsAt), other: at(new Date(startsAt)) },
                }),
                action: address,
                hidden: [
                  { name: SEEN, value: String(booking.event) },
                  { name: PARTY, value: String(leaving) },
                  { name: STARTS, value: String(startsAt) },
                ],
                yes: texts.line('bookings.split.yes'),
              },
            }),
        ...choicePart(state, address, scope),
        back: { href: pathTo('booking', locale, { token }), label: texts.line('bookings.split.keep') },
      },
    };
  };
