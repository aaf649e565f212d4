import type { GivenAnswer } from '@halles/domain/agendas';
import { buttonForm, defineActions, formReader, type FormReader, textOf } from '@halles/platform/forms';

/** A date of a series that is answered: its booking and the event that was seen. */
export const DATE = 'date';
/** Says that dates are chosen among those of a series. */
export const SERIES = 'serie';

const DATE_TEXT = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})_(\d{1,6})$/;

/** A date of a series as its box says it. Pure. */
export const dateText = (bookingId: string, seen: number): string => `${bookingId}_${String(seen)}`;

/** What was seen; an event that is none is 0: no booking stands there. */
const seen: FormReader<Pick<GivenAnswer, 'seen' | 'dates'>> = formReader((values) => {
  const number = textOf(values, 'seen');
  const dates = new Map(
    (values[DATE] ?? []).flatMap((text) => {
      const [, bookingId, event] = DATE_TEXT.exec(text) ?? [];
      return bookingId === undefined ? [] : [[bookingId, { bookingId, seen: Number(event) }] as const];
    }),
  );
  return {
    input: {
      seen: /^\d{1,6}$/.test(number) ? Number(number) : 0,
      dates: textOf(values, SERIES) === '' ? null : [...dates.values()].slice(0, 26),
    },
  };
});

/** How a booking is answered by the link of its mail, by the button that does it. */
export const BOOKING_ANSWERS = { confirm: 'confirmed', refuse: 'revoked' } as const;
export type BookingAnswer = keyof typeof BOOKING_ANSWERS;
export const BOOKING_ANSWERED = ['confirm', 'refuse'] as const satisfies readonly BookingAnswer[];

/** The buttons that answer a booking; Enter presses none of them. */
export const bookingAnswerForm = defineActions({
  button: 'do',
  actions: { none: buttonForm, confirm: seen, refuse: seen },
  otherwise: 'none',
});
