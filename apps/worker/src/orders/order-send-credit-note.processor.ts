import { DeliveryService } from '@halles/domain/deliveries';
import { ListingService } from '@halles/domain/listings';
import {
  cardCentsOf,
  creditNumber,
  CreditNotes,
  feeLabel,
  ORDER_SEND_CREDIT_NOTE,
  OrderDocuments,
  orderLink,
  orderMails,
  orderNumber,
  sellerWords,
} from '@halles/domain/orders';
import { type Config, InjectConfig } from '@halles/platform/config';
import { HandlesJob, type Job, type JobHandler } from '@halles/platform/outbox';
import { PortalLinks, SignedLinks } from '@halles/platform/tenancy';
import { toCustomer } from './order-mail';

/** Brings the customer of an order a credit note, in the language that they ordered in. */
@HandlesJob(ORDER_SEND_CREDIT_NOTE)
export class OrderSendCreditNoteProcessor implements JobHandler {
  constructor(
    @InjectConfig() private readonly config: Config,
    private readonly notes: CreditNotes,
    private readonly documents: OrderDocuments,
    private readonly listings: ListingService,
    private readonly signed: SignedLinks,
    private readonly deliveries: DeliveryService,
  ) {}

  async run(job: Job): Promise<void> {
    const { ctx } = job;
    const found = await this.notes.find(ctx, job.ref);
    const withdrawal = found?.order.withdrawals.find(({ id }) => id === found.note.withdrawalId);
    // Who withdrew said where what concerns it goes.
    const address = withdrawal?.customer?.email ?? found?.order.customer?.email;
    // Erased meanwhile, or they left a telephone number alone: the page of the order has it.
    if (!found || !address) return;
    const { note, order } = found;
    const seller = await this.documents.sellerOf(ctx, note, order);
    const document = await this.documents.creditNote(ctx, note, order);
    const token = this.signed.issue(ctx, orderLink, { id: order.id, serial: 0 });
    const number = creditNumber(note.number);
    const feeCents = note.fee.reduce((sum, { totalCents }) => sum + totalCents, 0);
    const request = {
      mail: orderMails.creditNote,
      ...toCustomer(order, address, await this.listings.find(ctx, order.listingId)),
      attachments: [{ ...document, contentType: 'application/pdf' as const }],
      model: {
        ...{ listing: seller.name, number: orderNumber(order.number), note: number, at: note.at },
        ...{ cause: note.cause, lines: note.lines },
        fee: feeCents === 0 ? null : { label: feeLabel(order.fulfilment, order.locale), cents: feeCents },
        totalCents: note.cents,
        cardCents: cardCentsOf(note, order),
        seller: sellerWords(seller),
        noteUrl: new PortalLinks(this.config, ctx.tenant).to('order.creditNote', order.locale, {
          token,
          note: number,
        }),
      },
    };
    // What the shop gives back is told of, however much the customer ordered elsewhere; what they cause is counted as theirs.
    await this.deliveries.deliver(
      job,
      request,
      note.cause === 'withdrawal' ? undefined : `order ${order.id} credit-note`,
    );
  }
}
