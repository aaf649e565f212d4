import type { SeedShops } from '@halles/contracts';
import { CatalogueService } from '@halles/domain/catalogue';
import { Messaging } from '@halles/domain/conversations';
import { FulfilmentSettingsService, OrderingSettingsService } from '@halles/domain/orders';
import { ProfileService } from '@halles/domain/profiles';
import { Clock } from '@halles/kernel';
import { type TenantContext, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { v5 as idOfName } from 'uuid';
import { SeedOwners } from './seed-owners.service';
import { SeedRepository } from './seed.repository';

type SeedShop = SeedShops['shops'][number];

/** Of the products of seeds: the same name has the same id whenever it is taken over. */
const PRODUCTS = 'e2f1a6a4-6f0c-4a63-9f0e-6f5f3f1f7c55';

/** The same of their collection points. */
const POINTS = '0b1d3c52-7a4e-4c1b-9f0a-2f6c8f1d5b77';

/** Opens shops of the demonstration for orders and messages: somebody who keeps them, what they sell, when it is collected. */
@Injectable()
export class ShopSeeds {
  constructor(
    private readonly work: UnitOfWork,
    private readonly seeds: SeedRepository,
    private readonly owners: SeedOwners,
    private readonly catalogue: CatalogueService,
    private readonly ordering: OrderingSettingsService,
    private readonly fulfilments: FulfilmentSettingsService,
    private readonly messaging: Messaging,
    private readonly profiles: ProfileService,
    private readonly clock: Clock,
  ) {}

  /**
   * Each once, though a start was killed in the middle, and none that is real or that somebody keeps. What its owner has
   * changed since stays as it is.
   * @returns how many shops were opened
   */
  async open(
    ctx: TenantContext,
    { owner, mediator, shops }: Pick<SeedShops, 'owner' | 'mediator' | 'shops'>,
  ): Promise<number> {
    const sirets = shops.map(({ siret }) => siret);
    const listings = await this.work.read(ctx, (tx) => this.seeds.demonstrationOf(tx, sirets));
    let opened = 0;
    for (const shop of shops) {
      const listing = listings.get(shop.siret);
      const accountId = listing === undefined ? null : await this.owners.give(ctx, listing, owner);
      if (listing === undefined || accountId === null) continue;
      await this.tell(ctx, listing, { owner: { name: owner.name, accountId }, mediator, shop });
      if (await this.fill(ctx, listing, shop)) opened += 1;
    }
    if (opened > 0) await this.work.bulk(ctx, (tx) => this.seeds.updateStatistics(tx, ['product']));
    return opened;
  }

  /** Says what who sells at a distance has to say, unless somebody said anything before. */
  private async tell(
    ctx: TenantContext,
    listing: number,
    {
      owner,
      mediator,
      shop,
    }: Pick<SeedShops, 'mediator'> & {
      readonly owner: { readonly accountId: string; readonly name: string };
      readonly shop: SeedShop;
    },
  ): Promise<void> {
    const { version } = await this.profiles.find(ctx, listing);
    if (version > 0) return;
    const { phone, email } = shop;
    const legal = { legalName: null, register: null, vat: null, mediator, terms: null, compliance: true };
    // By the owner's own hand: who changes a page is not told of it.
    const author = { kind: 'merchant', ...owner } as const;
    const changes = { phone, email, legal };
    await this.profiles.save(ctx, listing, { version, changes, author }, this.clock.now());
  }

  /** The settings come last: a shop that has some was filled before. */
  private async fill(ctx: TenantContext, listing: number, shop: SeedShop): Promise<boolean> {
    for (const { attributes, ...product } of shop.products) {
      const id = idOfName(`${ctx.tenant.id}/${shop.siret}/${product.name}`, PRODUCTS);
      await this.catalogue.add(ctx, listing, id, { ...product, variant: [] }, attributes);
    }
    if (await this.ordering.find(ctx, listing)) return false;
    const { kind, pickup, takesLists } = shop;
    await this.receive(ctx, listing, shop);
    await this.messaging.setOpen(ctx, listing, true);
    await this.ordering.save(ctx, listing, { isOpen: true, kind, pausedUntil: null, takesLists, pickup });
    return true;
  }

  /** Says how orders reach customers besides pickup in the shop. */
  private async receive(
    ctx: TenantContext,
    listing: number,
    { siret, delivery, points = [], post, paymentInstructions }: SeedShop,
  ): Promise<void> {
    if (delivery === undefined && points.length === 0 && post === undefined) return;
    const idOf = (name: string): string => idOfName(`${ctx.tenant.id}/${siret}/${name}`, POINTS);
    await this.fulfilments.change(ctx, listing, () => ({
      isPickupOn: true,
      delivery: delivery ? { isOn: true, rules: delivery } : null,
      post: post ? { isOn: true, rules: post, instructions: paymentInstructions ?? null } : null,
      points: points.map((point) => ({ ...point, id: idOf(point.name), isOn: true })),
    }));
  }
}
