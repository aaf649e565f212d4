import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { Transform, type TransformCallback } from 'node:stream';
import { tenantSettingsSchema } from '@halles/contracts';
import { type Bilingual, defineError } from '@halles/kernel';
import { z } from 'zod';

/** Version of the archive's layout, documented in `docs/operations.md`. */
export const ARCHIVE_VERSION = 1;

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const relativePath = z
  .string()
  .max(400)
  .refine(
    (path) =>
      !path.startsWith('/') &&
      !path.includes('\\') &&
      path.split('/').every((part) => part !== '' && part !== '..' && part !== '.'),
  );

const fileSchema = z.strictObject({ path: relativePath, bytes: z.int().nonnegative(), sha256 });

/** `manifest.json`, the first entry: what the archive holds, and how to tell that it is whole. */
export const manifestSchema = z.strictObject({
  format: z.literal('halles-tenant'),
  version: z.literal(ARCHIVE_VERSION),
  exportedAt: z.iso.datetime(),
  /** Newest migration of the schema that the tables come from. */
  migration: z.string().max(200),
  settings: tenantSettingsSchema,
  hosts: z.array(
    z.strictObject({
      host: z.string(),
      kind: z.enum(['subdomain', 'custom']),
      canonical: z.boolean(),
      verified: z.boolean(),
    }),
  ),
  /** In an order that satisfies foreign keys. */
  tables: z.array(
    z.strictObject({
      name: z.string().regex(/^[a-z][a-z0-9_]{0,62}$/),
      columns: z.array(z.string().regex(/^[a-z][a-z0-9_]{0,62}$/)).min(1),
      rows: z.int().nonnegative(),
      sha256,
      /** Where the counters of its identity columns stand: what was numbered and removed is not numbered again. */
      counters: z
        .array(
          z.strictObject({ column: z.string().regex(/^[a-z][a-z0-9_]{0,62}$/), last: z.int().positive() }),
        )
        .default([]),
    }),
  ),
  media: z.array(fileSchema),
  theme: z.array(fileSchema),
  /** What the outbox still owed when the archive was made: kinds and ids, no contents. */
  pending: z.array(z.strictObject({ kind: z.string().max(80), ref: z.uuid() })),
});

export type Manifest = z.output<typeof manifestSchema>;
export type ArchivedFile = Manifest['media'][number];

export const ArchiveRefused = defineError<{ reason: Bilingual }>('archive-refused', {
  kind: 'invalid',
  title: { fr: 'Archive refusée', en: 'Archive refused' },
  detail: ({ reason }) => ({
    fr: `${reason.fr} Rien n’a été changé.`,
    en: `${reason.en} Nothing was changed.`,
  }),
});

/** @throws ArchiveRefused with its reason in both languages */
export function refuseArchive(fr: string, en: string, options?: ErrorOptions): never {
  throw new ArchiveRefused({ reason: { fr, en } }, [], options);
}

/** Bytes that pipes of an archive carry at a time. */
export const CHUNK_BYTES = 256 * 1_024;

/** Passes bytes on, counts them and keeps their SHA-256. */
export class HashingStream extends Transform {
  private readonly hash = createHash('sha256');
  bytes = 0;

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.hash.update(chunk);
    this.bytes += chunk.length;
    done(null, chunk);
  }

  /** In hexadecimal, of what went through; to be asked once, at the end. */
  digest(): string {
    return this.hash.digest('hex');
  }
}

/** SHA-256 of a file, in hexadecimal, in constant memory. */
export async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK_BYTES }))
    hash.update(chunk as Buffer);
  return hash.digest('hex');
}
