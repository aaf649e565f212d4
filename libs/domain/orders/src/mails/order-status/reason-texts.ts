import type { MailTexts } from '@halles/platform/mail';
import type { ShopReason } from '../../order-state';

/** Why a step was taken, or what is to be known of it. */
export interface StepDetail {
  /** Why its shop refused or cancelled it; null: nothing is said of that. */
  readonly reason: Exclude<ShopReason, 'other'> | null;
  /** Its shop is closed at the time of the order, and keeps it all the same. */
  readonly isKept?: boolean;
  /** It was handed over with neither its code nor a name. */
  readonly isUnproven?: boolean;
}

/**
 * What is said besides: why it ended, that it is expected although the shop says that it is closed, or that nothing proves that it
 * was handed over; empty: nothing.
 */
export function reasonText({ reason, isKept, isUnproven }: StepDetail): string {
  if (reason !== null) return `order-status.reason.${reason}`;
  if (isKept === true) return 'order-status.kept';
  return isUnproven === true ? 'order-status.unproven' : '';
}

/** Why a shop refused or cancelled an order, as it chose among these; and the rest that `reasonText` names. */
export const reasonTexts: MailTexts = {
  fr: {
    'order-status.reason.sold-out': 'Le commerce précise\u00a0: ce n’est plus disponible.',
    'order-status.reason.rush': 'Le commerce précise\u00a0: trop de commandes à cette heure-là.',
    'order-status.reason.closed': 'Le commerce précise\u00a0: il est fermé à cette heure-là.',
    'order-status.kept': 'Le commerce a annoncé être fermé à ce moment-là, mais maintient votre commande.',
    'order-status.unproven':
      'Elle a été remise sans code\u00a0: si vous ne l’avez pas, dites-le au commerce.',
  },
  en: {
    'order-status.reason.sold-out': 'The shop adds: it is not available any more.',
    'order-status.reason.rush': 'The shop adds: too many orders at that time.',
    'order-status.reason.closed': 'The shop adds: it is closed at that time.',
    'order-status.kept': 'The shop said that it is closed at that time, but keeps your order.',
    'order-status.unproven': 'It was handed over without a code: if you do not have it, tell the shop.',
  },
};
