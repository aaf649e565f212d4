import { z } from 'zod';
import {
  agendaResourceSchema,
  agendaServiceSchema,
  agendaSettingsSchema,
  MAX_PARTY,
  MAX_RESOURCES,
  MAX_SERVICES,
} from '../agendas/agenda.schema';
import { placeGaugeSchema } from '../gauges/gauge.schema';
import { townServiceInputSchema } from '../console/town-service.schema';
import { nameLine } from '../text.schema';
import { seedOwnerSchema } from './places.schema';

const once = (all: readonly { readonly name: string }[]): boolean =>
  new Set(all.map(({ name }) => name)).size === all.length;

/** Somebody comes: on the first free time of that day from an hour on, or of the days that follow. */
const seedBookingSchema = z.strictObject({
  /** The name of one of its services. */
  service: nameLine(120),
  /** Days from the day on which it is taken over. */
  inDays: z.int().min(0).max(30),
  at: z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'e.g. "10:30"'),
  party: z.int().min(1).max(MAX_PARTY).default(1),
});

const agendaFields = {
  settings: agendaSettingsSchema,
  /** How many may be inside; absent: it does not say. */
  gauge: placeGaugeSchema.optional(),
  /** All serve for all its services: one of each kind is taken. */
  resources: z.array(agendaResourceSchema).max(MAX_RESOURCES).refine(once, 'each name once'),
  services: z.array(agendaServiceSchema).min(1).max(MAX_SERVICES).refine(once, 'each name once'),
  bookings: z.array(seedBookingSchema).max(50).default([]),
};

const areOfServices = ({
  services,
  bookings,
}: {
  readonly services: readonly { readonly name: string }[];
  readonly bookings: readonly { readonly service: string }[];
}): boolean => {
  const names = new Set(services.map(({ name }) => name));
  return bookings.every(({ service }) => names.has(service));
};
const ofServices = { path: ['bookings'], error: 'a service of the agenda' };

const seedAgendaSchema = z
  .strictObject({
    /** Of a shop of the demonstration that tells its hours. */
    siret: z.string().regex(/^\d{14}$/),
    ...agendaFields,
  })
  .refine(areOfServices, ofServices);
export type SeedAgenda = z.output<typeof seedAgendaSchema>;
export type SeedBooking = SeedAgenda['bookings'][number];

/** A service of the town hall, invented as the shops are, with its agenda. */
const seedTownServiceSchema = z
  .strictObject({
    ...townServiceInputSchema.omit({ id: true, phone: true, email: true }).shape,
    longitude: z.number().min(-180).max(180),
    latitude: z.number().min(-85).max(85),
    /** In the syntax `opening_hours` of OpenStreetMap. */
    hours: z.string().min(1).max(200),
    ...agendaFields,
  })
  .refine(areOfServices, ofServices);
export type SeedTownService = z.output<typeof seedTownServiceSchema>;

/** `tenants/<slug>/seed/agendas.json`: invented shops of the demonstration where appointments are booked, and who keeps them; and services of the town hall. */
export const seedAgendasSchema = z.strictObject({
  source: z.string().trim().min(1).max(500),
  licence: z.string().trim().min(1).max(500),
  owner: seedOwnerSchema,
  agendas: z.array(seedAgendaSchema).max(50),
  townServices: z.array(seedTownServiceSchema).max(10).default([]),
});
export type SeedAgendas = z.output<typeof seedAgendasSchema>;
