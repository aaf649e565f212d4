import type { IncomingMessage } from 'node:http';
import type { TenantContext } from '@halles/platform/tenancy';

/** An answer that was made before the request came: the same for every reader. */
export interface ReadyAnswer {
  readonly status: 200 | 304;
  /** Names and values in turn, `content-length` included; the border adds its own. */
  readonly headers: readonly string[];
  readonly body: Buffer | undefined;
}

/** What an application provides to answer some of its addresses from memory, past routing, guards and controllers. */
export abstract class ReadyAnswers {
  /** Whether the target (path and query) is one that may be kept. Asked for every request: one look-up at most. */
  abstract covers(target: string): boolean;
  /** The answer to a GET or HEAD of a covered target, or undefined where it must be made. */
  abstract find(ctx: TenantContext, request: IncomingMessage): ReadyAnswer | undefined;
}
