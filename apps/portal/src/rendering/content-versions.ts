import { Clock, SECOND } from '@halles/kernel';
import { InjectLog, type Log } from '@halles/platform/observability';
import { ChangeBus, type TenantContext } from '@halles/platform/tenancy';
import { Injectable, type Type } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import type { SharedContent } from './shared-page.decorator';

/** Where no change was heard of, a version is trusted for so long without being read again, ms. */
const TRUSTED_MS = 2 * SECOND;

type Content = Type<SharedContent> | null;

/** Version of a page that shows settings alone: they have their own part in the key of a cached page. */
const OF_SETTINGS = '';

interface Known {
  readonly version: string;
  readonly until: number;
}

/** At which version the contents of shared pages are, by role of the tenant: one entry a tenant and content. */
@Injectable()
export class ContentVersions {
  private readonly known = new Map<string, Map<Content, Known>>();

  constructor(
    private readonly modules: ModuleRef,
    changes: ChangeBus,
    private readonly clock: Clock,
    @InjectLog() private readonly log: Log,
  ) {
    changes.onChange((role) => {
      if (role === undefined) this.known.clear();
      else this.known.delete(role);
    });
  }

  /** Asks the content's provider; null where that cannot be read. */
  async read(ctx: TenantContext, content: Content): Promise<string | null> {
    if (content === null) return OF_SETTINGS;
    const provider = this.modules.get<SharedContent>(content, { strict: false });
    try {
      const version = await provider.version(ctx);
      this.note(ctx, content, version);
      return version;
    } catch (error) {
      this.log.warn({ err: error, content: content.name }, 'the version of a content could not be read');
      return null;
    }
  }

  /** Remembers at which version a content is now. */
  note({ tenant }: TenantContext, content: Content, version: string): void {
    const ofTenant = this.known.get(tenant.role) ?? new Map<Content, Known>();
    ofTenant.set(content, { version, until: this.clock.now().getTime() + TRUSTED_MS });
    this.known.set(tenant.role, ofTenant);
  }

  /** The version that was read a moment ago; null where it has to be read again. */
  trusted(ctx: TenantContext, content: Content): string | null {
    if (content === null) return OF_SETTINGS;
    const known = this.known.get(ctx.tenant.role)?.get(content);
    return known && known.until > this.clock.now().getTime() ? known.version : null;
  }

  /** The version that was read last, however long ago; null where a change was heard of since. */
  last(ctx: TenantContext, content: Content): string | null {
    if (content === null) return OF_SETTINGS;
    return this.known.get(ctx.tenant.role)?.get(content)?.version ?? null;
  }
}
