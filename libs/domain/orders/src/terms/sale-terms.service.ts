import { createHash } from 'node:crypto';
import type { Listing } from '@halles/domain/listings';
import { ProfileService } from '@halles/domain/profiles';
import type { Locale } from '@halles/kernel';
import { type TenantContext, type TenantTx, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { OrderingSettingsRepository } from '../ordering-settings.repository';
import { PaymentOffers } from '../payments/payment-offers.service';
import { FulfilmentRepository } from '../fulfilment/fulfilment.repository';
import { type MissingForSale, missingForSale, type SaleTerms, saleTermsOf, type Seller } from './sale-terms';
import { type KeptTerms, SaleTermsRepository } from './sale-terms.repository';

/** Those of the moment. */
export interface DigestedTerms extends KeptTerms {
  /** What the shop has to say before it may sell on them. */
  readonly missing: readonly MissingForSale[];
}

/** The terms on which shops sell what is ordered from them: those of the moment, and those that a customer accepted. */
@Injectable()
export class SaleTermsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly profiles: ProfileService,
    private readonly repository: SaleTermsRepository,
    private readonly fulfilments: FulfilmentRepository,
    private readonly payments: PaymentOffers,
    private readonly settings: OrderingSettingsRepository,
  ) {}

  /** Those of the moment, in a language. */
  async current(tx: TenantTx, listing: Listing, locale: Locale): Promise<DigestedTerms> {
    const { title } = tx.ctx.tenant.settings;
    const seller = await this.sellerOf(tx, listing);
    const terms = saleTermsOf(seller, title[locale], locale);
    const digest = createHash('sha256').update(JSON.stringify(terms)).digest('hex');
    return { terms, digest, cancellation: seller.cancellation, missing: missingForSale(seller) };
  }

  /** What the shop has to say before it may sell at a distance. */
  async missing(tx: TenantTx, listing: Listing): Promise<MissingForSale[]> {
    const { content } = await this.profiles.findIn(tx, listing.id);
    return missingForSale({ listing, legal: content.legal });
  }

  /** Those that an order was placed on; null for one that binds nobody, or that came before terms were kept. */
  findByOrder(ctx: TenantContext, orderId: string): Promise<SaleTerms | null> {
    return this.work.read(ctx, (tx) => this.repository.findByOrder(tx, orderId));
  }

  private async sellerOf(tx: TenantTx, listing: Listing): Promise<Seller> {
    // What orders are placed on is decided here: read, not remembered.
    const { content } = await this.profiles.findIn(tx, listing.id);
    const { delivery, post } = await this.fulfilments.find(tx, listing.id);
    const isBroughtOrSent = delivery?.isOn === true || post?.isOn === true;
    const isPaidOnline = await this.payments.takesOnline(tx, listing.id);
    const cancellation = (await this.settings.find(tx, listing.id))?.cancellation ?? 'slot';
    return { listing, legal: content.legal, isBroughtOrSent, isPaidOnline, cancellation };
  }
}
