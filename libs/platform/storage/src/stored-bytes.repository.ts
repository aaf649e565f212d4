import { type StoredKind, storedKinds } from './file-storage';

/** A connection of a tenant's schema: of its own role, or of the command line's. */
interface SchemaQueries {
  query(sql: string): Promise<unknown>;
}

export type StoredBytes = Readonly<Record<StoredKind, number>>;

/** Where the rows of each kind say how large its files are: a new kind does not compile without. */
const BYTES: Readonly<Record<StoredKind, string>> = {
  // What nobody is shown any more is the whole picture alone, which can be put back for a day.
  photos: `SELECT coalesce(sum(CASE WHEN removed_at IS NULL THEN bytes ELSE coalesce(master_bytes, bytes) END), 0) AS bytes
             FROM photo`,
  claims: `SELECT coalesce(sum((document->>'bytes')::bigint), 0) AS bytes FROM claim_proof WHERE document IS NOT NULL`,
  'open-data': `SELECT coalesce(sum((file->>'bytes')::bigint), 0) AS bytes
                  FROM open_data_release, jsonb_array_elements(files) AS file`,
  lists: 'SELECT coalesce(sum(photo_bytes), 0) AS bytes FROM shopping_list',
  conversations:
    'SELECT coalesce(sum(photo_bytes), 0) AS bytes FROM conversation_message WHERE photo_id IS NOT NULL',
  bookings:
    'SELECT coalesce(sum(bytes), 0) AS bytes FROM (SELECT DISTINCT id, bytes FROM booking_file) AS stored',
};

/** The bytes that the files of a tenant take, by kind. */
export async function readStoredBytes(schema: SchemaQueries): Promise<StoredBytes> {
  const bytes: Record<StoredKind, number> = {
    photos: 0,
    claims: 0,
    'open-data': 0,
    lists: 0,
    conversations: 0,
    bookings: 0,
  };
  for (const kind of storedKinds) {
    const [row] = (await schema.query(BYTES[kind])) as { bytes: string }[];
    bytes[kind] = Number(row?.bytes ?? 0);
  }
  return bytes;
}

/** All kinds together. Pure. */
export const totalBytes = (bytes: StoredBytes): number =>
  storedKinds.reduce((sum, kind) => sum + bytes[kind], 0);
