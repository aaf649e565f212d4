import { slugOf, typedStreet } from '@halles/domain/text';
import type { TenantTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';

/** An address of the territory as somebody typed it. */
export interface TypedAddress {
  /** "12 bis rue Neuve". */
  readonly line: string;
  /** INSEE code. */
  readonly communeCode: string;
}

/** The same in its parts, with the point that the directory knows it by. */
export interface FoundAddress {
  readonly number: string | null;
  readonly repetition: string | null;
  /** As the directory writes it, where it knows the street. */
  readonly street: string;
  /** Of that door, else of the one that is nearest by its number; null where no door of the street is known. */
  readonly position: { readonly longitude: number; readonly latitude: number } | null;
}

const STREETS = `
  SELECT DISTINCT street FROM listing
   WHERE commune = $1 AND street IS NOT NULL AND position_precision = 'address' AND visibility = 'public'`;

const NEAREST_DOOR = `
  SELECT longitude, latitude FROM listing
   WHERE commune = $1 AND street = ANY ($2) AND position_precision = 'address' AND visibility = 'public'
   ORDER BY abs(coalesce(substring(address_line FROM '^[0-9]{1,6}')::int, 0) - $3), address_line, id LIMIT 1`;

/** Where an address lies, by the businesses of the directory that are in its street: nobody else is asked. */
@Injectable()
export class AddressFinder {
  /** Null where the commune is none of the territory. */
  async find(tx: TenantTx, { line, communeCode }: TypedAddress): Promise<FoundAddress | null> {
    const [commune] = await tx.manager.query<unknown[]>('SELECT 1 FROM commune WHERE code = $1', [
      communeCode,
    ]);
    if (commune === undefined) return null;
    const typed = typedStreet(line);
    const slug = slugOf(typed.street);
    const rows = await tx.manager.query<{ street: string }[]>(STREETS, [communeCode]);
    const known = rows.map(({ street }) => street).filter((street) => slugOf(street) === slug);
    if (known.length === 0) return { ...typed, position: null };
    const number = Number(typed.number ?? 0);
    const [door] = await tx.manager.query<{ longitude: number; latitude: number }[]>(NEAREST_DOOR, [
      communeCode,
      known,
      number,
    ]);
    return { ...typed, street: known[0] ?? typed.street, position: door ?? null };
  }

  /** The communes of the territory, by name. */
  async communes(tx: TenantTx): Promise<{ readonly code: string; readonly name: string }[]> {
    return tx.manager.query<{ code: string; name: string }[]>('SELECT code, name FROM commune ORDER BY name');
  }
}
