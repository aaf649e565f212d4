import { required } from '@halles/kernel';
import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { OpenDataRelease } from './open-data-release';

const CURRENT = `
  SELECT release AS id, directory_version::text AS "directoryVersion", context_digest AS "contextDigest", listings,
         hidden_digest AS "hiddenDigest", written_at AS "writtenAt", files
    FROM open_data_release`;

// A writer that was slower than another does not replace what that one read later.
const PUBLISH = `
  INSERT INTO open_data_release (id, release, directory_version, context_digest, listings, hidden_digest, written_at, files)
  VALUES (1, $1, $2, $3, $4, $5, $6, $7)
  ON CONFLICT (id) DO UPDATE
     SET release = excluded.release, directory_version = excluded.directory_version,
         context_digest = excluded.context_digest, listings = excluded.listings,
         hidden_digest = excluded.hidden_digest, written_at = excluded.written_at, files = excluded.files
   WHERE open_data_release.directory_version <= excluded.directory_version`;

const HIDDEN_DIGEST = `
  SELECT encode(sha256(convert_to(
           coalesce((SELECT string_agg(id::text, ',' ORDER BY id) FROM listing WHERE visibility <> 'public'), '')
           || coalesce((SELECT ';' || string_agg(id::text, ',' ORDER BY id) FROM post
                         WHERE hidden_at IS NOT NULL AND ends_on >= $1), ''),
         'UTF8')), 'hex') AS digest`;

/** Which release of the open data is the current one. */
@Injectable()
export class OpenDataRepository {
  async current(tx: TenantTx): Promise<OpenDataRelease | null> {
    const [release] = await tx.manager.query<OpenDataRelease[]>(CURRENT);
    return release ?? null;
  }

  /**
   * SHA-256 of which listings, and which posts that would be read on a day, are not for the public. It differs from that of
   * a release where one of those in its files may not be shown any more, however long the change that hid it took.
   */
  async hiddenDigest(tx: TenantTx, today: string): Promise<string> {
    const rows = await tx.manager.query<{ digest: string }[]>(HIDDEN_DIGEST, [today]);
    return required(rows[0], 'the digest').digest;
  }

  /** Makes a release the current one, unless that one was made of a later directory. */
  async publish(tx: TenantWriteTx, release: OpenDataRelease): Promise<void> {
    const { id, directoryVersion, contextDigest, listings, hiddenDigest, writtenAt, files } = release;
    await tx.manager.query(PUBLISH, [
      id,
      directoryVersion,
      contextDigest,
      listings,
      hiddenDigest,
      writtenAt,
      JSON.stringify(files),
    ]);
  }
}
