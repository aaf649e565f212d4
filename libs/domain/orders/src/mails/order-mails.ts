import { orderCancelled } from './order-cancelled/mail';
import { orderReceived } from './order-received/mail';
import { orderStatus } from './order-status/mail';

/** Mails about orders. */
export const orderMails = { received: orderReceived, cancelled: orderCancelled, status: orderStatus };
