import { z } from 'zod';
import { correctionDoubts } from './review-queues.schema';
import { claimProofKinds } from '../claims/claims.schema';
import { listingReportKinds } from '../directory/listing-report.schema';
import { type CaseKind, caseKinds } from './open-cases.schema';

/** The queues of a town hall: who is to keep a page, and what is said to be wrong. */
export const caseQueues = ['claims', 'reports'] as const;
export type CaseQueueName = (typeof caseQueues)[number];

/** What a case is about: finer than its kind. */
export const caseNatures = [
  'claim',
  'dispute',
  'addition',
  ...listingReportKinds,
  'correction',
  'place',
] as const;
export type CaseNature = (typeof caseNatures)[number];

/** Cases that have waited for more than so many days. */
export const caseAges = ['3', '7', '30'] as const;
export type CaseAge = (typeof caseAges)[number];

/** Which cases of a queue are looked at; everything that is not said is all. */
export const caseFilterSchema = z.object({
  nature: z.enum(caseNatures).optional(),
  age: z.enum(caseAges).optional(),
  commune: z
    .string()
    .regex(/^[0-9][0-9AB][0-9]{3}$/)
    .optional(),
  /** An account of the console, whoever asks, or nobody. */
  assignee: z.union([z.enum(['mine', 'nobody']), z.uuid()]).optional(),
});
export type CaseFilter = z.output<typeof caseFilterSchema>;

/** The queue that cases of a kind stand in. */
export const queueOfCase = {
  claim: 'claims',
  addition: 'claims',
  report: 'reports',
  correction: 'reports',
} as const satisfies Record<CaseKind, CaseQueueName>;

const caseRefSchema = z.strictObject({ kind: z.enum(caseKinds), id: z.uuid() });

/** A case in its queue under the filters that are set, and those beside it. */
export const casePlaceSchema = z.strictObject({
  previous: caseRefSchema.nullable(),
  next: caseRefSchema.nullable(),
  /** Counted from 1; null where the case is not in the queue: the next one is then the first. */
  place: z.int().nullable(),
  total: z.int(),
});
export type CasePlaceView = z.output<typeof casePlaceSchema>;

/** Cases that wait for the town, the one that waits longest first. */
export const caseQueueSchema = z.strictObject({
  cases: z.array(
    z.strictObject({
      kind: z.enum(caseKinds),
      nature: z.enum(caseNatures),
      id: z.uuid(),
      name: z.string().nullable(),
      place: z.string().nullable(),
      since: z.iso.datetime(),
      /** Who asks; null where nobody is known. */
      person: z.string().nullable(),
      proofs: z.array(z.enum(claimProofKinds)),
      message: z.string().nullable(),
      /** Title of the post that a report is about; null where it is about none, or named none. */
      post: z.string().nullable(),
      doubt: z.enum(correctionDoubts).nullable(),
      /** Whether who keeps the page may answer first. */
      isWithMerchant: z.boolean(),
      /** Whether something like it is in the directory already. */
      mayBeThere: z.boolean(),
      assignee: z.string().nullable(),
    }),
  ),
  /** How many there are of each nature under the other filters; those of which there are none are left out. */
  natures: z.array(z.strictObject({ nature: z.enum(caseNatures), count: z.int() })),
  /** The communes of what waits under the other filters. */
  communes: z.array(z.strictObject({ code: z.string(), name: z.string(), count: z.int() })),
  /** How many answer to all filters. */
  total: z.int(),
  /** How many of them who keeps the page may answer first. */
  withMerchant: z.int(),
  next: z.string().nullable(),
});
export type CaseQueue = z.output<typeof caseQueueSchema>;
