import { deliveryRulesSchema, pickupRulesSchema, postRulesSchema } from '@halles/contracts';
import { required } from '@halles/kernel';
import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { FulfilmentSettings } from './fulfilment';
import type { CollectionPoint } from './order-reception';

interface SettingsRow {
  readonly fulfilment: 'pickup' | 'delivery' | 'post';
  readonly isOn: boolean;
  readonly rules: unknown;
  readonly instructions: string | null;
}

interface PointRow extends Pick<CollectionPoint, 'id' | 'name' | 'address' | 'hours' | 'isOn'> {
  readonly longitude: number | null;
  readonly latitude: number | null;
  readonly slots: unknown;
}

/** Both at once: every order that is placed asks for them. */
const ALL = `
  SELECT (SELECT coalesce(json_agg(json_build_object('fulfilment', f.fulfilment, 'isOn', f.is_on, 'rules', f.rules,
                                                     'instructions', f.payment_instructions)), '[]')
            FROM fulfilment_settings f WHERE f.listing_id = $1) AS settings,
         (SELECT coalesce(json_agg(json_build_object('id', p.id, 'name', p.name, 'address', p.address, 'longitude', p.longitude,
                                                     'latitude', p.latitude, 'hours', p.hours, 'slots', p.slots, 'isOn', p.is_on)
                                   ORDER BY p.name, p.id), '[]')
            FROM collection_point p WHERE p.listing_id = $1) AS points`;
const SAVE = `
  INSERT INTO fulfilment_settings (listing_id, fulfilment, is_on, rules, updated_at, payment_instructions)
  VALUES ($1, $2, $3, $4, $5, $6)
  ON CONFLICT (listing_id, fulfilment) DO UPDATE
     SET is_on = excluded.is_on, rules = excluded.rules, updated_at = excluded.updated_at,
         payment_instructions = excluded.payment_instructions`;
const SAVE_POINT = `
  INSERT INTO collection_point AS p (id, listing_id, name, address, longitude, latitude, hours, slots, is_on, created_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
  ON CONFLICT (id) DO UPDATE
     SET name = excluded.name, address = excluded.address, longitude = excluded.longitude, latitude = excluded.latitude,
         hours = excluded.hours, slots = excluded.slots, is_on = excluded.is_on WHERE p.listing_id = $2`;
/** Whether the directory knows a postal code of a commune: null where it knows none of it. */
const KNOWS_CODE = `
  SELECT bool_or(postal_code = $2) AS known FROM listing WHERE commune = $1 AND visibility = 'public' AND postal_code IS NOT NULL`;

/** How the orders of shops may reach their customers. */
@Injectable()
export class FulfilmentRepository {
  /** Of a shop that never said anything: they are collected in the shop. */
  async find(tx: TenantTx, listingId: number): Promise<FulfilmentSettings> {
    const [row] = await tx.manager.query<
      { readonly settings: readonly SettingsRow[]; readonly points: readonly PointRow[] }[]
    >(ALL, [listingId]);
    const { settings, points } = required(row, 'the answer to a question without FROM');
    const of = (fulfilment: SettingsRow['fulfilment']) =>
      settings.find((one) => one.fulfilment === fulfilment);
    const [pickup, delivery, post] = [of('pickup'), of('delivery'), of('post')];
    return {
      isPickupOn: pickup?.isOn ?? true,
      delivery: delivery ? { isOn: delivery.isOn, rules: deliveryRulesSchema.parse(delivery.rules) } : null,
      post: post
        ? { isOn: post.isOn, rules: postRulesSchema.parse(post.rules), instructions: post.instructions }
        : null,
      points: points.map(toPoint),
    };
  }

  async save(
    tx: TenantWriteTx,
    listingId: number,
    { fulfilment, isOn, rules, instructions }: SettingsRow,
    now: Date,
  ): Promise<void> {
    const values = [
      listingId,
      fulfilment,
      isOn,
      rules === null ? null : JSON.stringify(rules),
      now,
      instructions,
    ];
    await tx.manager.query(SAVE, values);
  }

  /** Adds a point, or says it anew. */
  async savePoint(tx: TenantWriteTx, listingId: number, point: CollectionPoint, now: Date): Promise<void> {
    const { id, name, address, position, hours, slots, isOn } = point;
    await tx.manager.query(SAVE_POINT, [
      ...[id, listingId, name, address, position?.longitude ?? null, position?.latitude ?? null],
      ...[hours, JSON.stringify(slots), isOn, now],
    ]);
  }

  /** Orders that are collected there keep its name and address. */
  async removePoint(tx: TenantWriteTx, listingId: number, id: string): Promise<void> {
    await tx.manager.query('DELETE FROM collection_point WHERE listing_id = $1 AND id = $2', [listingId, id]);
  }

  /** Whether a postal code may be of a commune: the directory knows it, or knows none of the commune. */
  async mayBeOf(tx: TenantTx, communeCode: string, postalCode: string): Promise<boolean> {
    const [row] = await tx.manager.query<{ known: boolean | null }[]>(KNOWS_CODE, [communeCode, postalCode]);
    return row?.known ?? true;
  }
}

/** Its words are not judged again: a rule of the form that came later must not break the pages of its shop. */
function toPoint({ longitude, latitude, slots, ...row }: PointRow): CollectionPoint {
  const position = longitude === null || latitude === null ? null : { longitude, latitude };
  return { ...row, position, slots: pickupRulesSchema.parse(slots) };
}
