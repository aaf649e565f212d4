import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import type { CatalogueError } from './catalogue-error';
import { AddressTooLong, MalformedRequest, RequestTimeout } from './http.errors';
import { toProblem } from './problem';
import { newRequestId } from './request-id';
import type { HeaderSet } from './security-headers';

const REASONS: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  408: 'Request Timeout',
  414: 'URI Too Long',
};

/** The error of the catalogue for what Node's HTTP parser refused. Pure. */
function parserError(code: string | undefined): CatalogueError {
  if (code === 'HPE_HEADER_OVERFLOW' || code === 'HPE_CHUNK_EXTENSIONS_OVERFLOW')
    return new AddressTooLong({});
  return code === 'ERR_HTTP_REQUEST_TIMEOUT' ? new RequestTimeout({}) : new MalformedRequest({});
}

/** The whole answer to a request that could not be parsed, written on the bare socket. Pure. */
function rawAnswer(error: CatalogueError, headers: HeaderSet, requestId: string): string {
  const problem = toProblem(error, 'fr', '/', requestId);
  const body = JSON.stringify(problem);
  const lines = Object.entries({
    ...headers,
    'x-request-id': requestId,
    'cache-control': 'no-store',
    'content-type': 'application/problem+json; charset=utf-8',
    'content-length': String(Buffer.byteLength(body)),
    connection: 'close',
  }).map(([name, value]) => `${name}: ${value}`);
  return `HTTP/1.1 ${problem.status} ${REASONS[problem.status] ?? 'Bad Request'}\r\n${lines.join('\r\n')}\r\n\r\n${body}`;
}

/** Answers what never becomes a request, with the same headers as everything else. */
export function answerParserErrors(
  headers: HeaderSet,
): (error: Error & { code?: string }, socket: Socket) => void {
  return (error, socket) => {
    if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) {
      socket.destroy();
      return;
    }
    socket.end(rawAnswer(parserError(error.code), headers, newRequestId()));
  };
}

/** `Expect:` with anything but `100-continue`: Node would answer 417 by itself, without our headers. */
export function refuseExpectations(server: Server, headers: HeaderSet): void {
  server.on('checkExpectation', (_request, response) => {
    response.writeHead(417, {
      ...headers,
      'x-request-id': newRequestId(),
      connection: 'close',
      'content-length': '0',
    });
    response.end();
  });
}
