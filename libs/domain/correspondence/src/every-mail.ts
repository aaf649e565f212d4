import { accountMails } from '@halles/domain/accounts';
import { bookingMails } from '@halles/domain/agendas';
import { claimMails } from '@halles/domain/claims';
import { consoleAccountMails } from '@halles/domain/console-accounts';
import { conversationMails } from '@halles/domain/conversations';
import { correctionMails } from '@halles/domain/corrections';
import { enquiryMails } from '@halles/domain/enquiries';
import { freshnessMails } from '@halles/domain/freshness';
import { gaugeMails } from '@halles/domain/gauges';
import { mandateMails } from '@halles/domain/mandates';
import { notificationMails } from '@halles/domain/notifications';
import { orderMails } from '@halles/domain/orders';
import { postMails } from '@halles/domain/posts';
import { reportMails } from '@halles/domain/reports';
import type { MailDefinition } from '@halles/platform/mail';

/** Every mail of every feature: what the worker compiles at start, and what `theme check` renders. */
export const everyMail: readonly MailDefinition<unknown>[] = [
  accountMails,
  bookingMails,
  claimMails,
  consoleAccountMails,
  conversationMails,
  correctionMails,
  enquiryMails,
  freshnessMails,
  gaugeMails,
  mandateMails,
  notificationMails,
  orderMails,
  postMails,
  reportMails,
].flatMap((mails) => Object.values<MailDefinition<unknown>>(mails));
