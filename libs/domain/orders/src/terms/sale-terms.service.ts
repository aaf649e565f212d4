import { createHash } from 'node:crypto';
import type { Listing } from '@halles/domain/listings';
import { ProfileService } from '@halles/domain/profiles';
import type { Locale } from '@halles/kernel';
import { pipelined, type TenantContext, type TenantTx, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { type OrderingSettings, OrderingSettingsRepository } from '../ordering-settings.repository';
import { PaymentOffers } from '../payments/payment-offers.service';
import type { FulfilmentSettings } from '../fulfilment/fulfilment';
import { FulfilmentRepository } from '../fulfilment/fulfilment.repository';
import { type MissingForSale, missingForSale, type SaleTerms, saleTermsOf, type Seller } from './sale-terms';
import { type StoredTerms, SaleTermsRepository } from './sale-terms.repository';

/** Those of the moment. */
export interface DigestedTerms extends StoredTerms {
  /** What the shop has to say before it may sell on them. */
  readonly missing: readonly MissingForSale[];
}

/** What terms depend on, as far as who asks for them reads it. */
export interface ReadForTerms {
  readonly fulfilment?: Promise<FulfilmentSettings>;
  readonly ordering?: OrderingSettings;
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

  /** Those of the moment, in a language. @param reading what they depend on that is read in the same transaction */
  async current(
    tx: TenantTx,
    listing: Listing,
    locale: Locale,
    reading: ReadForTerms = {},
  ): Promise<DigestedTerms> {
    const { title } = tx.ctx.tenant.settings;
    const seller = await this.sellerOf(tx, listing, reading);
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

  private async sellerOf(tx: TenantTx, listing: Listing, reading: ReadForTerms): Promise<Seller> {
    // What orders are placed on is decided here: read, not remembered.
    const [{ content }, { delivery, post }, isPaidOnline, settings] = await pipelined([
      this.profiles.findIn(tx, listing.id),
      reading.fulfilment ?? this.fulfilments.find(tx, listing.id),
      this.payments.takesOnline(tx, listing.id),
      reading.ordering ?? this.settings.find(tx, listing.id),
    ]);
    const isBroughtOrSent = delivery?.isOn === true || post?.isOn === true;
    const cancellation = settings?.cancellation ?? 'slot';
    return { listing, legal: content.legal, isBroughtOrSent, isPaidOnline, cancellation };
  }
}
