import { DomainError } from '@halles/kernel';
import { DatabaseBusy, DatabaseUnreachable, isConnectionLost, sqlStateOf } from '@halles/platform/database';
import { HttpException } from '@nestjs/common';
import type { CatalogueError } from './catalogue-error';
import {
  AddressTooLong,
  BodyTooLarge,
  DatabaseTimeout,
  HeadersTooLarge,
  InternalError,
  MalformedRequest,
  PageNotFound,
  PermissionDenied,
  RequestTimeout,
  StorageFull,
  Unauthenticated,
  UnsupportedContentType,
} from './http.errors';

const none = {};

/** SQLSTATEs (PostgreSQL, appendix A) that say "not now": the caller may retry; and those that the sender's text causes. */
const DATABASE: Readonly<Record<string, (cause: unknown) => CatalogueError>> = {
  '57014': (cause) => new DatabaseTimeout(none, [], { cause }),
  '55P03': (cause) => new DatabaseTimeout(none, [], { cause }),
  '53100': (cause) => new StorageFull(none, [], { cause }),
  '53300': (cause) => new DatabaseBusy(none, [], { cause }),
  '40001': (cause) => new DatabaseBusy(none, [], { cause }),
  '40P01': (cause) => new DatabaseBusy(none, [], { cause }),
  '57P01': (cause) => new DatabaseUnreachable(none, [], { cause }),
  '57P02': (cause) => new DatabaseUnreachable(none, [], { cause }),
  '57P03': (cause) => new DatabaseUnreachable(none, [], { cause }),
  // A text with a NUL byte: no database stores one, and no keyboard makes one.
  '22021': (cause) => new MalformedRequest(none, [], { cause }),
  '22P05': (cause) => new MalformedRequest(none, [], { cause }),
};

const STATUSES: Readonly<Record<number, (cause: unknown) => CatalogueError>> = {
  400: (cause) => new MalformedRequest(none, [], { cause }),
  401: (cause) => new Unauthenticated(none, [], { cause }),
  403: (cause) => new PermissionDenied(none, [], { cause }),
  404: (cause) => new PageNotFound(none, [], { cause }),
  405: (cause) => new PageNotFound(none, [], { cause }),
  408: (cause) => new RequestTimeout(none, [], { cause }),
  413: (cause) => new BodyTooLarge(none, [], { cause }),
  414: (cause) => new AddressTooLong(none, [], { cause }),
  415: (cause) => new UnsupportedContentType(none, [], { cause }),
  431: (cause) => new HeadersTooLarge(none, [], { cause }),
};

const statusOfForeign = (error: unknown): number | undefined => {
  if (error instanceof HttpException) return error.getStatus();
  const { statusCode } = (error ?? {}) as { statusCode?: unknown };
  return typeof statusCode === 'number' ? statusCode : undefined;
};

/**
 * The error of the catalogue that stands for whatever was thrown: ours as it is; the database's, Nest's and the HTTP
 * server's by their code; anything else is an internal error. Pure.
 */
export function toDomainError(thrown: unknown): CatalogueError {
  if (thrown instanceof DomainError) return thrown;
  const fromDatabase = DATABASE[sqlStateOf(thrown) ?? ''];
  if (fromDatabase) return fromDatabase(thrown);
  if (isConnectionLost(thrown)) return new DatabaseUnreachable(none, [], { cause: thrown });
  if (isDiskFull(thrown)) return new StorageFull(none, [], { cause: thrown });
  const status = statusOfForeign(thrown);
  if (status !== undefined && status < 500)
    return (STATUSES[status] ?? STATUSES[400])?.(thrown) ?? internal(thrown);
  return internal(thrown);
}

/** Whether a file could not be written for want of room: errno(3), of the disk or of a quota. */
const isDiskFull = (error: unknown): boolean =>
  ['ENOSPC', 'EDQUOT'].includes(String((error as NodeJS.ErrnoException | null)?.code));

const internal = (cause: unknown): CatalogueError => new InternalError(none, [], { cause });
