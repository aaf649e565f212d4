import type { FootfallLinkKind } from '@halles/contracts';
import { Clock } from '@halles/kernel';
import { SignedLinks, type TenantContext, type TenantTx, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { FootfallLinkNotFound, TooManyFootfallLinks } from './footfall.errors';
import { type FootfallLink, footfallLinks, MAX_FOOTFALL_LINKS } from './footfall-link';

const COLUMNS = 'id, listing_id AS "listingId", kind, name, created_at AS "createdAt"';
const ONE = `SELECT ${COLUMNS} FROM footfall_link WHERE id = $1 AND kind = $2 AND revoked_at IS NULL`;
const LIST = `
  SELECT ${COLUMNS} FROM footfall_link WHERE listing_id = $1 AND revoked_at IS NULL ORDER BY created_at, id`;
const LOCK = 'SELECT id FROM listing WHERE id = $1 FOR NO KEY UPDATE';
const ADD = `
  INSERT INTO footfall_link (id, listing_id, kind, name, created_at) VALUES ($1, $2, $3, $4, $5)
  ON CONFLICT (id) DO NOTHING`;
const REVOKE = `
  UPDATE footfall_link SET revoked_at = coalesce(revoked_at, $3) WHERE listing_id = $1 AND id = $2 RETURNING id`;

/** Secret addresses of a place: whoever has one counts at a door, or reads the screen, without an account. */
@Injectable()
export class FootfallLinks {
  constructor(
    private readonly work: UnitOfWork,
    private readonly links: SignedLinks,
    private readonly clock: Clock,
  ) {}

  /** Those that count, the oldest first. */
  list(ctx: TenantContext, listingId: number): Promise<readonly FootfallLink[]> {
    return this.work.read(ctx, (tx) => this.listIn(tx, listingId));
  }

  /** What the address of a link says behind its path. */
  token(ctx: TenantContext, { id, kind }: Pick<FootfallLink, 'id' | 'kind'>): string {
    return this.links.issue(ctx, footfallLinks[kind], { id, serial: 0 });
  }

  /** What a token opens. @throws FootfallLinkNotFound also where it was withdrawn, or its time is over */
  async open(ctx: TenantContext, kind: FootfallLinkKind, token: string): Promise<FootfallLink> {
    const payload = this.links.read(ctx, footfallLinks[kind], token);
    const link =
      payload &&
      (await this.work.read(ctx, async (tx) => {
        const [row] = await tx.manager.query<FootfallLink[]>(ONE, [payload.id, kind]);
        return row ?? null;
      }));
    if (!link || footfallLinks[kind].isOver(link.createdAt, this.clock.now()))
      throw new FootfallLinkNotFound({});
    return link;
  }

  /** Makes one. @param id the same makes one once. @throws TooManyFootfallLinks */
  async add(
    ctx: TenantContext,
    listingId: number,
    { id, kind, name }: Pick<FootfallLink, 'id' | 'kind' | 'name'>,
  ): Promise<void> {
    await this.work.write(ctx, async (tx) => {
      await tx.manager.query(LOCK, [listingId]);
      if ((await this.listIn(tx, listingId)).length >= MAX_FOOTFALL_LINKS) throw new TooManyFootfallLinks({});
      await tx.manager.query(ADD, [id, listingId, kind, name, this.clock.now()]);
    });
  }

  /** Withdraws one: whoever has it gets nothing any more. Sent twice, it is withdrawn once. @throws FootfallLinkNotFound of another place */
  async revoke(ctx: TenantContext, listingId: number, id: string): Promise<void> {
    const [, count] = await this.work.write(ctx, (tx) =>
      tx.manager.query<[unknown, number]>(REVOKE, [listingId, id, this.clock.now()]),
    );
    if (count === 0) throw new FootfallLinkNotFound({});
  }

  private listIn(tx: TenantTx, listingId: number): Promise<FootfallLink[]> {
    return tx.manager.query<FootfallLink[]>(LIST, [listingId]);
  }
}
