import {
  type Client,
  CurrentClient,
  file,
  type HttpAnswer,
  PageNotFound,
  Public,
  redirectTo,
} from '@halles/platform/http';
import { Controller, Get } from '@nestjs/common';
import { ConsoleFiles } from './console-files';
import { ConsoleNotBuilt } from './files.errors';

/** The console's own files, and its document on each of its screens. Public: they hold nothing but the program. */
@Controller()
export class FilesController {
  constructor(private readonly files: ConsoleFiles) {}

  @Get('*')
  @Public()
  serve(@CurrentClient() { url }: Client): HttpAnswer {
    const path = url.split('?', 1)[0] ?? '/';
    const screen = this.files.screenWithoutSlash(path);
    if (screen !== null) return redirectTo(screen + url.slice(path.length), 308);
    if (!this.files.isBuilt && path === '/') throw new ConsoleNotBuilt({});
    const found = this.files.find(path);
    if (!found) throw new PageNotFound({});
    return file(found.body, found);
  }
}
