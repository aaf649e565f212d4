import type { ReasonPurpose } from '@halles/contracts';
import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';

/** A sentence that a territory wrote, as its row has it. */
export interface ReasonTemplateRow {
  readonly id: string;
  readonly purpose: ReasonPurpose;
  readonly title: string;
  readonly fr: string;
  readonly en: string;
  readonly createdAt: Date;
}

const LIST = `SELECT id, purpose, title, text_fr AS fr, text_en AS en, created_at AS "createdAt"
  FROM reason_template ORDER BY purpose, title, id LIMIT 200`;

/** Sentences that a territory wrote. */
@Injectable()
export class ReasonTemplateRepository {
  async list(tx: TenantTx): Promise<ReasonTemplateRow[]> {
    return tx.manager.query<ReasonTemplateRow[]>(LIST);
  }

  async count(tx: TenantTx): Promise<number> {
    const [row] = await tx.manager.query<{ n: number }[]>('SELECT count(*)::int AS n FROM reason_template');
    return row?.n ?? 0;
  }

  async insert(tx: TenantWriteTx, row: ReasonTemplateRow): Promise<void> {
    await tx.manager.query(
      `INSERT INTO reason_template (id, purpose, title, text_fr, text_en, created_at) VALUES ($1, $2, $3, $4, $5, $6)`,
      [row.id, row.purpose, row.title, row.fr, row.en, row.createdAt],
    );
  }

  /** False where there is none. */
  async delete(tx: TenantWriteTx, id: string): Promise<boolean> {
    const [, count] = await tx.manager.query<[unknown[], number]>(
      'DELETE FROM reason_template WHERE id = $1',
      [id],
    );
    return count === 1;
  }
}
