import { z } from 'zod';
import { emailAddress } from '../text.schema';
import { tenantClaimsSchema } from '../claims/claims.schema';
import { tenantCategoriesSchema } from '../directory/categories.schema';
import { tenantOrdersSchema } from '../orders/ordering-settings.schema';
import { schoolCalendarSchema } from './school-calendar.schema';

const line = z.string().trim().min(1).max(200);
const paragraph = z.string().trim().min(1).max(4_000);
const bilingual = (text: z.ZodString) => z.strictObject({ fr: text, en: text });
const phone = z.string().regex(/^\+?[0-9 .]{6,20}$/, 'digits, spaces and dots, e.g. "05 36 49 00 00"');

/** A portal's slug: the first label of its subdomain. 3 to 40 characters. */
export const slugSchema = z
  .string()
  .regex(
    /^[a-z0-9](?:-?[a-z0-9]){2,39}$/,
    'lower-case letters, digits and single hyphens, 3 to 40 characters',
  );

/** Levels of conformity that the law knows (RGAA 4.1, décret 2019-768). */
export const accessibilityLevels = ['non', 'partial', 'full'] as const;

const territorySchema = z.strictObject({
  kind: z.enum(['commune', 'epci', 'departement', 'region']),
  name: line,
  /** INSEE code of the commune, SIREN of the EPCI, or INSEE code of the département or region. */
  code: z.string().regex(/^[0-9AB]{2,9}$/),
  /** With its article, for sentences: "de Bordeaux", "du Grand Angoulême", "des Hauts-de-France". */
  ofName: bilingual(line),
  /** "à Bordeaux", "dans le Grand Angoulême". */
  inName: bilingual(line),
});

const organisationSchema = z.strictObject({
  name: line,
  address: paragraph,
  phone: phone.optional(),
  email: emailAddress.optional(),
  siren: z
    .string()
    .regex(/^\d{9}$/)
    .optional(),
});

/** A ground of the map that somebody else draws. Without it, maps show the territory's own outlines and ask nobody. */
const mapSchema = z.strictObject({
  /** A style of MapLibre GL; its tiles, glyphs and images come from the same origin. */
  styleUrl: z.url({ protocol: /^https$/, hostname: z.regexes.domain }).max(500),
  /** Whom the map names below it, as the licence of the tiles asks: "© IGN". */
  attribution: line,
});

/** `tenants/<slug>/tenant.json`: what a territory is, says and answers for. Nothing secret, nothing of the deployment. */
export const tenantSettingsSchema = z.strictObject({
  slug: slugSchema,
  /** True for the territories that ship as a demonstration: each page then says so. */
  demonstration: z.boolean().default(false),
  /** The portal's own name, e.g. "Les Halles de Bordeaux". */
  title: bilingual(line),
  /** One sentence that says what this is, in the town's voice. */
  tagline: bilingual(line),
  territory: territorySchema,
  timeZone: z.string().default('Europe/Paris'),
  defaultLocale: z.enum(['fr', 'en']).default('fr'),
  /** Where the town hall reads the contact form. */
  contact: organisationSchema.extend({ email: emailAddress }),
  publisher: organisationSchema.extend({ director: line }),
  hosting: organisationSchema,
  /** The officer as a sentence names them, with the article; in one language where a name is the same in both. */
  dataProtection: z.strictObject({ officer: z.union([line, bilingual(line)]), email: emailAddress }),
  mail: z.strictObject({
    fromName: line,
    /** Local part of the sender's address; the domain is the platform's. */
    fromLocalPart: z.string().regex(/^[a-z0-9](?:[a-z0-9.-]{0,62}[a-z0-9])?$/),
    replyTo: emailAddress,
  }),
  accessibility: z.strictObject({
    level: z.enum(accessibilityLevels).default('non'),
    /** Day of the audit, ISO 8601, where there was one. */
    auditedOn: z.iso.date().optional(),
    nonConformities: z.array(bilingual(paragraph)).default([]),
    derogations: z.array(bilingual(paragraph)).default([]),
  }),
  /** How its tree of categories differs from the base tree. */
  categories: tenantCategoriesSchema.prefault({}),
  /** How it takes proofs of who keeps a business. */
  claims: tenantClaimsSchema.prefault({}),
  /** How orders are answered in its shops. */
  orders: tenantOrdersSchema.prefault({}),
  map: mapSchema.optional(),
  /** Its school breaks, where those of the zones A, B and C are not its own. */
  schoolCalendar: schoolCalendarSchema.optional(),
  /** The town's word on the home page. */
  word: z.strictObject({ text: bilingual(paragraph), author: bilingual(line), role: bilingual(line) }),
});

export type TenantSettings = z.output<typeof tenantSettingsSchema>;

/** INSEE code of a commune, Corsica's and the overseas ones included. */
export const communeCodeSchema = z
  .string()
  .regex(/^(?:0[1-9]|[1-8]\d|9[0-5]|2[AB]|9[78])\d{3}$/, 'INSEE commune code, e.g. "33063"');

/** `tenants/<slug>/perimeter.json`: the communes of the territory, with their source. */
export const perimeterSchema = z.strictObject({
  source: line,
  licence: line,
  communes: z
    .array(
      z.strictObject({
        code: communeCodeSchema,
        name: line,
        population: z.int().nonnegative(),
        /** [longitude, latitude] in degrees, WGS84. */
        centre: z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]),
      }),
    )
    .min(1),
});

export type Perimeter = z.output<typeof perimeterSchema>;
