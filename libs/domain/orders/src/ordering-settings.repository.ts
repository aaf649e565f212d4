import { type MerchantRole, type OrderKind, type PickupRules, pickupRulesSchema } from '@halles/contracts';
import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';

/** Whether and how a shop takes orders. */
export interface OrderingSettings {
  readonly isOpen: boolean;
  /** Whether its customers owe the money, or are bound to nothing. */
  readonly kind: OrderKind;
  /** Closed with one tap until then. */
  readonly pausedUntil: Date | null;
  readonly pickup: PickupRules;
}

interface SettingsRow extends Omit<OrderingSettings, 'pickup'> {
  readonly pickup: unknown;
}

/** Somebody who works on the page of a shop. */
interface MemberRow {
  readonly listingId: number;
  readonly role: MerchantRole;
  /** What their grant was narrowed to; null for all that the role may. */
  readonly narrowed: readonly string[] | null;
}

@Injectable()
export class OrderingSettingsRepository {
  /** Null where the shop never said that it takes orders. */
  async find(tx: TenantTx, listingId: number): Promise<OrderingSettings | null> {
    const [row] = await tx.manager.query<SettingsRow[]>(
      `SELECT is_open AS "isOpen", kind, paused_until AS "pausedUntil", pickup FROM ordering_settings WHERE listing_id = $1`,
      [listingId],
    );
    return row ? { ...row, pickup: pickupRulesSchema.parse(row.pickup) } : null;
  }

  /** The shops that say that they take orders, in no order. */
  listOpen(tx: TenantTx, limit: number): Promise<{ readonly id: number }[]> {
    return tx.manager.query('SELECT listing_id AS id FROM ordering_settings WHERE is_open LIMIT $1', [limit]);
  }

  /** Who works on those of these shops that say that they take orders, are not paused, exist still and have known hours. */
  membersOfOpen(tx: TenantTx, listings: readonly number[], now: Date): Promise<MemberRow[]> {
    return tx.manager.query<MemberRow[]>(
      `SELECT s.listing_id AS "listingId", g.role, g.permissions AS narrowed
         FROM ordering_settings s JOIN listing l ON l.id = s.listing_id JOIN account_grant g ON g.listing_id = s.listing_id
        WHERE s.listing_id = ANY($1) AND s.is_open AND (s.paused_until IS NULL OR s.paused_until <= $2)
          AND l.visibility = 'public' AND l.state = 'open' AND l.opening_id IS NOT NULL`,
      [listings, now],
    );
  }

  async save(tx: TenantWriteTx, listingId: number, settings: OrderingSettings, now: Date): Promise<void> {
    await tx.manager.query(
      `INSERT INTO ordering_settings (listing_id, is_open, kind, paused_until, pickup, updated_at) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (listing_id) DO UPDATE
          SET is_open = excluded.is_open, kind = excluded.kind, paused_until = excluded.paused_until, pickup = excluded.pickup,
              updated_at = excluded.updated_at`,
      [listingId, settings.isOpen, settings.kind, settings.pausedUntil, JSON.stringify(settings.pickup), now],
    );
  }
}
