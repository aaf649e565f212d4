import { PageNotFound, Public } from '@halles/platform/http';
import { Controller, Get, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ConsoleFiles } from './console-files';
import { ConsoleNotBuilt } from './files.errors';

/** The console's own files, and its document on each of its screens. Public: they hold nothing but the program. */
@Controller()
export class FilesController {
  constructor(private readonly files: ConsoleFiles) {}

  @Get('*')
  @Public()
  serve(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    const path = request.raw.url?.split('?', 1)[0] ?? '/';
    if (!this.files.isBuilt && path === '/') throw new ConsoleNotBuilt({});
    const file = this.files.find(path);
    if (!file) throw new PageNotFound({});
    void reply.header('etag', file.etag).header('cache-control', file.cacheControl);
    if (request.headers['if-none-match'] === file.etag) void reply.code(304).send();
    else void reply.type(file.type).send(file.body);
  }
}
