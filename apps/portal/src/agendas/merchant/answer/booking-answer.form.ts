import { buttonForm, defineActions, formReader, type FormReader, textOf } from '@halles/platform/forms';

/** The event that was seen; 0 where it is none: no booking stands there. */
const seen: FormReader<number> = formReader((values) => {
  const number = textOf(values, 'seen');
  return { input: /^\d{1,6}$/.test(number) ? Number(number) : 0 };
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
