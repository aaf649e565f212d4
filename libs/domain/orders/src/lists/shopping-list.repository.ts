import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { ShoppingList } from '../order';
import type { NamedLine } from './shopping-list';

/** One that was archived, or never on sale, and is just this. */
const OFF_SALE = `
  SELECT id FROM product
   WHERE listing_id = $1 AND name = $2 AND archived_at IS NOT NULL AND vat = $3 AND withdrawal = $4
     AND minimum_age IS NOT DISTINCT FROM $5 AND age_restriction IS NOT DISTINCT FROM $6 AND weighing IS NULL AND stock IS NULL AND variant = '[]'
   ORDER BY id LIMIT 1`;

/** What customers sent instead of choosing products. */
@Injectable()
export class ShoppingListRepository {
  /** Null once the customer was erased. */
  async find(tx: TenantTx, orderId: string): Promise<ShoppingList | null> {
    const [row] = await tx.manager.query<ShoppingList[]>(
      'SELECT text, photo_bytes AS "photoBytes", message FROM shopping_list WHERE order_id = $1',
      [orderId],
    );
    return row ?? null;
  }

  async insert(
    tx: TenantWriteTx,
    orderId: string,
    { text, photoBytes }: Pick<ShoppingList, 'text' | 'photoBytes'>,
  ): Promise<void> {
    await tx.manager.query('INSERT INTO shopping_list (order_id, text, photo_bytes) VALUES ($1, $2, $3)', [
      orderId,
      text,
      photoBytes,
    ]);
  }

  /** What the shop writes with its answer, in the place of what it wrote before. */
  async setMessage(tx: TenantWriteTx, orderId: string, message: string | null): Promise<void> {
    await tx.manager.query('UPDATE shopping_list SET message = $2 WHERE order_id = $1', [orderId, message]);
  }

  /** Says on which terms of sale, which are kept, the customer of a list agreed to what was answered. */
  async acceptTerms(tx: TenantWriteTx, orderId: string, termsDigest: string): Promise<void> {
    await tx.manager.query('UPDATE customer_order SET terms_digest = $2 WHERE id = $1', [
      orderId,
      termsDigest,
    ]);
  }

  /** Which of some orders have a list with a photo. */
  async withPhoto(tx: TenantTx, orderIds: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await tx.manager.query<{ id: string }[]>(
      'SELECT order_id AS id FROM shopping_list WHERE order_id = ANY ($1::uuid[]) AND photo_bytes IS NOT NULL',
      [orderIds],
    );
    return new Set(rows.map(({ id }) => id));
  }

  /** Photos are removed by the sweep, since no row names them any more. */
  async forget(tx: TenantWriteTx, orderIds: readonly string[]): Promise<void> {
    await tx.manager.query('DELETE FROM shopping_list WHERE order_id = ANY ($1::uuid[])', [orderIds]);
  }

  /** The product of a shop that is off sale and stands for what it named in an answer before; null where none does. */
  async findOffSale(
    tx: TenantTx,
    listingId: number,
    { name, vat, withdrawal, minimumAge, ageRestriction }: NamedLine,
  ): Promise<string | null> {
    const [row] = await tx.manager.query<{ id: string }[]>(OFF_SALE, [
      ...[listingId, name, vat, withdrawal, minimumAge, ageRestriction],
    ]);
    return row?.id ?? null;
  }
}
