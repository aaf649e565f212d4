import { randomUUID } from 'node:crypto';
import type { OrderInput } from '@halles/contracts';
import { required } from '@halles/kernel';
import type { World } from '@halles/testing';
import { anOrder, basketOf, ordersOf, type OrdersWorld } from '@halles/testing/orders';

/** Lines of each order that is measured. */
export const LINES = 3;

/** A bakery of a bench: what it sells, and the starts of the slots that it offers. */
export interface BenchShop {
  readonly id: number;
  readonly products: readonly string[];
  readonly slots: readonly number[];
}

export interface BenchShops {
  readonly orders: OrdersWorld;
  readonly shops: readonly BenchShop[];
}

const PRODUCTS = 10;

/** Shops whose stock never ends, at the time of the machine: real processes take their orders too. */
export async function openBenchShops(world: World, count: number): Promise<BenchShops> {
  const orders = await ordersOf(world);
  orders.at(new Date());
  const shops: BenchShop[] = [];
  for (let at = 0; at < count; at += 1) {
    const id = await orders.aShop();
    const products = [];
    for (let product = 0; product < PRODUCTS; product += 1)
      products.push(await orders.aProduct(id, { name: `Pain numéro ${product}`, stock: 100_000 }));
    const slots = (await orders.slotsOf(id, basketOf(required(products[0], 'a product')))).map(
      ({ from }) => from,
    );
    shops.push({ id, products, slots });
  }
  return { orders, shops };
}

/** Baskets of three products, each of another shop, of another slot and of another customer than the one before. */
export function basketsOf(
  shops: readonly BenchShop[],
): () => { readonly shop: BenchShop; readonly input: OrderInput } {
  let turn = 0;
  return () => {
    const at = turn;
    turn += 1;
    const shop = required(shops[at % shops.length], 'a shop');
    const products = Array.from({ length: LINES }, (_, line) =>
      required(shop.products[(at + line * 3) % PRODUCTS], 'a product'),
    );
    const slotFrom = required(shop.slots[at % shop.slots.length], 'a slot');
    const email = `odile-${randomUUID()}@habitante.example`;
    return { shop, input: anOrder(basketOf(...products), { slotFrom, email }) };
  };
}
