import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { Photo, ShownPhoto } from './photo';
import { PhotoNotFound } from './photo.errors';

const SHOWN = `id, listing_id AS "listingId", folder, kind, alt_fr AS "altFr", alt_en AS "altEn", hash, variants`;
const ALL = `${SHOWN}, product_id AS "productId", post_id AS "postId", rank, master, crop, bytes, master_bytes AS "masterBytes", created_at AS "createdAt", removed_at AS "removedAt"`;

const OF_LISTING = `SELECT ${ALL} FROM photo WHERE listing_id = $1 AND kind IN ('photo', 'logo') ORDER BY removed_at NULLS FIRST, kind, rank, id`;
const ONE = `SELECT ${ALL} FROM photo WHERE listing_id = $1 AND id = $2`;
const SHOWN_BY_PRODUCTS = `SELECT ${ALL} FROM photo WHERE listing_id = $1 AND removed_at IS NULL`;
const OF_PRODUCTS = `${SHOWN_BY_PRODUCTS} AND product_id = ANY($2::uuid[]) ORDER BY array_position($2::uuid[], product_id), rank, id`;
const OF_POSTS = `SELECT ${ALL} FROM photo WHERE post_id = ANY($1) AND removed_at IS NULL`;
const LOCK = `${ONE} FOR UPDATE`;
const SHOWN_OF = `
  SELECT ${SHOWN} FROM photo WHERE listing_id = ANY($1) AND kind IN ('photo', 'logo') AND removed_at IS NULL
   ORDER BY listing_id, kind, rank, id`;
// A photograph comes before a logo.
const COVERS = `
  SELECT DISTINCT ON (listing_id) ${SHOWN} FROM photo
   WHERE listing_id = ANY($1) AND kind IN ('photo', 'logo') AND removed_at IS NULL ORDER BY listing_id, kind = 'logo', rank, id`;

// The shop's products and posts stay its own, whoever keeps it: what shows one that is sold, or stands beside a post, stays with it.
const REMOVE_LEFT = `
  UPDATE photo SET removed_at = $4, created_by = NULL
   WHERE listing_id = $1 AND created_by IS NOT NULL AND ($2::uuid IS NULL OR created_by <> $2) AND created_at <= $3
     AND ($5::timestamptz IS NULL OR created_at >= $5) AND removed_at IS NULL AND post_id IS NULL
     AND NOT EXISTS (SELECT FROM product p WHERE p.id = photo.product_id AND p.archived_at IS NULL) RETURNING ${ALL}`;

const FILE = `
  SELECT p.listing_id AS "listingId", l.visibility = 'public'
         AND (p.post_id IS NULL OR (o.withdrawn_at IS NULL AND o.hidden_at IS NULL AND o.ends_on >= current_date - 1)) AS "isPublic"
    FROM photo p JOIN listing l ON l.id = p.listing_id LEFT JOIN post o ON o.id = p.post_id
   WHERE p.hash = $2 AND p.folder = $1 AND p.removed_at IS NULL`;

export const KNOWN = `
  SELECT hash AS name FROM photo WHERE hash = ANY($1) AND removed_at IS NULL
  UNION ALL SELECT id::text FROM photo WHERE id = ANY($2::uuid[])`;

const LISTINGS_WITH_PHOTOS = `
  SELECT DISTINCT listing_id AS id FROM photo WHERE kind IN ('photo', 'logo') AND removed_at IS NULL LIMIT $1`;

/** What of a photo is made anew when another part of it is shown. */
export type PhotoContent = Pick<Photo, 'hash' | 'variants' | 'bytes' | 'masterBytes' | 'crop'>;

/** What a file of a photo belongs to. */
export interface PhotoFile {
  readonly listingId: number;
  /** Whether anybody may see the business. */
  readonly isPublic: boolean;
}

/** What somebody put on a page. */
export interface PhotoTrace {
  readonly id: string;
  readonly listingId: number;
  readonly kind: Photo['kind'];
  readonly altFr: string | null;
  readonly altEn: string | null;
  readonly createdAt: Date;
}

/** Which photos those leave from whom a listing was taken. */
export interface LeftPhotos {
  /** Who keeps it now, whose own stay; null: nobody. */
  readonly owner: string | null;
  /** Older ones stay; null: none does. */
  readonly since: Date | null;
  /** The instant of the decision. */
  readonly until: Date;
}

@Injectable()
export class PhotoRepository {
  async findFile(tx: TenantTx, folder: number, hash: string): Promise<PhotoFile | null> {
    const [file] = await tx.manager.query<PhotoFile[]>(FILE, [folder, hash]);
    return file ?? null;
  }

  async insert(tx: TenantWriteTx, photo: Photo, author: string | null): Promise<void> {
    await tx.manager.query(
      `INSERT INTO photo (id, listing_id, folder, kind, product_id, post_id, rank, alt_fr, alt_en, hash, master, crop, variants, bytes, master_bytes,
                          created_by, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)`,
      [
        photo.id,
        photo.listingId,
        photo.folder,
        photo.kind,
        photo.productId,
        photo.postId,
        photo.rank,
        photo.altFr,
        photo.altEn,
        photo.hash,
        photo.master,
        photo.crop && JSON.stringify(photo.crop),
        JSON.stringify(photo.variants),
        photo.bytes,
        photo.masterBytes,
        author,
        photo.createdAt,
      ],
    );
  }

  /** What some products of a listing show, in the order of the products and in the order of each. */
  ofProducts(tx: TenantTx, listingId: number, productIds: readonly string[]): Promise<Photo[]> {
    return tx.manager.query<Photo[]>(OF_PRODUCTS, [listingId, productIds]);
  }

  /** Has a photo show another product of its listing. */
  async setProduct(tx: TenantWriteTx, id: string, productId: string): Promise<void> {
    await tx.manager.query('UPDATE photo SET product_id = $2 WHERE id = $1', [id, productId]);
  }

  /** What stands beside posts, of whatever listings. */
  ofPosts(tx: TenantTx, postIds: readonly string[]): Promise<Photo[]> {
    return tx.manager.query<Photo[]>(OF_POSTS, [postIds]);
  }

  /** All of a listing but of what it sells and tells of, in their order, those that were taken off behind. */
  async ofListing(tx: TenantTx, listingId: number): Promise<Photo[]> {
    return tx.manager.query<Photo[]>(OF_LISTING, [listingId]);
  }

  /** @throws PhotoNotFound for one of another listing too */
  async get(tx: TenantTx, listingId: number, id: string): Promise<Photo> {
    return this.one(tx, ONE, listingId, id);
  }

  /** The same, held until the transaction's end. @throws PhotoNotFound */
  async lock(tx: TenantWriteTx, listingId: number, id: string): Promise<Photo> {
    return this.one(tx, LOCK, listingId, id);
  }

  /** What the public sees of these listings, in their order. */
  async shown(tx: TenantTx, listingIds: readonly number[]): Promise<ShownPhoto[]> {
    return tx.manager.query<ShownPhoto[]>(SHOWN_OF, [listingIds]);
  }

  /** The first photograph of each of these listings, or its logo where it has none. */
  async covers(tx: TenantTx, listingIds: readonly number[]): Promise<ShownPhoto[]> {
    return tx.manager.query<ShownPhoto[]>(COVERS, [listingIds]);
  }

  /** The listings that show a photograph or a logo, in no order. */
  listingsWithPhotos(tx: TenantTx, limit: number): Promise<{ readonly id: number }[]> {
    return tx.manager.query(LISTINGS_WITH_PHOTOS, [limit]);
  }

  async describe(
    tx: TenantWriteTx,
    id: string,
    alt: { readonly altFr: string | null; readonly altEn: string | null },
  ): Promise<void> {
    await tx.manager.query('UPDATE photo SET alt_fr = $2, alt_en = $3 WHERE id = $1', [
      id,
      alt.altFr,
      alt.altEn,
    ]);
  }

  async replaceContent(tx: TenantWriteTx, id: string, content: PhotoContent): Promise<void> {
    await tx.manager.query(
      'UPDATE photo SET hash = $2, variants = $3, bytes = $4, crop = $5, master_bytes = $6, removed_at = NULL WHERE id = $1',
      [
        id,
        content.hash,
        JSON.stringify(content.variants),
        content.bytes,
        content.crop && JSON.stringify(content.crop),
        content.masterBytes,
      ],
    );
  }

  /** Gives these photos the ranks 0, 1, 2… in the order given. */
  async arrange(tx: TenantWriteTx, listingId: number, ids: readonly string[]): Promise<void> {
    await tx.manager.query(
      `UPDATE photo SET rank = wanted.rank - 1 FROM unnest($2::uuid[]) WITH ORDINALITY AS wanted (id, rank)
        WHERE photo.id = wanted.id AND photo.listing_id = $1`,
      [listingId, ids],
    );
  }

  /** @returns whether it was shown until now */
  async remove(tx: TenantWriteTx, id: string, now: Date): Promise<boolean> {
    const [, count] = await tx.manager.query<[unknown[], number]>(
      'UPDATE photo SET removed_at = $2 WHERE id = $1 AND removed_at IS NULL',
      [id, now],
    );
    return count === 1;
  }

  /**
   * Takes off what accounts other than its owner put on a listing until the instant, but for what shows a product on sale or stands beside a post. They are nobody's from then on, so that
   * what is put back is not taken off again.
   */
  async removeLeft(
    tx: TenantWriteTx,
    listingId: number,
    { owner, since, until }: LeftPhotos,
    now: Date,
  ): Promise<Photo[]> {
    const [rows] = await tx.manager.query<[Photo[], number]>(REMOVE_LEFT, [
      ...[listingId, owner, until, now],
      since,
    ]);
    return rows;
  }

  /** Erases what was taken off before the instant. @returns how many */
  async eraseRemovedBefore(tx: TenantWriteTx, instant: Date): Promise<number> {
    const [, count] = await tx.manager.query<[unknown[], number]>('DELETE FROM photo WHERE removed_at < $1', [
      instant,
    ]);
    return count;
  }

  /** Which of these files belong to a photo: hashes for those that anybody is served, ids for the whole pictures. */
  async known(tx: TenantTx, hashes: readonly string[], ids: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await tx.manager.query<{ name: string }[]>(KNOWN, [hashes, ids]);
    return new Set(rows.map(({ name }) => name));
  }

  /** What an account put on pages, oldest first. */
  async byAuthor(tx: TenantTx, accountId: string): Promise<PhotoTrace[]> {
    return tx.manager.query<PhotoTrace[]>(
      `SELECT id, listing_id AS "listingId", kind, alt_fr AS "altFr", alt_en AS "altEn", created_at AS "createdAt"
         FROM photo WHERE created_by = $1 ORDER BY created_at, id`,
      [accountId],
    );
  }

  async forgetAuthor(tx: TenantWriteTx, accountId: string): Promise<void> {
    await tx.manager.query('UPDATE photo SET created_by = NULL WHERE created_by = $1', [accountId]);
  }

  private async one(tx: TenantTx, sql: string, listingId: number, id: string): Promise<Photo> {
    const [photo] = await tx.manager.query<Photo[]>(sql, [listingId, id]);
    if (!photo) throw new PhotoNotFound({});
    return photo;
  }
}
