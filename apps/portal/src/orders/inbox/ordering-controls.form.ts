import { RUSH_MINUTES } from '@halles/domain/orders';
import { defineActions, formReader, type FormReader, type FormValues, textOf } from '@halles/platform/forms';

/** Names what the page showed switched on. */
export const CONTROLS = 'controls';

const SEEN = /^\d{1,4}\.\d{1,14}\.\d{1,14}$/;
const MOMENT = /^\d{12,14}$/;

/** The state that the page showed; empty if the field does not hold a valid one. Pure. */
const seenIn = (values: FormValues): string => {
  const text = textOf(values, CONTROLS);
  return SEEN.test(text) ? text : '';
};

/** The instant in a field, in milliseconds since 1970; anything unreadable counts as long past. Pure. */
const momentIn = (values: FormValues, field: string): number => {
  const text = textOf(values, field);
  return MOMENT.test(text) ? Number(text) : 0;
};

const until: FormReader<{ seen: string; until: Date }> = formReader((values) => ({
  input: { seen: seenIn(values), until: new Date(momentIn(values, 'until')) },
}));

/** The same where the button says until when. */
const today: FormReader<{ seen: string; until: Date }> = formReader((values) => ({
  input: { seen: seenIn(values), until: new Date(momentIn(values, 'midnight')) },
}));

const seen: FormReader<{ seen: string }> = formReader((values) => ({ input: { seen: seenIn(values) } }));

const slot: FormReader<number> = formReader((values) => ({ input: momentIn(values, 'slot') }));

/** The button of each rush: "rush10". */
export const RUSHES = Object.fromEntries(
  RUSH_MINUTES.map((minutes) => [`rush${String(minutes)}`, minutes]),
) as Readonly<Record<`rush${(typeof RUSH_MINUTES)[number]}`, number>>;

/** What a shop does about the orders to come; Enter presses none of the buttons. */
export const controlsForm = defineActions({
  button: 'do',
  actions: {
    none: seen,
    rush10: until,
    rush20: until,
    rush30: until,
    endRush: seen,
    pause: until,
    pauseToday: today,
    endPause: seen,
    closeSlot: slot,
    openSlot: slot,
    pauseLong: seen,
    here: seen,
  },
  otherwise: 'none',
});

/** What was just done, as the address of the inbox says it. */
export const CONTROLLED = ['rush', 'endRush', 'pause', 'endPause', 'closeSlot', 'openSlot', 'here'] as const;
export type Controlled = (typeof CONTROLLED)[number];
