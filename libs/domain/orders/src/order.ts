import type { ChosenWeight, PricedChoice } from '@halles/domain/catalogue';
import type {
  AgeRestriction,
  Allergen,
  CancellationRule,
  OrderKind,
  VatName,
  Withdrawal,
} from '@halles/contracts';
import type { Locale } from '@halles/kernel';
import type { HandOver } from './hand-over/hand-over';
import type { OrderReception } from './fulfilment/order-reception';
import type { OrderPayment } from './payments/order-payment';
import type { Overridable } from './order-overrides';
import type { OrderActor, OrderReason, OrderState, Weighed } from './order-state';

/** What a customer sent instead of choosing products, and what the shop wrote with its last answer. */
export interface ShoppingList {
  /** A line a thing; null: there is a photo alone. */
  readonly text: string | null;
  /** Of the photo; null: there is none. */
  readonly photoBytes: number | null;
  readonly message: string | null;
}

/** What a line weighs whose price is by the kilo. */
export interface LineWeight extends ChosenWeight {
  /** What the scales said; null: nobody weighed it yet, and its price is an estimate. */
  readonly finalGrams: number | null;
  /** The most that its customer agreed to pay, whatever the scales say. */
  readonly mostCents: number;
}

/** A product of an order, as it was sold: nothing of it follows the product afterwards. Prices are in cents, taxes included. */
export interface OrderLine {
  readonly productId: string;
  /** As it was called when it was ordered. */
  readonly name: string;
  /** Of its options, as they were called and priced when it was ordered. */
  readonly choices: readonly PricedChoice[];
  readonly quantity: number;
  /** Of a piece, or of a kilo where the line is weighed, with its choices. */
  readonly unitCents: number;
  readonly totalCents: number;
  /** Null where it is sold by the piece at a price that is known. */
  readonly weight: LineWeight | null;
  readonly vat: VatName;
  /** In hundredths of a per cent, as it was at the time. */
  readonly vatRate: number;
  /** 18: proof of majority is asked for when it is handed over. */
  readonly minimumAge: 18 | null;
  /** Of those goods, what they are; null: alcohol. */
  readonly ageRestriction?: AgeRestriction | null;
  /** Whether the contract may be withdrawn from, as it was agreed upon. */
  readonly withdrawal: Withdrawal;
  /** What was said of the fourteen when it was ordered; null: nothing. */
  readonly allergens: readonly Allergen[] | null;
}

/** A step of an order. */
export interface OrderEvent {
  /** Its place among the steps, from 1. */
  readonly event: number;
  readonly state: OrderState;
  readonly actor: OrderActor;
  readonly reason: OrderReason | null;
  readonly delayMinutes: number | null;
  /** Its goods were weighed: all of them, or some. */
  readonly weighed?: Weighed | null;
  /** Of an acceptance: its shop had closed the time, and keeps the order all the same. */
  readonly whileClosed?: boolean;
  /** Takes back the step before it, of which its customer had been told nothing. */
  readonly takesBack?: boolean;
  /** Of the first: what stood against the slot, and who entered the order confirmed. */
  readonly overrides?: readonly Overridable[];
  /** Of one that handed the goods over. */
  readonly handOver?: HandOver | null;
  readonly at: Date;
}

/** What of a line is given back where it is not all of it. */
export interface LinePart {
  /** Of the line in its order, from 1. */
  readonly position: number;
  /** Pieces that are given back; 0: none, an amount alone. */
  readonly quantity: number;
  readonly cents: number;
}

/** What a customer withdrew from. */
export interface OrderWithdrawal {
  readonly id: string;
  /** Places of its lines in the order, from 1. */
  readonly positions: readonly number[];
  /** Of those lines the ones that are given back in part; of the others it is all. */
  readonly parts?: readonly LinePart[];
  /** Of the goods, and the fee where it is among them. */
  readonly amountCents: number;
  /** Of it the fee: of the withdrawal that leaves nothing of the order (code de la consommation, L221-24). */
  readonly feeCents: number;
  /** The goods had been handed over, and paid for: the shop gives the money back. */
  readonly isRefundDue: boolean;
  readonly at: Date;
  /** Its shop gives the money back of what was missing or spoilt: its customer did not withdraw. */
  readonly isByShop: boolean;
  /** Of those: the goods came back, and went on sale again. */
  readonly isRestocked?: boolean;
  /** When the shop said that it gave the money back. */
  readonly refundedAt: Date | null;
  /** Who withdrew, and the address that the acknowledgement went to; null once they were erased, and where nobody did. */
  readonly customer: { readonly name: string; readonly email: string } | null;
}

/** What was paid of an order in advance, outside of the platform, as its shop noted it. */
export interface AdvancePayment {
  readonly cents: number;
  /** When it was noted. */
  readonly at: Date;
  /** What of it its shop noted as given back; absent: nothing. */
  readonly returned?: { readonly cents: number; readonly at: Date };
}

/** An order without its lines. */
export interface OrderSummary extends OrderReception {
  readonly id: string;
  readonly listingId: number;
  /** Unique in the shop, without gaps within a year. */
  readonly number: { readonly year: number; readonly number: number };
  readonly kind: OrderKind;
  /** Of the collection point; null where it is not collected at one. */
  readonly pointId: string | null;
  /** Its customer sent a list: it has lines, and owes anything, once they agreed to what the shop answered. */
  readonly isList: boolean;
  readonly state: OrderState;
  /** Which event gave it its state. */
  readonly event: number;
  readonly slot: { readonly from: Date; readonly until: Date };
  /** Of its goods and the fee. */
  readonly totalCents: number;
  /** The same once everything is weighed, at most. */
  readonly mostCents: number;
  /** Lines that somebody has to weigh yet. */
  readonly unweighed: number;
  /** Of it the lines that the customer withdrew from before they were handed over: nothing is paid for them. */
  readonly withdrawnCents: number;
  readonly items: number;
  /** Of them those of these lines. */
  readonly withdrawnItems: number;
  /** Null once the customer was erased. */
  readonly customer: OrderCustomer | null;
  readonly note: string | null;
  /** Six digits. */
  readonly code: string;
  readonly locale: Locale;
  readonly createdAt: Date;
  /**
   * What was done last about an order that waits for its shop; null where nothing was, or it does not wait. `unreached`: its
   * customer is to be told, and left no address: the page of the order alone says it.
   */
  readonly assurance: 'alerted' | 'called' | 'notified' | 'unreached' | null;
  /** Until when its customer may answer what the shop proposed instead; null where nothing waits for them. */
  readonly proposedUntil: Date | null;
  /** When its customer is told of what its shop did last, which it may take back until then without a word; null: they were told. */
  readonly noticesDueAt: Date | null;
  /** Null where it is paid at the counter. */
  readonly payment: OrderPayment | null;
  /** What its shop noted as paid before it is sent, by a transfer or a cheque; null: nothing. */
  readonly advance?: AdvancePayment | null;
  /** Until when its customer may cancel, as it was agreed upon; null: nothing was, it binds nobody or is older. */
  readonly cancellation?: CancellationRule | null;
}

/** How far an order is. */
export interface OrderProgress extends Pick<OrderSummary, 'state' | 'event' | 'createdAt'> {
  /** Its customer is told that the shop has not confirmed it: no event of its own. */
  readonly isUnconfirmed: boolean;
}

/** What was withdrawn from an order, or given back of it, as lists show it. */
export interface ListedWithdrawal extends Pick<OrderWithdrawal, 'amountCents' | 'isRefundDue' | 'isByShop'> {
  readonly isRefunded: boolean;
  /** Of a part of a line its pieces; an amount off its price has the line as a whole. */
  readonly lines: ListedOrder['contents'];
}

/** An order as lists show it. */
export interface ListedOrder extends OrderSummary {
  /** The oldest first. */
  readonly listedWithdrawals: readonly ListedWithdrawal[];
  /** Its lines that are handed over and paid for, or were. */
  readonly contents: readonly Pick<OrderLine, 'productId' | 'name' | 'choices' | 'quantity' | 'weight'>[];
  /** Whether proof of majority is asked for. */
  readonly isForAdults: boolean;
  /** Whether an agent of the town entered it for somebody on the phone. */
  readonly isByTown: boolean;
}

/** Who ordered, as they typed it: nothing of it is proven. */
export interface OrderCustomer {
  readonly name: string;
  readonly email: string | null;
  /** E.164. */
  readonly phone: string | null;
  /** Whether the phone is texted what becomes of the order. */
  readonly wantsTexts: boolean;
  /** Who collects it for them; null: they come themselves. */
  readonly collector?: string | null;
}

/** An order with all that happened to it, the oldest first. */
export interface Order extends OrderSummary {
  /** Null of an order that is none, and once the customer was erased. */
  readonly list: ShoppingList | null;
  readonly lines: readonly OrderLine[];
  readonly events: readonly OrderEvent[];
  /** The oldest first. */
  readonly withdrawals: readonly OrderWithdrawal[];
}

/** "2026-0042": four figures at least. Pure. */
export const orderNumber = ({ year, number }: OrderSummary['number']): string =>
  `${String(year)}-${String(number).padStart(4, '0')}`;
