import type { Overview, TenantRow } from '@halles/contracts';
import { findCorrespondenceErrors } from '@halles/domain/correspondence';
import { Clock, type Locale } from '@halles/kernel';
import { type Config, InjectConfig, portalOrigin } from '@halles/platform/config';
import { PlatformDatabase } from '@halles/platform/database';
import { HttpServices } from '@halles/platform/http';
import { type Tenant, TenantRegistry } from '@halles/platform/tenancy';
import { describeFolderError, type FolderError, FolderInspector } from '@halles/platform/theming';
import { Injectable } from '@nestjs/common';
import { type Finding, presentEngines } from './engine-health';
import {
  listSchemaVersions,
  readOutboxFigures,
  readServerVersion,
  type SchemaVersion,
} from './overview.repository';
import { probeSmtp } from './smtp-probe';

const PROBE_TIMEOUT = 1_000;
/** Several consoles look at the same moment: they share what was found within a second. */
const FINDINGS_LIFETIME = 1_000;
/** Folders are many files, and change by hand. */
const FOLDERS_LIFETIME = 15_000;

interface Findings {
  readonly at: Date;
  readonly postgres: Finding;
  readonly redis: Finding;
  readonly mail: Finding;
  readonly outbox: Awaited<ReturnType<typeof readOutboxFigures>> | null;
  readonly versions: readonly SchemaVersion[];
  /** What is wrong in folders, by slug. */
  readonly folders: ReadonlyMap<string, readonly FolderError[]>;
}

/** What the console shows first: engines as they answer right now, tenants as the registry has them. */
@Injectable()
export class OverviewService {
  private findings: { readonly takenAt: number; readonly result: Promise<Findings> } | undefined;
  private readonly folders: FolderInspector;
  private inspected:
    | { readonly takenAt: number; readonly result: Promise<ReadonlyMap<string, readonly FolderError[]>> }
    | undefined;
  private lastVersions: readonly SchemaVersion[] = [];

  constructor(
    @InjectConfig() private readonly config: Config,
    private readonly registry: TenantRegistry,
    private readonly db: PlatformDatabase,
    private readonly services: HttpServices,
    private readonly clock: Clock,
  ) {
    this.folders = new FolderInspector(config, findCorrespondenceErrors);
  }

  async read(locale: Locale): Promise<Overview> {
    if (!this.findings || performance.now() - this.findings.takenAt > FINDINGS_LIFETIME) {
      this.findings = { takenAt: performance.now(), result: this.find() };
    }
    const found = await this.findings.result;
    const versions = new Map(found.versions.map((version) => [version.tenantId, version]));
    return {
      health: {
        at: found.at.toISOString(),
        engines: presentEngines(found, locale),
        outbox: found.outbox ?? { pending: 0, queued: 0, dead: 0, oldestPendingSeconds: null },
      },
      tenants: this.registry
        .all()
        .map((tenant) =>
          presentTenant(tenant, versions.get(tenant.id), this.config, locale, found.folders.get(tenant.slug)),
        )
        .sort((one, other) => one.slug.localeCompare(other.slug, 'fr')),
    };
  }

  /** Calls back when the list of tenants changed. Returns the way to stop. */
  onChange(listener: () => void): () => void {
    return this.registry.onChange(() => {
      this.findings = undefined;
      this.inspected = undefined;
      listener();
    });
  }

  private async find(): Promise<Findings> {
    const [postgres, redis, mail, outbox, versions, folders] = await Promise.all([
      timed(() => readServerVersion(this.db)),
      timed(() => this.redisVersion()),
      timed(() => probeSmtp(this.config.smtpUrl, PROBE_TIMEOUT).then(() => null)),
      orNull(readOutboxFigures(this.db)),
      orNull(listSchemaVersions(this.db)),
      this.folderErrors(),
    ]);
    this.lastVersions = versions ?? this.lastVersions;
    return { at: this.clock.now(), postgres, redis, mail, outbox, versions: this.lastVersions, folders };
  }

  private folderErrors(): Promise<ReadonlyMap<string, readonly FolderError[]>> {
    if (!this.inspected || performance.now() - this.inspected.takenAt > FOLDERS_LIFETIME)
      this.inspected = { takenAt: performance.now(), result: this.inspectFolders() };
    return this.inspected.result;
  }

  private async inspectFolders(): Promise<ReadonlyMap<string, readonly FolderError[]>> {
    const errors = await Promise.all(
      this.registry.all().map(async ({ slug }) => {
        const found = await this.folders.errorsOf(slug);
        return [slug, found] as const;
      }),
    );
    return new Map(errors);
  }

  private async redisVersion(): Promise<string | null> {
    const info = await this.services.redis.info('server');
    return /^(?:valkey_version|redis_version):(\S+)/m.exec(info)?.[1] ?? null;
  }
}

function presentTenant(
  tenant: Tenant,
  version: SchemaVersion | undefined,
  config: Config,
  locale: Locale,
  folderErrors: readonly FolderError[] = [],
): TenantRow {
  return {
    slug: tenant.slug,
    title: tenant.settings.title[locale],
    territory: tenant.settings.territory.name,
    state: tenant.state,
    database: tenant.database,
    migration: version?.version ?? null,
    migrationState: version?.state ?? 'pending',
    url: portalOrigin(config, tenant.canonicalHost),
    folderErrors: folderErrors.map((error) => describeFolderError(error, locale)),
    hosts: tenant.hosts.map(({ host, kind, canonical, verified }) => ({ host, kind, canonical, verified })),
  };
}

async function timed(probe: () => Promise<string | null>): Promise<Finding> {
  const start = performance.now();
  const late = new Promise<null>((resolve) => setTimeout(resolve, PROBE_TIMEOUT, null).unref());
  const version = await Promise.race([orNull(probe().then((found) => ({ found }))), late]);
  return version === null
    ? null
    : { version: version.found, latencyMs: Math.round(performance.now() - start) };
}

/** What could not be found out is shown as such; the reason is in the log of the engine. */
async function orNull<T>(promise: Promise<T>): Promise<T | null> {
  try {
    return await promise;
  } catch {
    return null;
  }
}
