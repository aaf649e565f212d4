import { type FeeShare, feeShares } from '../fulfilment/fee';
import { type Order, type OrderLine, orderNumber, type OrderWithdrawal } from '../order';
import type { SellerFacts } from '../terms/seller';
import {
  linesAt,
  wantedLines,
  withdrawnBeforeHandOver,
  type WithdrawnLine,
  withdrawnLines,
} from '../withdrawal';

/**
 * Why money of an order is given back. `withdrawal`: its customer withdrew from it. `return`: what was handed over was missing or
 * spoilt. `cancellation`: it was paid before, and came to nothing. `weight`: it weighed less than was paid online. `other`: its shop
 * gave it back at the provider, and said nothing more.
 */
export type CreditCause = 'withdrawal' | 'return' | 'cancellation' | 'weight' | 'other';

/** A line that is given back, as it was sold. */
export type CreditedLine = Pick<
  OrderLine,
  'name' | 'choices' | 'quantity' | 'unitCents' | 'totalCents' | 'vatRate' | 'weight'
> & {
  /** Of the order, from 1; a server of the release before did not say. */
  readonly position?: number;
  /** An amount off its price, and no piece of it. */
  readonly isAmount?: boolean;
};

/** What is given back of an order. */
export interface Credited {
  readonly cause: CreditCause;
  /** That it follows from; null: from none. */
  readonly withdrawalId: string | null;
  /** It was paid, online or in advance, and not handed over: it was no sale yet. */
  readonly isPrepaid: boolean;
  readonly lines: readonly CreditedLine[];
  /** Of delivery or sending, by rates of tax. */
  readonly fee: readonly FeeShare[];
}

/** A credit note: it never changes. */
export interface CreditNote extends Credited {
  readonly id: string;
  /** Unique in the shop, without gaps within a year, and none of those of its orders. */
  readonly number: { readonly year: number; readonly number: number };
  /** Of lines and fee, taxes included. */
  readonly cents: number;
  /** Who gave it, as they were then; null: a server of the release before did not say. */
  readonly seller: SellerFacts | null;
  /** Of it what goes back to the card that paid; the rest its shop gives back. Null as for the seller. */
  readonly cardCents: number | null;
  readonly at: Date;
  /** What notes of the same sale, or of what was never handed over, gave back before it: its tax is what they leave. */
  readonly earlier: readonly FeeShare[];
}

/** What the card of an order was charged for. */
export interface Charged {
  /** When it was decided upon: what happened to the order since is not considered in it. */
  readonly at: Date;
  /** Of each line; null: a server of the release before did not say. */
  readonly lineCents: readonly number[] | null;
}

const creditedLine = (
  { name, choices, quantity, unitCents, totalCents, vatRate, weight }: OrderLine,
  position: number,
): CreditedLine & { readonly position: number } => ({
  position,
  name,
  choices,
  quantity,
  unitCents,
  totalCents,
  vatRate,
  weight,
});

const creditedPart = (line: WithdrawnLine): CreditedLine => ({
  ...creditedLine(line, line.position),
  ...(line.isAmount === true ? { isAmount: true } : {}),
});

const creditedAt = (order: Pick<Order, 'lines'>, positions: readonly number[]): CreditedLine[] =>
  positions.flatMap((position) => linesAt(order, [position]).map((line) => creditedLine(line, position)));

/** "A-2026-0001": no number of an order reads so. Pure. */
export const creditNumber = (number: CreditNote['number']): string => `A-${orderNumber(number)}`;

/** Notes in turn, each with what those before it gave back: what was handed over, and what was not, are taxed apart. Pure. */
export function inTurn(notes: readonly (Omit<CreditNote, 'earlier'> & { isSold: boolean })[]): CreditNote[] {
  return notes.map(({ isSold, ...note }, index) => ({
    ...note,
    earlier: notes
      .slice(0, index)
      .filter((one) => one.isSold === isSold)
      .flatMap(({ lines, fee }) => [...lines, ...fee])
      .map(({ totalCents, vatRate }) => ({ totalCents, vatRate })),
  }));
}

/** Whether a note tells of a payment in advance that its shop gave back as it came, of what was not handed over. Pure. */
export const isOfAdvance = ({ isPrepaid, cardCents }: Pick<CreditNote, 'isPrepaid' | 'cardCents'>): boolean =>
  isPrepaid && cardCents === 0;

/** What a note comes to. Pure. */
export const centsOf = ({ lines, fee }: Pick<Credited, 'lines' | 'fee'>): number => sumOf([...lines, ...fee]);

/** What is given back after a withdrawal from an order, or a return: its fee is taxed as it was sold. Pure. */
export function creditOfWithdrawal(
  order: Pick<Order, 'lines' | 'withdrawals'>,
  withdrawal: Omit<OrderWithdrawal, 'refundedAt' | 'customer'>,
): Credited {
  const { id, positions, feeCents, isRefundDue, isByShop } = withdrawal;
  return {
    cause: isByShop ? 'return' : 'withdrawal',
    withdrawalId: id,
    isPrepaid: !isRefundDue,
    lines: withdrawnLines(order, withdrawal).map(creditedPart),
    fee: feeShares(feeCents, isRefundDue ? wantedLines(order) : linesAt(order, positions)),
  };
}

/** What of a capture is for each line of an order: nothing of what was withdrawn from before. Pure. */
export function chargedLines(order: Pick<Order, 'lines' | 'withdrawals'>): number[] {
  const gone = withdrawnBeforeHandOver(order);
  return order.lines.map(({ totalCents }, index) => (gone.has(index + 1) ? 0 : totalCents));
}

type KnownNote = Pick<CreditNote, 'withdrawalId' | 'cause' | 'lines' | 'fee'>;
type Refunded = Pick<Order, 'state' | 'lines' | 'feeCents' | 'withdrawals'>;

/** What its customer withdrew from once it was charged. */
function creditsOfWithdrawals(order: Refunded, notes: readonly KnownNote[], charged: Charged): Credited[] {
  const known = new Set(notes.map(({ withdrawalId }) => withdrawalId));
  const isCharged = ({ at, positions }: OrderWithdrawal): boolean =>
    charged.lineCents === null
      ? at >= charged.at
      : positions.some((position) => (charged.lineCents?.[position - 1] ?? 0) > 0);
  return order.withdrawals
    .filter((one) => !one.isRefundDue && isCharged(one) && !known.has(one.id))
    .map((withdrawal) => creditOfWithdrawal(order, withdrawal));
}

/** What lines weigh less than was charged for them, beyond what was credited for that. */
function creditOfWeights(
  { lines }: Refunded,
  notes: readonly KnownNote[],
  { lineCents }: Charged,
): Credited[] {
  const before = notes.filter(({ cause }) => cause === 'weight').flatMap((note) => note.lines);
  const lighter = lines.flatMap((line, index): CreditedLine[] => {
    const position = index + 1;
    const credited = before.filter((one) => one.position === position);
    const totalCents = (lineCents?.[index] ?? 0) - line.totalCents - sumOf(credited);
    return line.weight !== null && totalCents > 0 ? [{ ...creditedLine(line, position), totalCents }] : [];
  });
  return lighter.length === 0 ? [] : [{ ...PREPAID, cause: 'weight', lines: lighter, fee: [] }];
}

const PREPAID = { withdrawalId: null, isPrepaid: true } as const;

/** All that is left of an order that came to nothing. */
function creditOfEnd(order: Refunded, notes: readonly KnownNote[]): Credited[] {
  const isOver = order.state === 'cancelled' || order.state === 'refused';
  if (!isOver || notes.some(({ cause }) => cause === 'cancellation')) return [];
  const gone = withdrawnBeforeHandOver(order);
  const positions = order.lines.flatMap((_, index) => (gone.has(index + 1) ? [] : [index + 1]));
  const fee = feeShares(order.feeCents, linesAt(order, positions));
  return positions.length === 0
    ? []
    : [{ ...PREPAID, cause: 'cancellation', lines: creditedAt(order, positions), fee }];
}

/** What of the lines of an order, and of its fee, no note tells of yet. */
interface Uncredited {
  readonly lines: readonly number[];
  /** By rates of tax. */
  readonly fee: readonly FeeShare[];
}

const sumOf = (shares: readonly { readonly totalCents: number }[]): number =>
  shares.reduce((sum, { totalCents }) => sum + totalCents, 0);

/** Rate by rate, so that notes of parts of a fee come to what the whole was taxed at. */
function uncreditedFee(order: Refunded, notes: readonly KnownNote[]): FeeShare[] {
  const noted = notes.flatMap(({ fee }) => fee);
  const left = feeShares(order.feeCents, wantedLines(order)).map(({ vatRate, totalCents }) => {
    const credited = sumOf(noted.filter((share) => share.vatRate === vatRate));
    return { vatRate, totalCents: Math.max(totalCents - credited, 0) };
  });
  // Lines that were withdrawn from since had a part of what was noted.
  let over = sumOf(left) - Math.max(order.feeCents - sumOf(noted), 0);
  return left.map(({ vatRate, totalCents }) => {
    const cut = Math.min(over, totalCents);
    over -= cut;
    return { vatRate, totalCents: totalCents - cut };
  });
}

/** A line comes to what it costs, or to what was charged for it before it weighed less. */
function uncreditedOf(order: Refunded, notes: readonly KnownNote[], charged: Charged): Uncredited {
  const noted = notes.flatMap((note) => note.lines);
  return {
    lines: order.lines.map(({ totalCents }, index) => {
      const most = Math.max(totalCents, charged.lineCents?.[index] ?? 0);
      return Math.max(most - sumOf(noted.filter(({ position }) => position === index + 1)), 0);
    }),
    fee: uncreditedFee(order, notes),
  };
}

/** Cents in proportion to weights: those that are left over to where most was cut off. Pure. */
function spread(cents: number, weights: readonly number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const shares = weights.map((weight, index) => ({
    index,
    cents: Math.floor((weight * cents) / total),
    rest: (weight * cents) % total,
  }));
  const left = shares.reduce((rest, share) => rest - share.cents, cents);
  const lucky = new Set(
    [...shares]
      .sort((one, other) => other.rest - one.rest || one.index - other.index)
      .slice(0, left)
      .map(({ index }) => index),
  );
  return shares.map((share) => share.cents + (lucky.has(share.index) ? 1 : 0));
}

/**
 * Cents over the lines of an order and its fee, in proportion to what no note tells of yet: no line is credited beyond what it cost.
 * Of what went back beyond all of that, each line has its share by its price.
 */
function creditOfAmount(order: Refunded, cents: number, left: Uncredited): Credited {
  const wanted = new Set(wantedLines(order));
  const of = order.lines.map((line, index) => (wanted.has(line) ? (left.lines[index] ?? 0) : 0));
  const fees = left.fee.map(({ totalCents }) => totalCents);
  const most = [...fees, ...of].reduce((sum, one) => sum + one, 0);
  const shares = most === 0 ? [] : spread(Math.min(cents, most), [...fees, ...of]);
  const known = shares.slice(fees.length);
  const beyond =
    cents > most
      ? spread(
          cents - most,
          order.lines.map((line) => (wanted.has(line) ? line.totalCents : 0)),
        )
      : [];
  return {
    ...{ ...PREPAID, cause: 'other' },
    fee: left.fee.flatMap(({ vatRate }, index) => {
      const totalCents = shares[index] ?? 0;
      return totalCents === 0 ? [] : [{ vatRate, totalCents }];
    }),
    lines: order.lines.flatMap((line, index) => {
      const totalCents = (known[index] ?? 0) + (beyond[index] ?? 0);
      return totalCents === 0 ? [] : [{ ...creditedLine(line, index + 1), isAmount: true, totalCents }];
    }),
  };
}

/**
 * What went back to a card before anything was handed over, and no note tells of yet: what was withdrawn from since it was charged,
 * what weighed less, all the rest where the order came to nothing, and what its shop gave back at the provider for none of these.
 * Pure.
 * @param cents that went back and no note tells of
 */
export function creditsOfRefund(
  order: Refunded,
  notes: readonly KnownNote[],
  charged: Charged | null,
  cents: number,
): Credited[] {
  if (cents <= 0) return [];
  const known = charged ?? { at: new Date(0), lineCents: null };
  const { credits, left } = creditsWithin(
    [
      ...creditsOfWithdrawals(order, notes, known),
      ...creditOfWeights(order, notes, known),
      ...creditOfEnd(order, notes),
    ],
    cents,
    uncreditedOf(order, notes, known),
  );
  const rest = credits.reduce((sum, credited) => sum - centsOf(credited), cents);
  return rest > 0 ? [...credits, creditOfAmount(order, rest, left)] : credits;
}

/**
 * As much of what is given back as these cents come to, the first of it first: a card gets no more than was charged to it, and no
 * line more than no note tells of yet.
 */
function creditsWithin(
  credits: readonly Credited[],
  cents: number,
  uncredited: Uncredited,
): { readonly credits: Credited[]; readonly left: Uncredited } {
  const lines = [...uncredited.lines];
  const fee = uncredited.fee.map((share) => ({ ...share }));
  let rest = cents;
  const take = <T extends { readonly totalCents: number }>(share: T, most: number): T => {
    const totalCents = Math.max(Math.min(share.totalCents, most, rest), 0);
    rest -= totalCents;
    return { ...share, totalCents };
  };
  const within = credits.map((credited) => ({
    ...credited,
    lines: credited.lines.map((line) => {
      const place = (line.position ?? 0) - 1;
      const taken = take(line, lines[place] ?? Infinity);
      if (lines[place] !== undefined) lines[place] -= taken.totalCents;
      return taken;
    }),
    fee: credited.fee.map((share) => {
      const left = fee.find(({ vatRate }) => vatRate === share.vatRate);
      const taken = take(share, left?.totalCents ?? 0);
      if (left) left.totalCents -= taken.totalCents;
      return taken;
    }),
  }));
  const isSomething = ({ totalCents }: { readonly totalCents: number }): boolean => totalCents > 0;
  return {
    credits: within
      .map((one) => ({ ...one, lines: one.lines.filter(isSomething), fee: one.fee.filter(isSomething) }))
      .filter((credited) => centsOf(credited) > 0),
    left: { lines, fee },
  };
}
