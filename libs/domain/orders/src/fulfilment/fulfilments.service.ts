import type { ChosenFulfilment, DeliveryAddress, DeliveryRules, OrderFulfilment } from '@halles/contracts';
import { type Degrees, isInside, metresBetween } from '@halles/domain/geo';
import { AddressFinder, type CommuneWithMiddle, ListingService } from '@halles/domain/listings';
import { type Commune, communeOf, communesCalled } from '@halles/domain/territories';
import { slugOf } from '@halles/domain/text';
import type { TenantTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { OrderSummary } from '../order';
import type { OrderingShop } from '../ordering-shops.service';
import { type Charge, leastCharge, postFee } from './fee';
import {
  type FulfilmentOffer,
  type FulfilmentSettings,
  keyOf,
  offersOf,
  shopAt,
  type SlotChannel,
  waysOf,
} from './fulfilment';
import type { OrderReception } from './order-reception';
import { FulfilmentRefused } from './fulfilment.errors';
import { zonesWords } from './fulfilment-words';
import { FulfilmentRepository } from './fulfilment.repository';
import { SendingPayment } from './sending-payment.service';
import { postalProblem } from './postal-address';

/** Where an address lies, as far as the directory knows. */
interface LocatedAddress {
  readonly commune: Pick<CommuneWithMiddle, 'code'>;
  /** Of its door or its street, else the middle of the commune. */
  readonly position: Degrees;
  /** Whether the directory knows its street. */
  readonly isExact: boolean;
}

/** Whether something is delivered at an address, and for how much. */
export type AddressCheck =
  /** The town is unknown, or has no such postal code. */
  | { readonly kind: 'unknown' }
  | { readonly kind: 'outside'; readonly isExact: boolean }
  | { readonly kind: 'inside'; readonly isExact: boolean; readonly charge: Charge };

/** From the middle of a commune of the territory to that of one beyond it, metres. */
const AROUND = 30_000;
/** The same along a meridian, rounded up. */
const AROUND_DEGREES = AROUND / 111_000;

const NOT_CHARGED = { feeCents: 0, point: null, address: null } as const;

/** How orders reach customers: what a shop offers, and what a customer may have of it. */
@Injectable()
export class Fulfilments {
  constructor(
    private readonly repository: FulfilmentRepository,
    private readonly sending: SendingPayment,
    private readonly addresses: AddressFinder,
    private readonly listings: ListingService,
  ) {}

  /** What a shop offers at the moment, pickup in the shop first. @param settings where they were read */
  async offers(tx: TenantTx, shop: OrderingShop, settings?: FulfilmentSettings): Promise<FulfilmentOffer[]> {
    const { kind } = shop.settings;
    return offersOf(
      shop,
      await this.sending.offered(tx, shop.listing.id, { kind, ...(settings && { settings }) }),
    );
  }

  /** In which ways the orders of a shop reach its customers, each once. */
  async ways(tx: TenantTx, listingId: number): Promise<OrderFulfilment[]> {
    return waysOf(await this.sending.offered(tx, listingId));
  }

  /** What a shop said of how its orders reach customers, of which it may offer less. */
  settings(tx: TenantTx, listingId: number): Promise<FulfilmentSettings> {
    return this.repository.find(tx, listingId);
  }

  /** The offer that a customer chose. @param settings of the shop @throws FulfilmentRefused the shop has it no more */
  async chosen(
    tx: TenantTx,
    shop: OrderingShop,
    chosen: ChosenFulfilment,
    settings: FulfilmentSettings,
  ): Promise<FulfilmentOffer> {
    const key = keyOf(chosen);
    const offer = (await this.offers(tx, shop, settings)).find((one) => one.key === key);
    if (!offer) throw new FulfilmentRefused({ refusal: { kind: 'off' } });
    return offer;
  }

  /**
   * How an order reaches who chose an offer, and for how much.
   * @param goodsCents value of the goods
   * @throws FulfilmentRefused the address is in no zone, or more goods are needed
   */
  async receive(
    tx: TenantTx,
    { fulfilment, point, delivery, post, paymentInstructions, shop }: FulfilmentOffer,
    chosen: ChosenFulfilment,
    goodsCents: number,
  ): Promise<OrderReception> {
    if (chosen.mode === 'delivery' && delivery) {
      const feeCents = await this.deliveryFee(tx, shop, delivery, chosen.address, goodsCents);
      return { ...NOT_CHARGED, fulfilment, feeCents, address: chosen.address };
    }
    if (chosen.mode === 'post' && post) {
      assertPostal(chosen.address);
      const feeCents = postFee(post, goodsCents);
      return { ...NOT_CHARGED, fulfilment, feeCents, address: chosen.address, paymentInstructions };
    }
    if (point === null) return { ...NOT_CHARGED, fulfilment };
    const { name, address, position } = point;
    return { ...NOT_CHARGED, fulfilment, point: { name, address, position } };
  }

  /** The shop with the hours and slots that an order was placed in, as far as it has them still. */
  async shopOf(
    tx: TenantTx,
    shop: OrderingShop,
    { fulfilment, pointId }: Pick<OrderSummary, 'fulfilment' | 'pointId'>,
  ): Promise<OrderingShop> {
    if (fulfilment === 'pickup') return shop;
    const settings = await this.repository.find(tx, shop.listing.id);
    const point = settings.points.find(({ id }) => id === pointId);
    if (point) return shopAt(shop, point);
    const { delivery } = settings;
    if (fulfilment !== 'delivery' || delivery === null) return shop;
    const always = { ...settings, isPickupOn: false, points: [], post: null };
    const offers = offersOf(shop, { ...always, delivery: { ...delivery, isOn: true } });
    return offers[0]?.shop ?? shop;
  }

  /** The communes of zones by their codes. */
  async communeNames(tx: TenantTx, zones: DeliveryRules['zones']): Promise<ReadonlyMap<string, string>> {
    const known = await this.addresses.communes(tx);
    const names = new Map(known.map(({ code, name }) => [code, name]));
    for (const code of zones.flatMap(({ area }) => (area.by === 'communes' ? area.codes : [])))
      if (!names.has(code)) names.set(code, communeOf(code)?.name ?? code);
    return names;
  }

  /** The communes of names, in the territory or around it; of several of a name the one nearest to the shop. Null: there is none. */
  async communesNamed(
    tx: TenantTx,
    listingId: number,
    names: readonly string[],
  ): Promise<{ readonly name: string; readonly code: string | null }[]> {
    const territory = await this.addresses.communesWithMiddles(tx);
    const codes = new Map(territory.map(({ code, name }) => [slugOf(name), code]));
    const shop = await this.shopPoint(tx, listingId);
    const metres = (commune: Commune): number => (shop ? metresBetween(shop, commune) : 0);
    const found = new Map<string, string | null>();
    for (const slug of new Set(names.map(slugOf))) {
      // Only what the territory has no town of is looked for around it.
      const [nearest] = codes.has(slug)
        ? []
        : communesCalled(slug)
            .filter((commune) => isAround(territory, commune))
            .sort((one, other) => metres(one) - metres(other));
      found.set(slug, codes.get(slug) ?? nearest?.code ?? null);
    }
    return names.map((name) => ({ name, code: found.get(slugOf(name)) ?? null }));
  }

  /** Where an address of a shop's town lies, as far as the directory knows its street; else null. */
  async pinOf(tx: TenantTx, listingId: number, address: string): Promise<Degrees | null> {
    const listing = await this.listings.findIn(tx, listingId);
    if (!listing) return null;
    const { communeCode } = listing.address;
    const found = await this.addresses.find(tx, { line: address, communeCode });
    return found?.position ?? null;
  }

  /** Where a shop is, or else the middle of its town; null where neither is known. */
  async shopPoint(tx: TenantTx, listingId: number): Promise<Degrees | null> {
    const listing = await this.listings.findIn(tx, listingId);
    if (!listing) return null;
    return listing.position ?? this.addresses.middleOf(tx, listing.address.communeCode);
  }

  /** What it costs to be delivered at an address, before anything is ordered. */
  async check(
    tx: TenantTx,
    { delivery, shop }: FulfilmentOffer,
    address: DeliveryAddress,
    goodsCents: number,
  ): Promise<AddressCheck> {
    const { located, charge } = await this.judge(tx, shop, delivery?.zones ?? [], address, goodsCents);
    if (!located) return { kind: 'unknown' };
    if (!charge) return { kind: 'outside', isExact: located.isExact };
    return { kind: 'inside', isExact: located.isExact, charge };
  }

  private async judge(
    tx: TenantTx,
    shop: OrderingShop,
    zones: DeliveryRules['zones'],
    address: DeliveryAddress,
    goodsCents: number,
  ): Promise<{ readonly located: LocatedAddress | null; readonly charge: Charge | null }> {
    const located = await this.locate(tx, address);
    return { located, charge: located && leastCharge(zonesAt(zones, shop, located), goodsCents) };
  }

  private async deliveryFee(
    tx: TenantTx,
    shop: OrderingShop,
    { zones }: DeliveryRules,
    address: DeliveryAddress,
    goodsCents: number,
  ): Promise<number> {
    const { located, charge } = await this.judge(tx, shop, zones, address, goodsCents);
    if (charge === null) {
      const served = zonesWords(zones, await this.communeNames(tx, zones));
      const refusal = { kind: located ? 'outside' : 'unknown', served } as const;
      const message = FulfilmentRefused.definition.detail({ refusal });
      throw new FulfilmentRefused({ refusal }, [{ pointer: '/postalCode', message }]);
    }
    if ('missingCents' in charge)
      throw new FulfilmentRefused({ refusal: { kind: 'minimum', missingCents: charge.missingCents } });
    return charge.feeCents;
  }

  /** Null where the town is neither of the territory nor around it, or has no such postal code. */
  private async locate(
    tx: TenantTx,
    { street, postalCode, city }: DeliveryAddress,
  ): Promise<LocatedAddress | null> {
    const slug = slugOf(city);
    const communes = await this.addresses.communesWithMiddles(tx);
    for (const commune of communes.filter(({ name }) => slugOf(name) === slug)) {
      if (!(await this.repository.mayBeOf(tx, commune.code, postalCode))) continue;
      const found = await this.addresses.find(tx, { line: street, communeCode: commune.code });
      return { commune, position: found?.position ?? commune, isExact: found?.position != null };
    }
    const beyond = communesCalled(slug).find(
      (commune) => commune.postalCodes.includes(postalCode) && isAround(communes, commune),
    );
    return beyond ? { commune: beyond, position: beyond, isExact: false } : null;
  }
}

/** @throws FulfilmentRefused postcode and town do not go together. Pure. */
function assertPostal(address: DeliveryAddress): void {
  const refusal = postalProblem(address);
  if (refusal === null) return;
  const message = FulfilmentRefused.definition.detail({ refusal });
  const pointer = refusal.kind === 'no-postcode' ? '/postalCode' : '/city';
  throw new FulfilmentRefused({ refusal }, [{ pointer, message }]);
}

/** Whether a commune is none of a territory and near one that is. Pure. */
const isAround = (territory: readonly CommuneWithMiddle[], commune: Commune): boolean =>
  territory.every(({ code }) => code !== commune.code) &&
  territory.some(
    (middle) =>
      // Most lie too far north or south, which costs little to know.
      Math.abs(middle.latitude - commune.latitude) <= AROUND_DEGREES &&
      metresBetween(middle, commune) <= AROUND,
  );

/** The zones that an address lies in. Pure. */
function zonesAt(
  zones: DeliveryRules['zones'],
  { listing }: Pick<OrderingShop, 'listing'>,
  { commune, position }: LocatedAddress,
): DeliveryRules['zones'] {
  const pin = listing.position;
  return zones.filter(({ area }) => {
    if (area.by === 'communes') return area.codes.includes(commune.code);
    if (area.by === 'polygon') return isInside(area.ring, position);
    return pin !== null && metresBetween(pin, position) <= area.kilometres * 1_000;
  });
}

/** Whose slots an order takes room in. Pure. */
export const channelOfOrder = ({
  fulfilment,
  pointId,
}: Pick<OrderSummary, 'fulfilment' | 'pointId'>): SlotChannel => ({ fulfilment, pointId });
