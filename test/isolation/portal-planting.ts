import type { TenantWriteTx } from '@halles/platform/tenancy';
import { v7 as uuid } from 'uuid';

/** Who has an account there: its claimant keeps nothing yet, its reader is staff that may only look. */
export type Person = 'claimant' | 'reader' | 'staff' | 'owner';

export const emailOf = (mark: string, person: Person): string =>
  `${mark.toLowerCase()}-${person}@town.example`;

/** Writes rows of one territory, each text of which is to hold its word. */
export class Planting {
  readonly word: string;
  readonly email: string;
  readonly text: readonly object[];

  constructor(
    private readonly tx: TenantWriteTx,
    readonly mark: string,
    readonly listing: number,
    readonly people: Readonly<Record<Person, string>>,
  ) {
    this.word = mark.toLowerCase();
    this.email = `${this.word}-guest@town.example`;
    this.text = [{ kind: 'paragraph', line: [{ text: `${mark} depuis 1902` }] }];
  }

  async insert(table: string, row: Readonly<Record<string, unknown>>): Promise<string> {
    const id = uuid();
    const columns = Object.entries({ id, ...row }).filter(([, value]) => value !== undefined);
    const names = columns.map(([name]) => name);
    await this.tx.manager.query(
      `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map((_, at) => `$${at + 1}`).join(', ')})`,
      columns.map(([, value]) => stored(value)),
    );
    return id;
  }

  async run(statement: string, values: readonly unknown[]): Promise<void> {
    await this.tx.manager.query(statement, [...values]);
  }
}

/** Objects are stored as JSON; bytes, dates and lists of words as they are. */
const stored = (value: unknown): unknown =>
  typeof value === 'object' &&
  value !== null &&
  !(value instanceof Date) &&
  !Buffer.isBuffer(value) &&
  !(Array.isArray(value) && value.every((item) => typeof item === 'string'))
    ? JSON.stringify(value)
    : value;
