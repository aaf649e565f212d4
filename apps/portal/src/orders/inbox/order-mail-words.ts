import type { OrderMail } from '@halles/domain/orders';
import { phoneWords } from '@halles/kernel';
import type { PageScope } from '../../rendering/page-scope';
import type { MerchantOrderBody } from './merchant-orders.view';
import { momentWords } from '../order-words';

/** What a mail to a customer tells of, in words; empty for one to the shop. Pure. */
function subjectOf(about: Exclude<OrderMail['about'], 'reminder'>, { texts }: PageScope): string {
  if (about === null) return '';
  if (about === 'withdrawal') return texts.line('orders.withdrawal.handling.heading');
  if (about === 'advance') return texts.line('payments.advance.mail');
  if (about === 'credit-note') return texts.line('creditNotes.mail');
  if (about === 'proposed') return texts.line('orders.amendment.steps.proposed');
  if (about === 'weighed') return texts.line('orders.weighing.step.whole');
  if (about === 'delayed') return texts.line('orders.mails.delayed');
  if (about === 'restored') return texts.line('orders.restored.step');
  return texts.line(about === 'unconfirmed' ? 'orders.mails.unconfirmed' : `orders.states.${about}`);
}

/** A mail about an order, and what became of it. Pure. */
export function mailView(
  { to, address, about, means, status, sentAt, bounce, response }: OrderMail,
  scope: PageScope,
): MerchantOrderBody['mails'][number] {
  const { texts } = scope;
  return {
    what:
      about === 'reminder'
        ? texts.line('orders.mails.reminder', { address: phoneWords(address) })
        : texts.line(`orders.mails.${to}`, {
            subject: subjectOf(about, scope),
            address: means === 'text' ? phoneWords(address) : address,
          }),
    status: texts.line(`orders.mails.${means === 'text' ? 'text' : 'status'}.${status}`, {
      when: sentAt === null ? '' : momentWords(sentAt, scope),
      why: bounce === null ? '' : texts.line(`orders.mails.bounce.${bounce}`),
    }),
    isWrong: status === 'refused' || status === 'withheld' || status === 'bounced',
    ...(response !== null && status !== 'sent' && status !== 'bounced' ? { response } : {}),
  };
}
