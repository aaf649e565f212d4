import { copyInto, copyLine } from '@halles/platform/database';
import type { TenantWriteTx } from '@halles/platform/tenancy';
import { stemText, correctedLetters, deletionsOf } from '@halles/domain/text';
import { Injectable } from '@nestjs/common';
import { keyName, type SearchKeyKind, type SearchKeyName } from './search-keys';

interface KeyRow extends SearchKeyName {
  readonly id: number;
}

const byName = (one: SearchKeyName, other: SearchKeyName): number =>
  one.kind === other.kind ? (one.value < other.value ? -1 : 1) : one.kind < other.kind ? -1 : 1;

const ATTEMPTS = 5;

/** Words of letters alone are corrected, and only in the form in which a query is compared. */
const isCorrected = (word: string): boolean => /^\p{L}+$/u.test(word) && stemText(word) === word;

/** What listings are found by, and the spellings by which words are. */
@Injectable()
export class SearchKeyRepository {
  /** The ids of these keys; new ones are written, with their spellings. */
  async ensure(tx: TenantWriteTx, keys: readonly SearchKeyName[]): Promise<KeyRow[]> {
    const found: KeyRow[] = [];
    let missing = [...keys].sort(byName);
    for (let round = 0; missing.length > 0; round += 1) {
      if (round === ATTEMPTS) throw new Error('search keys come and go under the import');
      found.push(...(await this.find(tx, missing)));
      missing = without(missing, found);
      const inserted = await this.insert(tx, missing);
      await this.insertSpellings(tx, inserted);
      found.push(...inserted);
      missing = without(missing, inserted);
    }
    return found;
  }

  private async find(tx: TenantWriteTx, keys: readonly SearchKeyName[]): Promise<KeyRow[]> {
    return tx.manager.query<KeyRow[]>(
      `SELECT k.id, k.kind, k.value FROM unnest($1::text[], $2::text[]) AS requested(kind, value)
       JOIN search_key k USING (kind, value)`,
      columnsOf(keys),
    );
  }

  private async insert(tx: TenantWriteTx, keys: readonly SearchKeyName[]): Promise<KeyRow[]> {
    if (keys.length === 0) return [];
    return tx.manager.query<KeyRow[]>(
      `INSERT INTO search_key (kind, value) SELECT * FROM unnest($1::text[], $2::text[])
       ON CONFLICT (kind, value) DO NOTHING RETURNING id, kind, value`,
      columnsOf(keys),
    );
  }

  private async insertSpellings(tx: TenantWriteTx, keys: readonly KeyRow[]): Promise<void> {
    const lines = keys
      .filter(({ kind, value }) => kind === 'word' && isCorrected(value))
      .flatMap(({ id, value }) =>
        deletionsOf(value, correctedLetters(value)).map((deleted) => copyLine([deleted, id])),
      );
    if (lines.length > 0) await copyInto(tx.manager, 'search_delete (deleted, key)', [lines.join('')]);
  }
}

function without(keys: readonly SearchKeyName[], found: readonly KeyRow[]): SearchKeyName[] {
  const names = new Set(found.map(keyName));
  return keys.filter((key) => !names.has(keyName(key)));
}

const columnsOf = (keys: readonly SearchKeyName[]): [SearchKeyKind[], string[]] => [
  keys.map(({ kind }) => kind),
  keys.map(({ value }) => value),
];
