import { creditNoteMail } from './credit-note/mail';
import { orderAdvance } from './order-advance/mail';
import { listAnswered } from './list-answered/mail';
import { listReceived } from './list-received/mail';
import { orderAmended } from './order-amended/mail';
import { orderCancelled } from './order-cancelled/mail';
import { orderContact } from './order-contact/mail';
import { orderProposed } from './order-proposed/mail';
import { orderReceived } from './order-received/mail';
import { orderSilence } from './order-silence/mail';
import { orderStatus } from './order-status/mail';
import { ordersToCall } from './orders-to-call/mail';
import { orderToConfirm } from './order-to-confirm/mail';
import { orderToPay } from './order-to-pay/mail';
import { orderText } from './order-text/mail';
import { orderWaiting } from './order-waiting/mail';
import { paymentContested } from './payment-contested/mail';
import { withdrawalAcknowledged } from './withdrawal-acknowledged/mail';
import { withdrawalNotice } from './withdrawal-notice/mail';

/** Mails about orders. */
export const orderMails = {
  toConfirm: orderToConfirm,
  toPay: orderToPay,
  received: orderReceived,
  listReceived,
  listAnswered,
  cancelled: orderCancelled,
  contact: orderContact,
  proposed: orderProposed,
  amended: orderAmended,
  status: orderStatus,
  waiting: orderWaiting,
  text: orderText,
  silence: orderSilence,
  toCall: ordersToCall,
  withdrawalAcknowledged,
  withdrawalNotice,
  advance: orderAdvance,
  creditNote: creditNoteMail,
  paymentContested,
};
