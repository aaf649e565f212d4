import type { DeliveryReport } from '@halles/platform/untrusted-files';

/** Why a mail came back. */
export const BOUNCES = ['unknown', 'disabled', 'full', 'policy', 'size', 'other'] as const;
export type Bounce = (typeof BOUNCES)[number];

/** Those that another mail will not mend. */
export const FINAL_BOUNCES: readonly Bounce[] = ['unknown', 'disabled'];

/** What a report says of a mail (RFC 3463); null where it did not come back: it is late, or arrived. Pure. */
export function bounceOf({ action, status }: DeliveryReport): Bounce | null {
  const [level, subject, detail] = status;
  if (action !== 'failed' || level === 2) return null;
  if (subject === 1 && level === 5) return 'unknown';
  if (subject === 2 && detail === 1 && level === 5) return 'disabled';
  if (subject === 2 && detail === 2) return 'full';
  if ((subject === 2 && detail === 3) || (subject === 3 && detail === 4)) return 'size';
  return subject === 7 ? 'policy' : 'other';
}
