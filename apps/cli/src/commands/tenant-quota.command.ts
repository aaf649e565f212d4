import { getTenant, type Installation, setStorageQuota } from '@halles/platform/provisioning';
import { readStoredBytes, storageQuotaBytes, type StoredBytes, totalBytes } from '@halles/platform/storage';
import { listTenantRecords, type TenantRecord } from '@halles/platform/tenancy';
import type { Command } from 'commander';
import { exitCodes } from '../exit-codes';
import type { Io } from '../io';
import { withInstallation } from './installation';

const MEGABYTE = 1024 * 1024;
/** The largest number that the column takes. */
const MAX_MEGABYTES = 2_147_483_647;

/** What the files of a territory take, and may take. */
interface StorageUse {
  readonly slug: string;
  readonly bytes: StoredBytes;
  readonly usedBytes: number;
  readonly limitBytes: number;
  /** False where the limit is that of the installation. */
  readonly ownLimit: boolean;
}

async function readUse(installation: Installation, tenant: TenantRecord): Promise<StorageUse> {
  const bytes = await installation.onSchema(tenant.database, tenant.role, readStoredBytes);
  return {
    slug: tenant.slug,
    bytes,
    usedBytes: totalBytes(bytes),
    limitBytes: storageQuotaBytes(tenant, installation.config),
    ownLimit: tenant.storageQuotaMb !== null,
  };
}

const megabytes = (bytes: number): string => `${(bytes / MEGABYTE).toFixed(1)} MB`;

function show(io: Io, all: readonly StorageUse[]): void {
  io.table(
    all.map(({ slug, bytes, usedBytes, limitBytes, ownLimit }) => ({
      slug,
      photographs: megabytes(bytes.photos),
      documents: megabytes(bytes.claims),
      'open data': megabytes(bytes['open-data']),
      used: megabytes(usedBytes),
      limit: `${megabytes(limitBytes)}${ownLimit ? '' : ' (MEDIA_QUOTA_MB)'}`,
      full: `${Math.floor((usedBytes / limitBytes) * 100)} %`,
    })),
  );
}

/** A number of megabytes, or null for `default`; undefined where it is neither. Pure. */
export function readLimit(typed: string): number | null | undefined {
  if (typed === 'default') return null;
  const value = /^\d{1,10}$/.test(typed) ? Number(typed) : 0;
  return value >= 1 && value <= MAX_MEGABYTES ? value : undefined;
}

/** `halles tenant quota` */
export function registerTenantQuota(tenant: Command, io: () => Io): void {
  tenant
    .command('quota [slug] [megabytes]')
    .description('what the files of territories take and may take; with a number (or "default"), sets it')
    .action(async (slug: string | undefined, typed: string | undefined) => {
      const limit = typed === undefined ? undefined : readLimit(typed);
      if (typed !== undefined && limit === undefined)
        io().fail('The limit is a whole number of megabytes from 1, or "default".', exitCodes.usage);
      await withInstallation(io(), async (installation) => {
        if (slug !== undefined && limit !== undefined)
          await setStorageQuota(installation, slug, limit, 'command line');
        const db = installation.platform();
        const records = slug === undefined ? await listTenantRecords(db) : [await getTenant(db, slug)];
        const all: StorageUse[] = [];
        for (const record of records) all.push(await readUse(installation, record));
        show(io(), all);
        io().result(all);
      });
    });
}
