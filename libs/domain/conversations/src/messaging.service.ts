import { GrantService } from '@halles/domain/accounts';
import { holdListing, type Listing, ListingService } from '@halles/domain/listings';
import type { IsoDate } from '@halles/domain/hours';
import { Clock } from '@halles/kernel';
import {
  ChangeBus,
  publishChange,
  RememberedRows,
  type TenantContext,
  type TenantTx,
  UnitOfWork,
} from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { MessagingClosed } from './conversation.errors';

const OPEN = 'SELECT listing_id AS id FROM messaging WHERE is_open ORDER BY listing_id LIMIT $1';
const IS_OPEN = 'SELECT is_open AS "isOpen" FROM messaging WHERE listing_id = $1';
const SAVE = `
  INSERT INTO messaging (listing_id, is_open, updated_at) VALUES ($1, $2, $3)
  ON CONFLICT (listing_id) DO UPDATE SET is_open = $2, updated_at = $3`;

const SETTINGS = `
  SELECT is_open AS "isOpen", away_text AS "awayText", to_char(away_until, 'YYYY-MM-DD') AS "awayUntil" FROM messaging WHERE listing_id = $1`;
const SET_AWAY = `
  INSERT INTO messaging (listing_id, is_open, away_text, away_until, updated_at) VALUES ($1, false, $2, $3, $4)
  ON CONFLICT (listing_id) DO UPDATE SET away_text = $2, away_until = $3, updated_at = $4`;

interface SettingsRow {
  readonly isOpen: boolean;
  readonly awayText: string | null;
  readonly awayUntil: IsoDate | null;
}

/** What whoever writes to a shop is shown, up to a day. */
export interface AwayMessage {
  readonly text: string;
  readonly until: IsoDate;
}

export interface MessagingSettings {
  readonly isOpen: boolean;
  /** Null: none was said. Its day may be over. */
  readonly away: AwayMessage | null;
}

/** A shop to which somebody may write. */
export interface MessagingShop {
  readonly listing: Listing;
  /** The accounts that answer. */
  readonly handlers: readonly string[];
}

/** Which shops take messages. */
@Injectable()
export class Messaging {
  /** Most shops take none, and are known to by what is remembered. */
  private readonly open: RememberedRows<{ readonly id: number }>;

  constructor(
    private readonly work: UnitOfWork,
    private readonly listings: ListingService,
    private readonly grants: GrantService,
    changeBus: ChangeBus,
    private readonly clock: Clock,
  ) {
    this.open = new RememberedRows(changeBus, clock, (tx, _, limit) =>
      tx.manager.query<{ readonly id: number }[]>(OPEN, [limit]),
    );
  }

  /** What holds until somebody says otherwise: no. */
  async isOpen(ctx: TenantContext, listingId: number): Promise<boolean> {
    return this.work.read(ctx, (tx) => this.saysOpen(tx, listingId));
  }

  /** @throws MessagingClosed the listing was merged into another one, or is not there */
  async setOpen(ctx: TenantContext, listingId: number, isOpen: boolean): Promise<void> {
    await this.work.write(ctx, async (tx) => {
      if (!(await holdListing(tx, listingId))) throw new MessagingClosed({});
      await tx.manager.query(SAVE, [listingId, isOpen, this.clock.now()]);
      await publishChange(tx);
    });
  }

  /** What a shop has said of its messages. */
  async settings(ctx: TenantContext, listingId: number): Promise<MessagingSettings> {
    const [row] = await this.work.read(ctx, (tx) => tx.manager.query<SettingsRow[]>(SETTINGS, [listingId]));
    const { isOpen = false, awayText = null, awayUntil = null } = row ?? {};
    return {
      isOpen,
      away: awayText === null || awayUntil === null ? null : { text: awayText, until: awayUntil },
    };
  }

  /** @param away null: nobody is away any more. @throws MessagingClosed the listing was merged into another one, or is not there */
  async setAway(ctx: TenantContext, listingId: number, away: AwayMessage | null): Promise<void> {
    const values = [listingId, away?.text ?? null, away?.until ?? null, this.clock.now()];
    await this.work.write(ctx, async (tx) => {
      if (!(await holdListing(tx, listingId))) throw new MessagingClosed({});
      await tx.manager.query(SET_AWAY, values);
    });
  }

  /** Whether a page offers to write to a place. Of most nothing is asked. */
  async isOffered(tx: TenantTx, listingId: number): Promise<boolean> {
    const open = await this.open.of(tx, null);
    if (open !== null && !open.has(listingId)) return false;
    return (await this.find(tx, listingId)) !== null;
  }

  /** @throws MessagingClosed for whichever reason: turned off, closed for good, nobody who would answer */
  async get(tx: TenantTx, listingId: number): Promise<MessagingShop> {
    const shop = await this.find(tx, listingId);
    if (!shop) throw new MessagingClosed({});
    return shop;
  }

  /** The same, before its form is shown. @throws MessagingClosed */
  async check(ctx: TenantContext, listingId: number): Promise<void> {
    await this.work.read(ctx, (tx) => this.get(tx, listingId));
  }

  /** The accounts that answer the messages of a shop. */
  async handlersOf(tx: TenantTx, listingId: number): Promise<string[]> {
    const members = await this.grants.membersOf(tx, listingId);
    return members.flatMap(({ account, grant }) =>
      grant.permissions.includes('listing.messages') ? [account.id] : [],
    );
  }

  private async find(tx: TenantTx, listingId: number): Promise<MessagingShop | null> {
    if (!(await this.saysOpen(tx, listingId))) return null;
    const [handlers, listing] = await Promise.all([
      this.handlersOf(tx, listingId),
      this.listings.findIn(tx, listingId),
    ]);
    if (handlers.length === 0 || listing?.id !== listingId) return null;
    return { listing, handlers };
  }

  private async saysOpen(tx: TenantTx, listingId: number): Promise<boolean> {
    const [row] = await tx.manager.query<{ isOpen: boolean }[]>(IS_OPEN, [listingId]);
    return row?.isOpen ?? false;
  }
}
