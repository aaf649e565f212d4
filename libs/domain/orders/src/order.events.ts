import { defineJob, type OutboxMessage } from '@halles/platform/outbox';

/** Somebody of the shop must hear of an order; the reference is a recipient's. */
export const ORDER_NOTIFY_SHOP = defineJob('order.notify-shop', 'mail');
/** Somebody of the shop must hear that the customer cancelled; the reference is a recipient's. */
export const ORDER_NOTIFY_CANCELLATION = defineJob('order.notify-cancellation', 'mail');
/** Its customer must hear what became of it; the reference is an event's. */
export const ORDER_NOTIFY_CUSTOMER = defineJob('order.notify-customer', 'mail');
/** Its customer must hear it by text message too; the reference is an event's. */
export const ORDER_TEXT_CUSTOMER = defineJob('order.text-customer', 'mail');
/** The browsers of its customer must be notified; the reference is an event's. */
export const ORDER_PUSH_CUSTOMER = defineJob('order.push-customer', 'push');
/** The browsers of somebody of the shop must ring for an order that came; the reference is a recipient's. */
export const ORDER_PUSH_SHOP = defineJob('order.push-shop', 'push');

/** Somebody of the shop must hear that the customer withdrew; the reference is a recipient's. */
export const ORDER_NOTIFY_WITHDRAWAL = defineJob('order.notify-withdrawal', 'mail');
/** Who withdrew must have it acknowledged; the reference is a withdrawal's. */
export const ORDER_ACKNOWLEDGE_WITHDRAWAL = defineJob('order.acknowledge-withdrawal', 'mail');

/** Its customer must hear that their shop noted what they paid in advance, or took that back; the reference is the order's. */
export const ORDER_NOTIFY_ADVANCE = defineJob('order.notify-advance', 'mail');

/** Its customer must have a credit note; the reference is the note's. */
export const ORDER_SEND_CREDIT_NOTE = defineJob('order.send-credit-note', 'mail');

/** Somebody of the shop must hear what the customer answered to what it proposed; the reference is a recipient's. */
export const ORDER_NOTIFY_AMENDMENT = defineJob('order.notify-amendment', 'mail');

/** Somebody of the shop must hear that an order still waits; the reference is a recipient's. */
export const ORDER_REMIND_SHOP = defineJob('order.remind-shop', 'mail');
/** The shop must hear by text message that an order still waits; the reference is a recipient's. */
export const ORDER_TEXT_SHOP = defineJob('order.text-shop', 'mail');
/** Somebody of a shop that does not answer must be asked whether it takes a pause, or hear that it is paused; the reference is a recipient's. */
export const ORDER_ASK_PAUSE = defineJob('order.ask-pause', 'mail');
/** Its customer must hear that the shop has not confirmed yet; the reference is an assurance's. */
export const ORDER_TELL_UNCONFIRMED = defineJob('order.tell-unconfirmed', 'mail');

/** The reader of a further address must be asked whether orders may go there; the reference is a contact's. */
export const ORDER_CONFIRM_CONTACT = defineJob('order.confirm-contact', 'mail');

/** What is due about the payment of an order must be done; the reference is the order's. */
export const PAYMENT_SETTLE = defineJob('payment.settle', 'payment');
/** Somebody of the shop must hear that the bank of a customer contests a payment; the reference is a recipient's. */
export const PAYMENT_NOTIFY_CONTESTED = defineJob('payment.notify-contested', 'mail');
/** Whether the account of a shop takes payments must be asked; the reference is the account's. */
export const PAYMENT_CHECK_ACCOUNT = defineJob('payment.check-account', 'payment');

/** The town must hear of orders to call about; the reference is the announcement's. */
export const ORDER_ANNOUNCE_CALLS = defineJob('order.announce-calls', 'mail');

/** Makes the messages of a kind. @returns of a reference, as its kind says what that is */
const messageOf =
  (kind: OutboxMessage['kind']) =>
  (ref: string): OutboxMessage => ({ kind, ref });

export const settlePayment = messageOf(PAYMENT_SETTLE);
export const notifyContested = messageOf(PAYMENT_NOTIFY_CONTESTED);
export const checkAccount = messageOf(PAYMENT_CHECK_ACCOUNT);
export const notifyAdvance = messageOf(ORDER_NOTIFY_ADVANCE);
export const notifyShop = messageOf(ORDER_NOTIFY_SHOP);
export const notifyCancellation = messageOf(ORDER_NOTIFY_CANCELLATION);
export const notifyCustomer = messageOf(ORDER_NOTIFY_CUSTOMER);
export const textCustomer = messageOf(ORDER_TEXT_CUSTOMER);
export const pushCustomer = messageOf(ORDER_PUSH_CUSTOMER);
export const pushShop = messageOf(ORDER_PUSH_SHOP);
export const notifyWithdrawal = messageOf(ORDER_NOTIFY_WITHDRAWAL);
export const acknowledgeWithdrawal = messageOf(ORDER_ACKNOWLEDGE_WITHDRAWAL);
export const sendCreditNote = messageOf(ORDER_SEND_CREDIT_NOTE);
export const notifyAmendment = messageOf(ORDER_NOTIFY_AMENDMENT);
export const remindShop = messageOf(ORDER_REMIND_SHOP);
export const askPause = messageOf(ORDER_ASK_PAUSE);
export const textShop = messageOf(ORDER_TEXT_SHOP);
export const tellUnconfirmed = messageOf(ORDER_TELL_UNCONFIRMED);
export const confirmContact = messageOf(ORDER_CONFIRM_CONTACT);
export const announceCalls = messageOf(ORDER_ANNOUNCE_CALLS);
