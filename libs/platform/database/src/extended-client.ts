import { performance } from 'node:perf_hooks';
import pg from 'pg';
import { type Batch, BatchedQuery, type SendingClient, type SentQuery } from './batched-query';

/** States after which a connection is not trusted any more: cancelled by timeout, killed, broken protocol. */
const FATAL = /^(?:57014|25P03|57P0[123]|08...|XX...|0A000|26000)$/;

/** Commands that may change the session itself: the connection is not handed to the next request after them. */
const SESSION_COMMANDS = new Set([
  'SET',
  'RESET',
  'DISCARD',
  'DO',
  'LISTEN',
  'UNLISTEN',
  'PREPARE',
  'DECLARE',
  'LOAD',
  'CALL',
]);

/** Statements that a connection keeps prepared: each costs the server some kilobytes. */
const MAX_PREPARED = 200;
const MAX_PREPARED_TEXT = 8_000;

/** How long a server may take to close a connection that is not needed any more. */
const GOODBYE_MS = 1_000;

interface QueryWithSubmit {
  readonly submit: unknown;
}

/** As TypeORM begins a transaction. */
const BEGIN = 'START TRANSACTION';
const END = /^(?:COMMIT|ROLLBACK)$/;

/**
 * Lets a statement begin a transaction: the server gets both at once, and runs the statement only once the transaction has begun.
 * @param onDoubt called where one of them fails, and whether the server prepared the statement before is not known: pg takes its word
 * that it parsed the beginning for one about the statement
 */
function beginWith(query: SentQuery, onDoubt: () => void): void {
  const submit = query.submit.bind(query);
  const complete = query.handleCommandComplete.bind(query);
  const fail = query.handleError.bind(query);
  let hasBegun = false;
  let isNew = false;
  query.submit = (connection) => {
    isNew = query.name !== undefined && connection.parsedStatements[query.name] === undefined;
    // Without Sync, which comes behind the statement: up to it the server skips all that follows an error.
    connection.parse({ name: '', text: BEGIN, types: [] }, true);
    connection.bind({ values: [] }, true);
    connection.execute({}, true);
    return submit(connection);
  };
  query.handleCommandComplete = (message, connection) => {
    if (hasBegun) complete(message, connection);
    hasBegun = true;
  };
  query.handleError = (error, connection) => {
    if (isNew) onDoubt();
    fail(error, connection);
  };
}

const isSubmittable = (value: unknown): value is QueryWithSubmit =>
  typeof value === 'object' &&
  value !== null &&
  typeof (value as Partial<QueryWithSubmit>).submit === 'function';

/**
 * A client that speaks the extended protocol only. The simple protocol, which pg chooses when there are no parameters,
 * runs stacked statements (`select 1; delete …`): one message carries one statement here, always.
 */
export class ExtendedClient extends pg.Client {
  /** True once an error or a command has left the connection in a state that nobody should inherit. */
  poisoned = false;
  private inFlight = 0;
  private unansweredSince: number | null = null;
  private answeredAt = 0;
  private isCorked = false;
  /** A transaction that begins with the next statement. */
  private isToBegin = false;
  private isInTransaction = false;
  /** Statements of a transaction that were asked and are not ended by a Sync yet. */
  private batch: Batch | null = null;
  /** Whether statements are sent without waiting for the answers to those before them. */
  declare pipeline: boolean;
  /** Names of prepared statements by text. */
  private readonly names = new Map<string, string>();

  /** Whether a statement is still running: somebody went away without waiting for it. */
  get busy(): boolean {
    return this.inFlight > 0;
  }

  /** Since when the server has said nothing although a statement waits, as `performance.now()`; null while none does. */
  get waitingSince(): number | null {
    return this.unansweredSince;
  }

  /** When the server last answered a statement, as `performance.now()`; 0 before it did. */
  get lastAnswerAt(): number {
    return this.answeredAt;
  }

  /** Cuts the connection without a word: whatever waits for an answer fails at once, even where the server is frozen. */
  destroy(): void {
    this.poisoned = true;
    this.connection.stream.destroy();
  }

  /** Says goodbye to the server, and cuts the connection where the server does not take it. */
  async close(): Promise<void> {
    const cut = setTimeout(() => this.destroy(), GOODBYE_MS);
    await this.end().catch(() => undefined);
    clearTimeout(cut);
  }

  // The overloads of pg are many and this narrows none of them: the arguments pass through.
  override query(...args: unknown[]): never {
    const [first, ...rest] = args;
    if (isSubmittable(first)) this.keepForOne();
    if (typeof first === 'string' && !rest.some((each) => typeof each === 'function'))
      return this.ask(first, rest[0]) as never;
    const config = isSubmittable(first)
      ? first
      : { ...(typeof first === 'string' ? { text: first } : (first as object)), queryMode: 'extended' };
    const run = super.query as (...all: unknown[]) => unknown;
    this.writeTogether();
    // It brings a Sync of its own.
    this.endBatch();
    const result = run.call(this, config, ...rest);
    if (result instanceof Promise) this.follow(result, (config as { text?: unknown }).text);
    return result as never;
  }

  /** A statement and its values, as nearly all come: of a description pg would copy each property by its descriptor. */
  private ask(text: string, values: unknown): Promise<unknown> {
    const early = this.pipeline ? this.answerEarly(text) : null;
    if (early) return Promise.resolve(early);
    const query = this.queryOf(text, values as unknown[] | undefined);
    if (this.isToBegin) this.begin(query);
    if (END.test(text)) this.isInTransaction = false;
    const answer = new Promise((resolve, reject) => {
      const callback = (error: Error | null, result: unknown) => (error ? reject(error) : resolve(result));
      Object.assign(query, this.nameOf(text, values), { queryMode: 'extended', callback });
    });
    this.writeTogether();
    super.query(query);
    this.follow(answer, text);
    return answer;
  }

  /** Statements of a transaction that leave together share a Sync; others, which do not depend on one another, have their own. */
  private queryOf(text: string, values: unknown[] | undefined): pg.Query {
    if (!this.pipeline || !(this.isToBegin || this.isInTransaction)) return new pg.Query(text, values);
    this.batch ??= [];
    return new BatchedQuery(
      text,
      values,
      this.batch,
      this as unknown as SendingClient,
    ) as unknown as pg.Query;
  }

  private endBatch(): void {
    if (this.batch === null) return;
    this.batch = null;
    (this.connection as unknown as { sync(): void }).sync();
  }

  /**
   * What needs no round trip of its own: a transaction begins with its first statement, and one without any never does. Null of all
   * else.
   */
  private answerEarly(text: string): object | null {
    if (text !== BEGIN && !(this.isToBegin && END.test(text))) return null;
    this.isToBegin = text === BEGIN;
    return { rows: [], rowCount: null, command: text };
  }

  private begin(query: pg.Query): void {
    this.isToBegin = false;
    this.isInTransaction = true;
    beginWith(query as unknown as SentQuery, () => {
      this.poisoned = true;
    });
  }

  /** COPY is answered in several steps: nothing may be sent behind it until it ends, nor may it overtake the transaction's beginning. */
  private keepForOne(): void {
    if (!this.pipeline) return;
    if (this.busy) throw new Error('COPY waits for the statements before it');
    this.pipeline = false;
    this.once('drain', () => {
      this.pipeline = true;
    });
    if (!this.isToBegin) return;
    this.isToBegin = false;
    const query = new pg.Query(BEGIN);
    // At once, before COPY is sent: it would be no part of a transaction.
    const callback = (error: Error | null): void => (error ? this.destroy() : undefined);
    super.query(Object.assign(query, { queryMode: 'extended', callback }));
  }

  /** One statement and its rows. */
  async run<T extends object>(text: string, values: readonly unknown[] = []): Promise<T[]> {
    const answer: Promise<{ rows: T[] }> = this.query(text, [...values]);
    return (await answer).rows;
  }

  /**
   * A statement with parameters is prepared once a connection and then only executed. A connection belongs to one role
   * and one search_path for life, so a prepared statement can never mean another tenant's table.
   */
  private nameOf(text: string, values: unknown): { readonly name?: string } {
    if (!Array.isArray(values) || values.length === 0 || text.length > MAX_PREPARED_TEXT) return {};
    const known = this.names.get(text);
    if (known !== undefined) return { name: known };
    if (this.names.size >= MAX_PREPARED) return {};
    const name = `h${this.names.size}`;
    this.names.set(text, name);
    return { name };
  }

  /** What is asked before the event loop turns leaves in one write: each would cost a system call and a packet. */
  private writeTogether(): void {
    if (this.isCorked) return;
    this.isCorked = true;
    const { stream } = this.connection;
    stream.cork();
    process.nextTick(() => {
      this.isCorked = false;
      this.endBatch();
      stream.uncork();
    });
  }

  private follow(result: Promise<unknown>, text: unknown): void {
    this.inFlight += 1;
    this.unansweredSince ??= performance.now();
    result.then(
      (answer: unknown) => {
        this.noteAnswer();
        const command = (answer as { command?: unknown } | undefined)?.command;
        const changesSession =
          typeof command === 'string' && SESSION_COMMANDS.has(command.split(' ')[0] ?? '');
        // SET LOCAL ends with its transaction.
        if (changesSession && !/^\s*SET\s+LOCAL\s/i.test(String(text))) this.poisoned = true;
      },
      (error: unknown) => {
        this.noteAnswer();
        this.inspect(error);
      },
    );
  }

  private noteAnswer(): void {
    this.inFlight -= 1;
    this.answeredAt = performance.now();
    this.unansweredSince = this.inFlight > 0 ? this.answeredAt : null;
  }

  private inspect(error: unknown): void {
    const code = (error as { code?: unknown }).code;
    // Errors without an SQLSTATE come from the socket.
    if (typeof code !== 'string' || FATAL.test(code)) this.poisoned = true;
  }
}
