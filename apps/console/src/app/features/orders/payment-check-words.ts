import type { PaymentCheckKind } from '@halles/contracts';
import type { Locale } from '@halles/kernel';

/** What is wrong, and what is to be done about it by whom. */
interface CheckWords {
  readonly what: string;
  readonly todo: string;
}

const fr = {
  heading: 'Paiements à vérifier',
  lead: 'Commandes payées en ligne dont le paiement pose une question que la plateforme ne règle pas seule\u00a0: elle ne déplace aucun argent qu’elle ne comprend pas. Prévenez le commerce, qui seul a accès à son compte Stripe. Un paiement réglé quitte la liste dans l’heure\u00a0; un paiement contesté y reste six mois.',
  none: 'Aucun paiement à vérifier.',
  number: (number: string): string => `Commande ${number}`,
  payment: (payment: string): string => `Paiement ${payment}`,
  noNumber: 'Commande inconnue',
  found: (at: string): string => `depuis le ${at}`,
  paid: (at: string): string => `commandé le ${at}`,
  code: (code: string): string => `réponse de Stripe\u00a0: ${code}`,
  kinds: {
    'no-order': {
      what: 'De l’argent est réservé ou encaissé sans commande, ou deux fois pour la même.',
      todo: 'Le commerce cherche le paiement dans son compte Stripe, puis l’annule ou le rembourse.',
    },
    'no-payment': {
      what: 'Stripe ne connaît pas le paiement de cette commande.',
      todo: 'Le compte du commerce a été fermé ou retiré de la plateforme\u00a0: la commande se règle sur place. S’il vient de changer de compte, l’exploitant vérifie la configuration.',
    },
    amount: {
      what: 'Le montant encaissé n’est pas celui qui est dû.',
      todo: 'Le commerce a sans doute remboursé dans Stripe lui-même. Si un remboursement est dû, il le note sur la page de la commande.',
    },
    'capture-refused': {
      what: 'Stripe refuse d’encaisser la somme réservée.',
      todo: 'La commande est à faire payer sur place\u00a0: sa page le dit au client et au commerce, qui note quand c’est payé. Jusque-là, l’opération est réessayée chaque heure.',
    },
    'refund-refused': {
      what: 'Stripe refuse un remboursement dû au client.',
      todo: 'Le solde du commerce est sans doute insuffisant\u00a0: il l’approvisionne dans Stripe, ou rembourse autrement et le note sur la commande. L’opération est réessayée chaque heure.',
    },
    'cancel-refused': {
      what: 'Stripe refuse de libérer la somme réservée.',
      todo: 'Le commerce annule le paiement dans son compte Stripe\u00a0; sinon la réservation expire seule en sept jours. L’opération est réessayée chaque heure.',
    },
    refused: {
      what: 'Stripe refuse une opération sur ce paiement.',
      todo: 'L’opération est réessayée chaque heure. Si cela dure plus d’un jour, le commerce regarde ce paiement dans son compte Stripe.',
    },
    contested: {
      what: 'La banque du client conteste le paiement.',
      todo: 'Le commerce en est prévenu et répond dans son compte Stripe, avant la date qui y est indiquée. La collectivité n’a rien à décider.',
    },
  } satisfies Readonly<Record<PaymentCheckKind, CheckWords>>,
};

const en: typeof fr = {
  heading: 'Payments to check',
  lead: 'Orders paid online whose payment raises a question that the platform does not settle by itself: it moves no money that it does not understand. Let the shop know, which alone has access to its Stripe account. A payment that is settled leaves the list within the hour; a contested one stays for six months.',
  none: 'No payment to check.',
  number: (number: string): string => `Order ${number}`,
  payment: (payment: string): string => `Payment ${payment}`,
  noNumber: 'Unknown order',
  found: (at: string): string => `since ${at}`,
  paid: (at: string): string => `ordered ${at}`,
  code: (code: string): string => `answer of Stripe: ${code}`,
  kinds: {
    'no-order': {
      what: 'Money is held or was charged for no order, or twice for the same one.',
      todo: 'The shop looks the payment up in its Stripe account, then cancels or refunds it.',
    },
    'no-payment': {
      what: 'Stripe does not know the payment of this order.',
      todo: 'The account of the shop was closed or removed from the platform: the order is paid in the shop. If it has just changed its account, the operator checks the configuration.',
    },
    amount: {
      what: 'The amount charged is not the amount owed.',
      todo: 'The shop probably refunded in Stripe by itself. If a refund is owed, it notes it on the page of the order.',
    },
    'capture-refused': {
      what: 'Stripe refuses to charge the amount that is held.',
      todo: 'The order is to be paid in the shop: its page says so to the customer and to the shop, which notes when it is paid. Until then the operation is tried again every hour.',
    },
    'refund-refused': {
      what: 'Stripe refuses a refund that the customer is owed.',
      todo: 'The balance of the shop is probably too low: it adds funds in Stripe, or refunds in another way and notes it on the order. The operation is tried again every hour.',
    },
    'cancel-refused': {
      what: 'Stripe refuses to release the amount that is held.',
      todo: 'The shop cancels the payment in its Stripe account; otherwise the hold expires by itself within seven days. The operation is tried again every hour.',
    },
    refused: {
      what: 'Stripe refuses an operation on this payment.',
      todo: 'The operation is tried again every hour. If it goes on for more than a day, the shop looks at this payment in its Stripe account.',
    },
    contested: {
      what: 'The customer’s bank contests the payment.',
      todo: 'The shop has been informed and answers in its Stripe account, before the date given there. The local authority has nothing to decide.',
    },
  },
};

export type PaymentCheckWords = typeof fr;

/** The words of the payments to check. Pure. */
export const paymentCheckWords = (locale: Locale): PaymentCheckWords => ({ fr, en })[locale];
