import { nameLine } from '@halles/contracts';
import { type HandingOver, MAX_RECIPIENT } from '@halles/domain/orders';
import { defineForm, type FormReader, textOf } from '@halles/platform/forms';
import { z } from 'zod';
import { SEEN, seenOf } from '../order-page/cancel.form';

/** Six digits, however they were grouped. */
const code = z
  .string()
  .transform((text) => text.replaceAll(/\s/g, ''))
  .pipe(z.string().regex(/^\d{6}$/));

/** Of the form: says that the camera read the code. */
export const READING = 'reading';

const reading = z
  .literal('scanned')
  .nullish()
  .catch(null)
  .transform((how) => (how === 'scanned' ? ('scanned' as const) : ('typed' as const)));

/** By which the order of a code is looked for. */
export const findForm = defineForm({
  texts: 'handOver',
  schema: z.object({ code, reading }),
  fields: {
    code: { inputmode: 'numeric', maxlength: 7, isShort: true },
    reading: { control: 'hidden' },
  },
});

/** What is said as an order is handed over. */
export const handOverFields = defineForm({
  texts: 'handOver',
  schema: z.object({
    code: z.literal('').or(code),
    reading,
    recipient: z.literal('').or(nameLine(MAX_RECIPIENT)),
    proofOfAge: z.boolean(),
    restPaid: z.boolean(),
  }),
  fields: {
    code: { inputmode: 'numeric', maxlength: 7, isShort: true },
    reading: { control: 'hidden' },
    recipient: { maxlength: MAX_RECIPIENT },
    proofOfAge: { control: 'box', isUnmarked: true },
    restPaid: { control: 'box', isUnmarked: true },
  },
});

/** The same with the step of the order that the page showed. */
export const handOverForm: FormReader<{ readonly seen: number; readonly given: HandingOver }> = {
  read(posted) {
    const read = handOverFields.read(posted);
    if (!read.ok) return read;
    const { code: shown, reading: how, recipient, proofOfAge, restPaid } = read.input;
    const hasCode = shown !== '';
    return {
      ok: true,
      values: read.values,
      input: {
        seen: seenOf(textOf(read.values, SEEN)),
        given: {
          shown: hasCode ? shown : null,
          code: hasCode ? how : null,
          recipient: recipient === '' ? null : recipient,
          sawProofOfAge: proofOfAge,
          isRestPaid: restPaid,
        },
      },
    };
  },
};
