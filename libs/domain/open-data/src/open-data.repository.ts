import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { OpenDataRelease } from './open-data-release';

const CURRENT = `
  SELECT release AS id, directory_version::text AS "directoryVersion", context_digest AS "contextDigest", listings,
         written_at AS "writtenAt", files
    FROM open_data_release`;

// A writer that was slower than another does not replace what that one read later.
const PUBLISH = `
  INSERT INTO open_data_release (id, release, directory_version, context_digest, listings, written_at, files)
  VALUES (1, $1, $2, $3, $4, $5, $6)
  ON CONFLICT (id) DO UPDATE
     SET release = excluded.release, directory_version = excluded.directory_version,
         context_digest = excluded.context_digest, listings = excluded.listings,
         written_at = excluded.written_at, files = excluded.files
   WHERE open_data_release.directory_version <= excluded.directory_version`;

/** Which release of the open data is the current one. */
@Injectable()
export class OpenDataRepository {
  async current(tx: TenantTx): Promise<OpenDataRelease | null> {
    const [release] = await tx.manager.query<OpenDataRelease[]>(CURRENT);
    return release ?? null;
  }

  /** Whether a listing that is not for the public was changed since: it may stand in the files. */
  async isHiddenSince(tx: TenantTx, since: Date): Promise<boolean> {
    const [row] = await tx.manager.query<{ found: boolean }[]>(
      `SELECT EXISTS (SELECT FROM listing WHERE visibility <> 'public' AND updated_at >= $1) AS found`,
      [since],
    );
    return row?.found ?? false;
  }

  /** Makes a release the current one, unless that one was made of a later directory. */
  async publish(tx: TenantWriteTx, release: OpenDataRelease): Promise<void> {
    const { id, directoryVersion, contextDigest, listings, writtenAt, files } = release;
    await tx.manager.query(PUBLISH, [
      id,
      directoryVersion,
      contextDigest,
      listings,
      writtenAt,
      JSON.stringify(files),
    ]);
  }
}
