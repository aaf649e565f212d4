import { nameLine } from '@halles/contracts';
import { type HandingOver, MAX_RECIPIENT } from '@halles/domain/orders';
import { defineForm, type FormReader, PostedForm, textOf } from '@halles/platform/forms';
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

/** `depuis`, in the address: the list that the hand-over of an order leads back to. */
export const LIST = 'depuis';

/** The button that hands an order over with neither code nor name. */
export const WITHOUT = 'without';

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
    sure: z.boolean(),
  }),
  fields: {
    code: { inputmode: 'numeric', maxlength: 7, isShort: true },
    reading: { control: 'hidden' },
    recipient: { maxlength: MAX_RECIPIENT },
    proofOfAge: { control: 'box', isUnmarked: true },
    restPaid: { control: 'box', isUnmarked: true },
    sure: { control: 'box', isUnmarked: true },
  },
});

/** Whatever was begun in the field of the code says nothing where the shop hands over without one. Pure. */
const withoutCode = ({ values, limitReached }: PostedForm): PostedForm =>
  new PostedForm({ ...values, code: [''] }, limitReached);

/** The same with the step of the order that the page showed. */
export const handOverForm: FormReader<{ readonly seen: number; readonly given: HandingOver }> = {
  read(posted) {
    const isWithout = textOf(posted.values, WITHOUT) === 'yes';
    const read = handOverFields.read(isWithout ? withoutCode(posted) : posted);
    if (!read.ok) return read;
    const { code: shown, reading: how, recipient, proofOfAge, restPaid, sure } = read.input;
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
          withoutProof: isWithout && recipient === '',
          isSure: sure,
        },
      },
    };
  },
};
