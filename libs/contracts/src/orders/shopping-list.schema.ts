import { z } from 'zod';
import { emailAddress, nameLine, severalLines } from '../text.schema';
import { MAX_LINES, MAX_PIECES, ORDER_KINDS } from './order.schema';
import { AGE_RESTRICTIONS, MAX_CENTS, MAX_PRODUCT_NAME, VAT_NAMES, WITHDRAWALS } from './product.schema';

/** Characters of a list at most. */
export const MAX_LIST_TEXT = 4_000;

const noneIfEmpty = (text: string): string | null => (text === '' ? null : text);

/** What a customer sends who writes or photographs a list; a photo travels beside it. */
export const shoppingListInputSchema = z
  .strictObject({
    /** Made when the form is rendered: the same form sent twice is one list. */
    idempotencyKey: z.uuid(),
    /** What it becomes once its customer agrees, as the form said. */
    kind: z.enum(ORDER_KINDS),
    /** A line a thing. */
    text: severalLines(MAX_LIST_TEXT, 0).transform(noneIfEmpty).nullable().default(null),
    /** When the wished slot starts: milliseconds since 1970. */
    slotFrom: z.int(),
    /** 1 to 100 characters. */
    name: nameLine(100),
    email: emailAddress.nullable().default(null),
    /** E.164. */
    phone: z
      .string()
      .regex(/^\+[1-9]\d{5,14}$/)
      .nullable()
      .default(null),
    /** Whether they are texted what becomes of it, where that is offered: as of an order. */
    wantsTexts: z.boolean().default(false),
    /** At most 1,000 characters. */
    note: severalLines(1_000, 0).transform(noneIfEmpty).nullable().default(null),
  })
  .refine(({ email, phone }) => email !== null || phone !== null, { path: ['email'], error: 'contact' });

export type ShoppingListInput = z.output<typeof shoppingListInputSchema>;

const quantity = z.int().min(1).max(MAX_PIECES);
const unitCents = z.int().min(1).max(MAX_CENTS);

/** What a shop answers to a list: lines, each a product that it has on sale or something that it names itself. */
export const listAnswerSchema = z.strictObject({
  lines: z
    .array(
      z.union([
        /** At another price than usual where it says one. */
        z.strictObject({ productId: z.uuid(), quantity, unitCents: unitCents.nullable() }),
        z.strictObject({
          name: nameLine(MAX_PRODUCT_NAME),
          quantity,
          unitCents,
          vat: z.enum(VAT_NAMES),
          withdrawal: z.enum(WITHDRAWALS),
          minimumAge: z.literal(18).nullable(),
          /** Of what is for adults alone, what it is; null: alcohol. */
          ageRestriction: z.enum(AGE_RESTRICTIONS).nullable().default(null),
        }),
      ]),
    )
    .min(1)
    .max(MAX_LINES),
  /** When another slot starts that is proposed; null: the wished one. */
  slotFrom: z.int().nullable(),
  /** At most 1,000 characters. */
  message: severalLines(1_000, 0).transform(noneIfEmpty).nullable(),
});

export type ListAnswer = z.output<typeof listAnswerSchema>;
