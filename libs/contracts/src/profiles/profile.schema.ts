import { z } from 'zod';
import { emailAddress, isoDate, nameLine, singleLine } from '../text.schema';
import { accessSchema } from './access.schema';
import { richTextSchema } from './rich-text.schema';

/** In which way a business serves; each has a field of hours. */
export const hoursFields = {
  shop: 'shopHours',
  pickup: 'pickupHours',
  delivery: 'deliveryHours',
  appointment: 'appointmentHours',
  phone: 'phoneHours',
} as const;

/** Means of payment that the form offers, as OpenStreetMap and the directory's features name them. */
export const paymentMeans = [
  'cash',
  'cards',
  'contactless',
  'cheques',
  'meal_vouchers',
  'holiday_vouchers',
  'gift_cards',
  'transfer',
] as const;

/** Labels that the form offers: known in the whole country, each given by somebody else than the merchant. */
export const profileLabels = [
  'artisan-d-art',
  'boulanger-de-france',
  'ab',
  'bistrot-de-pays',
  'commerce-engage',
  'entreprise-du-patrimoine-vivant',
  'fait-maison',
  'librairie-independante-de-reference',
  'maitre-artisan',
  'maitre-restaurateur',
  'qualirepar',
  'tourisme-et-handicap',
] as const;

export const socialNetworks = ['facebook', 'instagram', 'tiktok', 'linkedin', 'youtube', 'mastodon'] as const;

/** How many dated days, and how many times off, a profile holds. */
export const MOST_EXCEPTIONS = 24;
export const MOST_VACATIONS = 6;
/** How long the words beside a dated day may be. */
export const LONGEST_NOTE = 80;

const web = z.url({ protocol: /^https?$/, hostname: z.regexes.domain }).max(500);
const phone = z.string().regex(/^\+[1-9]\d{5,14}$/);
const date = isoDate;

/** Minutes since local midnight, the end not included and on the next day beyond 1440. */
const spanSchema = z
  .strictObject({ from: z.int().min(0).max(1_439), until: z.int().min(1).max(2_879) })
  .refine(({ from, until }) => from < until);
const spans = z.array(spanSchema).max(4);

const dayState = z.union([z.enum(['as-usual', 'closed']), spans.min(1)]);

const publicHolidaysSchema = z.strictObject({
  /** What holds on every public holiday that is not told apart; null: what the hours say by themselves. */
  general: dayState.nullable(),
  /** By ISO date. */
  days: z.record(date, dayState).refine((days) => Object.keys(days).length <= 40),
});

const exceptionSchema = z
  .strictObject({
    from: date,
    /** Included. */
    until: date,
    /** Empty: closed. */
    spans,
    note: singleLine(LONGEST_NOTE).optional(),
  })
  .refine(({ from, until }) => from <= until);

const vacationSchema = z
  .strictObject({
    from: date,
    /** The first day open again. */
    returns: date,
  })
  .refine(({ from, returns }) => from < returns);

const servicesSchema = z.strictObject({
  pickup: z.enum(['yes', 'only', 'no']).nullable(),
  delivery: z.enum(['yes', 'only', 'no']).nullable(),
  /** Where to and on which terms, in a few words. */
  deliveryArea: singleLine(200).nullable(),
  appointment: z.enum(['required', 'possible', 'no']).nullable(),
  homeVisits: z.boolean().nullable(),
  outdoorSeating: z.boolean().nullable(),
});

/** Consumer mediator: code de la consommation, L612-1. */
export const mediatorSchema = z.strictObject({
  name: nameLine(120),
  address: singleLine(200).nullable(),
  website: web.nullable(),
});

const legalSchema = z.strictObject({
  /** Name under which it trades by law: what the register may not tell its owner may. */
  legalName: nameLine(160).nullable(),
  /** Where it is registered: « RCS Bordeaux 123 456 789 », « RNE ». */
  register: singleLine(120).nullable(),
  /** Intra-community VAT number: FR, two characters, SIREN. */
  vat: z
    .string()
    .regex(/^FR[0-9A-Z]{2}\d{9}$/)
    .nullable(),
  mediator: mediatorSchema.nullable(),
  /** Its terms of sale. */
  terms: web.nullable(),
  /** DSA, art. 30: offers only what follows the law of the Union. */
  compliance: z.boolean(),
});

/** An address as a whole, with the point that it lies at. */
const addressSchema = z.strictObject({
  number: z
    .string()
    .regex(/^\d{1,4}(?:[-/]\d{1,4})?$/)
    .nullable(),
  /** `bis`, `ter`… */
  repetition: singleLine(8).nullable(),
  /** The way's type and name, without its number. */
  street: singleLine(120),
  /** Building, arcade, floor; absent in what was said before it could be. */
  complement: singleLine(120).nullable().optional(),
  postalCode: z
    .string()
    .regex(/^\d{5}$/)
    .nullable(),
  /** INSEE code. */
  communeCode: z.string().regex(/^\d[\dAB]\d{3}$/),
  /** WGS84 degrees; null: nobody knows the door, and the middle of the commune stands for it. */
  position: z
    .strictObject({ longitude: z.number().min(-180).max(180), latitude: z.number().min(-85).max(85) })
    .nullable(),
});

/** Hours in the OpenStreetMap `opening_hours` syntax, without holidays and dated days: these have fields of their own. */
const hours = z.string().min(1).max(1_000).nullable();

/**
 * What a merchant, or an agent with a mandate, says of a listing. Null: not said, and what the directory's sources tell is
 * shown. Each field is changed, kept apart and undone as a whole.
 */
export const listingProfileSchema = z.strictObject({
  name: nameLine(120).nullable(),
  /** Under which it is looked for too. */
  otherNames: z.array(nameLine(80)).max(3).nullable(),
  descriptionFr: richTextSchema.nullable(),
  descriptionEn: richTextSchema.nullable(),
  /** A leaf of the territory's category tree. */
  category: z.string().max(60).nullable(),
  otherCategories: z.array(z.string().max(60)).max(3).nullable(),
  /** What it sells or does, in words that are searched too. */
  keywords: z.array(singleLine(40)).max(20).nullable(),
  phone: phone.nullable(),
  email: emailAddress.nullable(),
  website: web.nullable(),
  links: z
    .strictObject({
      shop: web.nullable(),
      booking: web.nullable(),
      social: z.array(web).max(socialNetworks.length),
    })
    .nullable(),
  state: z
    .discriminatedUnion('state', [
      z.strictObject({ state: z.literal('open') }),
      z.strictObject({ state: z.literal('closed'), since: date.nullable() }),
    ])
    .nullable(),
  /** Where it is, where the directory's sources have it somewhere else: theirs counts for nothing then. */
  address: addressSchema.nullable(),
  /** The town's word alone: nobody is shown the page, as long as nobody keeps it. */
  hidden: z.literal(true).nullable(),
  shopHours: hours,
  pickupHours: hours,
  deliveryHours: hours,
  appointmentHours: hours,
  phoneHours: hours,
  publicHolidays: publicHolidaysSchema.nullable(),
  exceptions: z.array(exceptionSchema).max(MOST_EXCEPTIONS).nullable(),
  vacations: z.array(vacationSchema).max(MOST_VACATIONS).nullable(),
  access: accessSchema.nullable(),
  payment: z.array(z.enum(paymentMeans)).max(paymentMeans.length).nullable(),
  services: servicesSchema.nullable(),
  labels: z.array(z.enum(profileLabels)).max(profileLabels.length).nullable(),
  legal: legalSchema.nullable(),
  /** 1 (low) to 4. */
  priceBand: z.int().min(1).max(4).nullable(),
  /** For a sole trader whom the register may not show: what of it is public (C. com., R. 123-232-1). */
  disclosure: z.strictObject({ page: z.boolean(), address: z.boolean() }).nullable(),
});

export type ListingProfile = z.output<typeof listingProfileSchema>;
export type ProfileField = keyof ListingProfile;
export type ProfileChanges = Partial<ListingProfile>;

export const PROFILE_FIELDS = Object.keys(listingProfileSchema.shape) as readonly ProfileField[];

/** A profile that says nothing. */
export const emptyProfile: ListingProfile = Object.freeze(
  Object.fromEntries(PROFILE_FIELDS.map((field) => [field, null])),
) as ListingProfile;

export type DayState = z.output<typeof dayState>;
export type PublicHolidayHours = z.output<typeof publicHolidaysSchema>;
export type ProfileException = z.output<typeof exceptionSchema>;
export type ProfileVacation = z.output<typeof vacationSchema>;
export type ProfileServices = z.output<typeof servicesSchema>;
export type ProfileLegal = z.output<typeof legalSchema>;
export type ProfileAddress = z.output<typeof addressSchema>;
export type ProfileLinks = NonNullable<ListingProfile['links']>;

/** Who speaks: the merchant, an agent with the merchant's mandate, who was sent a signed link. */
export const authorKinds = ['merchant', 'agent', 'link'] as const;
export type AuthorKind = (typeof authorKinds)[number];
