import { z } from 'zod';
import { nameLine, singleLine, typedEmailAddress } from '../text.schema';

/** A service of the town hall as an agent adds it. Its hours, and what else its page says, are edited on the portal. */
export const townServiceInputSchema = z.strictObject({
  /** Drawn by the console: sent twice, it is one service. */
  id: z.uuid(),
  name: nameLine(120),
  /** "3 place de l’Hôtel-de-Ville". */
  street: singleLine(120),
  postalCode: z.string().regex(/^\d{5}$/),
  /** INSEE code of a commune of the territory. */
  communeCode: z.string().regex(/^[0-9AB]{5}$/),
  /** As it is typed; null: none. */
  phone: z.string().max(40).nullable(),
  email: typedEmailAddress.nullable(),
});
export type TownServiceInput = z.output<typeof townServiceInputSchema>;

/** Where the town is mailed of what is booked at a service of its own; null: nowhere. */
export const townServiceNoticesSchema = z.strictObject({ email: typedEmailAddress.nullable() });
export type TownServiceNotices = z.output<typeof townServiceNoticesSchema>;

const placed = z.strictObject({ id: z.int(), name: z.string().nullable(), place: z.string().nullable() });

export const townServicesSchema = z.strictObject({
  services: z.array(
    z.strictObject({
      listing: placed,
      /** Whether its page is one that is closed for good. */
      isClosed: z.boolean(),
      /** Whether it has an agenda that takes bookings online. */
      isOpen: z.boolean(),
      /** Appointments that wait to be confirmed, and those of today. */
      pending: z.int(),
      today: z.int(),
      /** Where the town is mailed of its bookings; null: nowhere. */
      noticeEmail: z.string().nullable(),
    }),
  ),
  /** There are more than are shown. */
  isCut: z.boolean(),
  /** Whether the account may add one. */
  mayAdd: z.boolean(),
  communes: z.array(z.strictObject({ code: z.string(), name: z.string() })),
});
export type TownServicesView = z.output<typeof townServicesSchema>;

/** Shops whose mandate leaves their agenda to the town: an agent books there for somebody. */
export const agendaShopsSchema = z.strictObject({
  shops: z.array(
    z.strictObject({
      listing: placed,
      /** Whether something can be booked there. */
      isOpen: z.boolean(),
      pending: z.int(),
      today: z.int(),
    }),
  ),
  isCut: z.boolean(),
});
export type AgendaShops = z.output<typeof agendaShopsSchema>;
