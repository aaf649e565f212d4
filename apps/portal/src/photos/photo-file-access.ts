import { permissionsOn } from '@halles/domain/accounts';
import { PhotoService } from '@halles/domain/photos';
import { Clock, MINUTE, SECOND } from '@halles/kernel';
import type { Client } from '@halles/platform/http';
import { cacheKey, ChangeBus, type TenantContext } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { AccountAccess } from '../accounts';
import { PortalAccess } from '../agent-sessions';
import { MerchantSections } from '../merchant-space';

const MAX_REMEMBERED = 20_000;
/** Of a change that happens during an import nothing is said before its end. */
const TRUSTED_MS = MINUTE;
/** Where no change is heard of. */
const TRUSTED_WHILE_DISCONNECTED_MS = 2 * SECOND;

/**
 * Who may be served a file of a photo: anybody while its business is shown, and while it is not those who keep
 * the business, and an agent of the town who writes its posts for them.
 * Asked for every picture of a page, so that a file is public is remembered until the directory changes.
 */
@Injectable()
export class PhotoFileAccess {
  /** Until when a file is treated as public without checking again, in ms since 1970. */
  private readonly public = new LRUCache<string, number>({ max: MAX_REMEMBERED });
  /** A counter per territory (by role) that is part of the cache keys, so that entries from before a change are never used. */
  private readonly changes = new Map<string, number>();
  private changesOfAll = 0;

  constructor(
    private readonly photos: PhotoService,
    private readonly accounts: AccountAccess,
    private readonly access: PortalAccess,
    private readonly sections: MerchantSections,
    private readonly bus: ChangeBus,
    private readonly clock: Clock,
  ) {
    bus.onChange((role) => {
      if (role === undefined) this.changesOfAll += 1;
      else this.changes.set(role, this.changesOf(role) + 1);
    });
  }

  /**
   * @param hash the part of the file's name that says its content
   * @returns for whom the file is; null where this client must not learn of it
   */
  async check(
    ctx: TenantContext,
    { cookies }: Pick<Client, 'cookies'>,
    folder: number,
    hash: string,
  ): Promise<'public' | 'private' | null> {
    const edition = `${this.changesOfAll}.${this.changesOf(ctx.tenant.role)}`;
    const key = cacheKey(ctx, 'photo', edition, String(folder), hash);
    const now = this.clock.now().getTime();
    if ((this.public.get(key) ?? 0) > now) return 'public';
    const file = await this.photos.findFile(ctx, folder, hash);
    if (file === null) return null;
    if (file.isPublic) {
      const trusted = this.bus.isConnected(ctx.tenant) ? TRUSTED_MS : TRUSTED_WHILE_DISCONNECTED_MS;
      this.public.set(key, now + trusted);
      return 'public';
    }
    return (await this.isManagedBy(ctx, cookies, file.listingId)) ? 'private' : null;
  }

  /** Whether who asks keeps the business, or writes its posts for who does: their pages show what the public does not see any more. */
  private async isManagedBy(
    ctx: TenantContext,
    cookies: string | undefined,
    listingId: number,
  ): Promise<boolean> {
    const session = await this.accounts.find(ctx, cookies);
    if (session && permissionsOn(session, listingId).includes('listing.photos')) return true;
    const agent = await this.access.findAgent(ctx, cookies);
    return agent?.listingId === listingId && this.sections.admits(agent, 'merchant.posts');
  }

  private changesOf(role: string): number {
    return this.changes.get(role) ?? 0;
  }
}
