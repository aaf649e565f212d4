import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';

/** A feature that keeps something about a person. */
export interface PersonalDataSource {
  /** A word for the file that the person gets: `claims`. */
  readonly name: string;
  /** Everything that the feature has of the account, as plain data. */
  export(tx: TenantTx, accountId: string): Promise<unknown>;
  /** Erases it, or takes the person out of what must stay. Runs before the account's own row goes. */
  erase(tx: TenantWriteTx, accountId: string, now: Date): Promise<void>;
}

/** Every feature that stores something about a person registers itself at module start: export and erasure go through it. */
@Injectable()
export class PersonalData {
  private readonly sources: PersonalDataSource[] = [];

  /** @throws Error where the name is taken */
  register(source: PersonalDataSource): void {
    if (this.sources.some(({ name }) => name === source.name))
      throw new Error(`personal data of "${source.name}" are registered twice`);
    this.sources.push(source);
  }

  /** What every feature has of the account, by the feature's name. */
  async export(tx: TenantTx, accountId: string): Promise<Record<string, unknown>> {
    const found: Record<string, unknown> = {};
    for (const source of this.sources) found[source.name] = await source.export(tx, accountId);
    return found;
  }

  /** Every feature erases what it has of the account: the last that registered first, so that accounts come last. */
  async erase(tx: TenantWriteTx, accountId: string, now: Date): Promise<void> {
    for (const source of [...this.sources].reverse()) await source.erase(tx, accountId, now);
  }
}
