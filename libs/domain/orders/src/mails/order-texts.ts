import type { MailTexts } from '@halles/platform/mail';

/** Words that every mail about an order uses. */
export const orderMailTexts: MailTexts = {
  fr: {
    'order.number': 'Commande',
    'order.slot': 'Retrait',
    'order.total': 'Total',
    'order.seller': 'Vendu par',
    'order.seller-line': 'Vendu par\u00a0: {seller}',
    'order.terms': 'Conditions',
    'order.line': '{quantity} × {product}',
    'order.line-text': '{quantity} × {product}\u00a0: {total}',
    'order.number-line': 'Commande {number}',
    'order.slot-line': 'Retrait\u00a0: {slot}',
    'order.total-line': 'Total\u00a0: {total}',
  },
  en: {
    'order.number': 'Order',
    'order.slot': 'Pickup',
    'order.total': 'Total',
    'order.seller': 'Sold by',
    'order.seller-line': 'Sold by: {seller}',
    'order.terms': 'Terms',
    'order.line': '{quantity} × {product}',
    'order.line-text': '{quantity} × {product}: {total}',
    'order.number-line': 'Order {number}',
    'order.slot-line': 'Pickup: {slot}',
    'order.total-line': 'Total: {total}',
  },
};
