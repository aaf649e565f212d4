declare const brand: unique symbol;

/** What must happen after a transaction: `enquiry.forward`. Made by `defineJob` alone. */
export type JobKind = string & { readonly [brand]: true };

const defined = new Set<string>();

/**
 * Defines a kind of job: `export const ENQUIRY_FORWARD = defineJob('enquiry.forward')` in a file `*.events.ts`. A worker
 * that has no handler for it does not start. Documented in `docs/events.md`.
 * @param kind dotted: the thing, and what must happen
 * @throws Error where the kind exists
 */
export function defineJob(kind: string): JobKind {
  if (defined.has(kind)) throw new Error(`the kind of job "${kind}" is defined twice`);
  defined.add(kind);
  return kind as JobKind;
}

/** Every kind that the code of this process defines. */
export const definedJobs = (): readonly JobKind[] => [...defined] as JobKind[];
