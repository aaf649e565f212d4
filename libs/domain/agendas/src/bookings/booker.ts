import type { PassedRule } from '../slots/booking-override';
import type { BookingActor } from './booking-state';

/** Who makes a booking: its customer, signed in or not, or somebody for them. */
export interface Booker {
  readonly actor: Exclude<BookingActor, 'system'>;
  /** Of the tenant: that the customer is signed in to, or of who enters it for them. */
  readonly accountId: string | null;
  /** Of the town: the account of the console. */
  readonly agentId?: string;
  /** Of the town: keeps to what the shop asks of its customers (an agent for a shop that gave a mandate). */
  readonly followsRules?: boolean;
  /** Of the shop or the town: was told that this person has as many as they may, and books all the same. */
  readonly overridesLimits?: boolean;
  /** Of the shop: rules that it was told of, and passes over. Absent: none may be passed over. */
  readonly passesRules?: readonly PassedRule[];
  /** Of several that are booked at once: their series, and which of them anybody is mailed of. */
  readonly series?: { readonly id: string; readonly isMailed: boolean; readonly at: Date };
  /** The address of that account, which it proved to be its own. */
  readonly provenEmail?: string | null;
  /** Number of the signed link by which a customer was invited. */
  readonly invitation?: number | null;
}
