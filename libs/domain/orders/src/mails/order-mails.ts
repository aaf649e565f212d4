import { orderReceived } from './order-received/mail';
import { orderStatus } from './order-status/mail';

/** Mails about orders. */
export const orderMails = { received: orderReceived, status: orderStatus };
