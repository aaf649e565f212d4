import type { Listing } from '@halles/domain/listings';
import { Clock } from '@halles/kernel';
import { LetterPrinter, type PrintedDocument } from '@halles/platform/letters';
import { type TenantContext, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { type CreditNote, creditNumber } from '../credit-notes/credit-note';
import { type Order, orderNumber } from '../order';
import { SaleTermsService } from '../terms/sale-terms.service';
import type { SellerFacts } from '../terms/seller';
import { Sellers } from '../terms/sellers.service';
import { creditNoteDocument } from './credit-note-document';
import { isContract, orderConfirmation } from './order-confirmation';
import { orderNote } from './order-note';
import { OrderNotes } from './order-notes.service';

/** A PDF. */
export interface OrderDocument {
  readonly filename: string;
  readonly content: Buffer;
}

/** What is printed of an order for who has to keep it. */
@Injectable()
export class OrderDocuments {
  constructor(
    private readonly work: UnitOfWork,
    private readonly terms: SaleTermsService,
    private readonly notes: OrderNotes,
    private readonly sellers: Sellers,
    private readonly printer: LetterPrinter,
    private readonly clock: Clock,
  ) {}

  /**
   * The contract to keep, once the shop has made it by its word; null before that, and where nobody is bound.
   * @throws TenantFolderError when the theme has an error
   */
  async confirmation(ctx: TenantContext, order: Order, listing: Listing): Promise<OrderDocument | null> {
    const terms = isContract(order) ? await this.terms.findByOrder(ctx, order.id) : null;
    if (!terms) return null;
    const document = orderConfirmation(order, listing, terms, ctx.tenant.settings);
    return this.print(ctx, document, orderNumber(order.number));
  }

  /** The note of what was handed over; null before that. @throws TenantFolderError when the theme has an error */
  async note(ctx: TenantContext, order: Order): Promise<OrderDocument | null> {
    const facts = await this.work.read(ctx, (tx) => this.notes.find(tx, order));
    const document = orderNote(order, facts, ctx.tenant.settings);
    return document && this.print(ctx, document, `note-${orderNumber(order.number)}`);
  }

  /** A credit note. @throws TenantFolderError when the theme has an error */
  async creditNote(ctx: TenantContext, note: CreditNote, order: Order): Promise<OrderDocument> {
    const seller = await this.sellerOf(ctx, note, order);
    const document = creditNoteDocument(note, order, seller, ctx.tenant.settings);
    const name = order.locale === 'fr' ? 'avoir' : 'credit-note';
    return this.print(ctx, document, `${name}-${creditNumber(note.number)}`);
  }

  /** Who gave a credit note; of one that does not say it, its shop as it is now. */
  async sellerOf(
    ctx: TenantContext,
    { seller }: Pick<CreditNote, 'seller'>,
    { listingId }: Pick<Order, 'listingId'>,
  ): Promise<SellerFacts> {
    return seller ?? this.work.read(ctx, (tx) => this.sellers.factsOf(tx, listingId));
  }

  private async print(ctx: TenantContext, document: PrintedDocument, name: string): Promise<OrderDocument> {
    const content = await this.printer.printDocument(ctx.tenant, document, this.clock.now());
    return { filename: `${name}.pdf`, content };
  }
}
