import pg from 'pg';

/** What pg's types leave out: how a query reaches the server, and what a server says once a statement is done. */
export interface SentQuery {
  readonly name?: string;
  submit(connection: SentOn): Error | null;
  handleCommandComplete(message: unknown, connection: SentOn): void;
  handleEmptyQuery(connection: SentOn): void;
  handleError(error: unknown, connection: SentOn): void;
}

type Texts = Record<string, string | undefined>;
export type SentOn = pg.Connection & {
  readonly parsedStatements: Readonly<Texts>;
  readonly submittedNamedStatements: Texts;
};

/** The same of a client: its statements that wait for their answers, in order, and how one gives way to the next. */
export interface SendingClient {
  readonly _sentQueryQueue: unknown[];
  _handleReadyForQuery(message: { readonly status: string }): void;
  destroy(): void;
}

/** Statements of one transaction that are sent together. */
export type Batch = BatchedQuery[];

/** What a server says of statements behind one that failed in the same transaction. */
const IN_FAILED_TRANSACTION = '25P02';

function skippedError(): pg.DatabaseError {
  const error = new pg.DatabaseError('current transaction is aborted, commands are ignored', 0, 'error');
  return Object.assign(error, { severity: 'ERROR', code: IN_FAILED_TRANSACTION });
}

const Query = pg.Query as unknown as new (text: string, values: unknown[] | undefined) => SentQuery;

/**
 * A statement of a transaction without a Sync of its own: its client sends one behind all that is sent together. For each Sync the
 * server answers by itself, with a system call, and whoever waits is woken up. Up to it the server skips what stands behind a
 * statement that failed, which in a transaction would fail anyway.
 */
export class BatchedQuery extends Query {
  private isBeingSent = false;

  constructor(
    text: string,
    values: unknown[] | undefined,
    private readonly batch: Batch,
    private readonly client: SendingClient,
  ) {
    super(text, values);
    batch.push(this);
  }

  override submit(connection: SentOn): Error | null {
    this.isBeingSent = true;
    try {
      return super.submit(connection);
    } finally {
      this.isBeingSent = false;
    }
  }

  /** As pg names what executes a statement; pg's own sends a Sync too. */
  _getRows(connection: SentOn): void {
    connection.execute({}, true);
  }

  override handleCommandComplete(message: unknown, connection: SentOn): void {
    super.handleCommandComplete(message, connection);
    this.giveWay();
  }

  override handleEmptyQuery(connection: SentOn): void {
    super.handleEmptyQuery(connection);
    this.giveWay();
  }

  override handleError(error: unknown, connection: SentOn): void {
    super.handleError(error, connection);
    // A value cannot be written: pg ended the statement with a Sync amid what is sent together, and answers would go to others.
    if (this.isBeingSent) this.client.destroy();
    // Others come from here, and the server goes on.
    if (!(error instanceof pg.DatabaseError)) return;
    const behind = this.batch.slice(this.batch.indexOf(this) + 1);
    for (const query of behind) {
      const { _sentQueryQueue: sent } = this.client;
      if (sent[0] !== query) return;
      sent.shift();
      query.skip(connection);
    }
  }

  /** The server never saw it: neither is it prepared. */
  private skip(connection: SentOn): void {
    if (this.name !== undefined) delete connection.submittedNamedStatements[this.name];
    super.handleError(skippedError(), connection);
  }

  /** Of all but the last one the server does not say that it is ready for more. */
  private giveWay(): void {
    if (this.batch.at(-1) !== this) this.client._handleReadyForQuery({ status: 'T' });
  }
}
