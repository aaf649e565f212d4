import { z } from 'zod';
import { nameLine, singleLine, typedEmailAddress } from '../text.schema';
import type { ProfileField } from '../profiles/profile.schema';

/**
 * The groups of fields that a merchant may leave to the town, each as a whole. What the law makes the merchant's own word
 * (legal identity, what of a sole trader is public) is in none; nor is what the town says for itself (a page that nobody is
 * shown). The last three reach no field of the page: what the shop sells, its orders, with who placed them, and its appointments,
 * with who has them.
 */
export const mandateGroups = {
  hours: [
    'shopHours',
    'pickupHours',
    'deliveryHours',
    'appointmentHours',
    'phoneHours',
    'publicHolidays',
    'exceptions',
    'vacations',
  ],
  place: ['address'],
  contact: ['phone', 'email', 'website', 'links'],
  description: [
    'name',
    'otherNames',
    'descriptionFr',
    'descriptionEn',
    'category',
    'otherCategories',
    'keywords',
  ],
  closing: ['state'],
  access: ['access'],
  services: ['payment', 'services', 'labels', 'priceBand'],
  products: [],
  orders: [],
  agendas: [],
} as const satisfies Record<string, readonly ProfileField[]>;
export type MandateGroup = keyof typeof mandateGroups;
export const mandateGroupNames = Object.keys(mandateGroups) as [MandateGroup, ...MandateGroup[]];

/** What of a shop a mandate leaves to the town beside its page: covered where the mandate names it, and not otherwise. */
export const mandateTasks = ['products', 'orders', 'agendas'] as const satisfies readonly MandateGroup[];
export type MandateTask = (typeof mandateTasks)[number];

/** The groups of a page: what a mandate without a scope covers, as whoever signed it read. */
export const pageGroupNames: readonly MandateGroup[] = mandateGroupNames.filter(
  (group) => mandateGroups[group].length > 0,
);

/** The grid that a signature is drawn on. */
export const SIGNATURE_WIDTH = 600;
export const SIGNATURE_HEIGHT = 200;
/** A dot or a short dash is no signature. */
const FEWEST_POINTS = 8;

/** Lines between whole points, and nothing else: no curve, no other command, no markup. */
const SIGNATURE = /^(?:M\d{1,3} \d{1,3}(?:L\d{1,3} \d{1,3})*)+$/;

/** Whether SVG path data is a drawing on the grid, and enough of one. Pure. */
export function isSignature(path: string): boolean {
  if (path.length > 20_000 || !SIGNATURE.test(path)) return false;
  const points = path.slice(1).split(/[ML]/);
  return (
    points.length >= FEWEST_POINTS &&
    new Set(points).size >= FEWEST_POINTS &&
    points.every((point) => {
      const [x = SIGNATURE_WIDTH + 1, y = SIGNATURE_HEIGHT + 1] = point.split(' ').map(Number);
      return x <= SIGNATURE_WIDTH && y <= SIGNATURE_HEIGHT;
    })
  );
}

const terms = {
  listing: z.int().min(1).max(2_147_483_647),
  /** Null: every group of the page. */
  scope: z.array(z.enum(mandateGroupNames)).min(1).max(mandateGroupNames.length).nullable(),
  giverName: nameLine(100),
  /** « gérante », « propriétaire »: in what quality they give it. */
  giverQuality: singleLine(80),
  locale: z.enum(['fr', 'en']),
  /** How long it holds from the signature on. */
  months: z.int().min(1).max(36),
};

/** A mandate, signed on the agent's screen or behind a link of a mail. */
export const mandateInputSchema = z.discriminatedUnion('means', [
  z.strictObject({
    ...terms,
    means: z.literal('screen'),
    /** Where the copy goes, with the way to take it back. */
    giverEmail: typedEmailAddress.nullable(),
    signature: z.string().max(20_000, { abort: true }).refine(isSignature),
  }),
  z.strictObject({ ...terms, means: z.literal('link'), giverEmail: typedEmailAddress }),
]);
export type MandateInput = z.output<typeof mandateInputSchema>;

/** What is typed behind the link. */
export const mandateSignatureSchema = z.strictObject({ name: nameLine(100), agreed: z.literal('yes') });
export type MandateSignature = z.output<typeof mandateSignatureSchema>;

export const mandateViewSchema = z.strictObject({
  id: z.uuid(),
  listing: z.strictObject({ id: z.int(), name: z.string().nullable(), place: z.string().nullable() }),
  state: z.enum(['proposed', 'waiting', 'active', 'expired', 'ended']),
  scope: z.array(z.enum(mandateGroupNames)).nullable(),
  giverName: z.string(),
  giverQuality: z.string(),
  giverEmail: z.string().nullable(),
  means: z.enum(['screen', 'link']),
  signature: z.string().nullable(),
  signedAs: z.string().nullable(),
  proposedBy: z.string(),
  createdAt: z.iso.datetime(),
  signedAt: z.iso.datetime().nullable(),
  expiresAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
  endedBy: z.enum(['merchant', 'town', 'renewal']).nullable(),
});
export type MandateView = z.output<typeof mandateViewSchema>;

export const mandateListSchema = z.strictObject({ mandates: z.array(mandateViewSchema) });
export type MandateList = z.output<typeof mandateListSchema>;
