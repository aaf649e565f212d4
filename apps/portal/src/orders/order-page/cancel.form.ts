import { formReader, type FormReader, textOf } from '@halles/platform/forms';

/** Names the event that the page showed last, so that nobody acts on what they did not see. */
export const SEEN = 'seen';

/** The number of that event; 0 if the text is not a valid number. Pure. */
export const seenOf = (text: string): number => (/^[1-9]\d{0,5}$/.test(text) ? Number(text) : 0);

/** Says that its customer was asked. */
export const SURE = 'sure';

/** The button of an order's page that cancels it. */
export const cancelForm: FormReader<{ seen: number; isSure: boolean }> = formReader((values) => ({
  input: { seen: seenOf(textOf(values, SEEN)), isSure: textOf(values, SURE) === 'yes' },
}));

/** The button of an order that is to be paid: on the page of the provider, or directly after all. */
export const payForm: FormReader<{ isDirect: boolean }> = formReader((values) => ({
  input: { isDirect: textOf(values, 'way') === 'shop' },
}));
