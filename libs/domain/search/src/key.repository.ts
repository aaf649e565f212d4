import { Injectable } from '@nestjs/common';
import type { TenantTx } from '@halles/platform/tenancy';

export type KeyKind = 'all' | 'branch' | 'category' | 'commune' | 'street' | 'word';

export interface SearchKey {
  readonly id: number;
  readonly kind: KeyKind;
  readonly value: string;
  readonly listings: number;
}

@Injectable()
export class KeyRepository {
  /** The keys that exist among those asked for. */
  async findMany(
    tx: TenantTx,
    asked: readonly { readonly kind: KeyKind; readonly value: string }[],
  ): Promise<SearchKey[]> {
    if (asked.length === 0) return [];
    return tx.manager.query<SearchKey[]>(
      `SELECT k.id, k.kind, k.value, k.listings
       FROM unnest($1::text[], $2::text[]) AS asked(kind, value) JOIN search_key k USING (kind, value)`,
      [asked.map(({ kind }) => kind), asked.map(({ value }) => value)],
    );
  }
}
