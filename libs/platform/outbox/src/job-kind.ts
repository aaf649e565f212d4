declare const brand: unique symbol;

/** What must happen after a transaction: `enquiry.forward`. Made by `defineJob` alone. */
export type JobKind = string & { readonly [brand]: true };

/**
 * What a job waits for. Each lane has a queue and places of its own in a worker, so that a server of somebody else that
 * hangs holds up what needs it, and nothing else: `mail` for what may send one, `push` for what calls browsers' push
 * services, `payment` for what asks the provider of payments, `outbound` for what asks addresses that somebody gave, `work` for what
 * needs our own engines alone.
 */
export const LANES = ['work', 'mail', 'push', 'payment', 'outbound'] as const;
export type Lane = (typeof LANES)[number];

const defined = new Map<string, Lane>();

/**
 * Defines a kind of job: `export const ENQUIRY_FORWARD = defineJob('enquiry.forward', 'mail')` in a file `*.events.ts`. A
 * worker that has no handler for it does not start. Documented in `docs/events.md`.
 * @param kind dotted: the thing, and what must happen
 * @param lane what it waits for; a test knows each that may send a mail
 * @throws Error where the kind exists
 */
export function defineJob(kind: string, lane: Lane = 'work'): JobKind {
  if (defined.has(kind)) throw new Error(`the kind of job "${kind}" is defined twice`);
  defined.set(kind, lane);
  return kind as JobKind;
}

/** Every kind that the code of this process defines. */
export const definedJobs = (): readonly JobKind[] => [...defined.keys()] as JobKind[];

/** The lane of a kind; of one that nobody defines here, `work`. */
export const laneOf = (kind: string): Lane => defined.get(kind) ?? 'work';
