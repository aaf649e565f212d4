import type { Clock } from '@halles/kernel';
import type { ChangeBus } from './change-bus';
import { TenantMemory } from './tenant-memory';
import type { TenantTx } from './tenant';

/** Rows that are remembered of a tenant; where it has more, each page asks about its own. */
const MAX_ROWS = 20_000;

/** By their ids; null where they are too many to remember. */
type Rows<Row> = ReadonlyMap<number, Row> | null;

/**
 * Rows of which a tenant has few, and every page and list asks for them: read once, and again when something changed. Those of one
 * question at a time, the day say, where what they are depends on it.
 */
export class RememberedRows<Row extends { readonly id: number }, Question = null> {
  private readonly memory: TenantMemory<Map<Question, Promise<Rows<Row>>>>;

  /** @param read the rows that a question is about, so many at most */
  constructor(
    changeBus: ChangeBus,
    clock: Clock,
    private readonly read: (tx: TenantTx, question: Question, limit: number) => Promise<readonly Row[]>,
    private readonly most = MAX_ROWS,
  ) {
    this.memory = new TenantMemory(changeBus, clock, () => new Map<Question, Promise<Rows<Row>>>());
  }

  /**
   * The rows of the tenant by their ids; null where they are too many, and have to be asked for one by one. Who asks while
   * another reads waits for the same reading; where that fails, the failure is the other transaction's alone.
   */
  async of(tx: TenantTx, question: Question): Promise<Rows<Row>> {
    const questions = this.memory.of(tx.ctx.tenant);
    for (;;) {
      const reading = questions.get(question);
      if (reading === undefined) return this.readInto(questions, tx, question);
      const rows = await reading.catch(() => undefined);
      if (rows !== undefined) return rows;
    }
  }

  /** Those of some ids that may have a row, which have to be asked for: all of them where there are too many to remember. */
  async among(tx: TenantTx, ids: readonly number[], question: Question): Promise<readonly number[]> {
    const rows = await this.of(tx, question);
    return rows === null ? ids : ids.filter((id) => rows.has(id));
  }

  private async readInto(
    questions: Map<Question, Promise<Rows<Row>>>,
    tx: TenantTx,
    question: Question,
  ): Promise<Rows<Row>> {
    const reading = this.rowsOf(tx, question);
    questions.clear();
    questions.set(question, reading);
    try {
      return await reading;
    } catch (error) {
      if (questions.get(question) === reading) questions.delete(question);
      throw error;
    }
  }

  private async rowsOf(tx: TenantTx, question: Question): Promise<Rows<Row>> {
    const found = await this.read(tx, question, this.most + 1);
    return found.length > this.most ? null : new Map(found.map((row) => [row.id, row]));
  }
}
