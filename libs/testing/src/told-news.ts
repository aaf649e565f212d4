import { TenantNews, type TenantNewsWatcher } from '@halles/platform/tenancy';

/** News that a test tells by hand. */
export class ToldNews extends TenantNews {
  heard = true;
  readonly #watchers: TenantNewsWatcher[] = [];

  override isHeard(): boolean {
    return this.heard;
  }

  override onChange(watcher: TenantNewsWatcher): void {
    this.#watchers.push(watcher);
  }

  override tell(role: string | undefined): void {
    for (const watcher of this.#watchers) watcher(role);
  }
}
