import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import type { TenantContext } from '@halles/platform/tenancy';
import { z } from 'zod';
import { CalendarTooCostly, CalendarUnreadable } from './calendar.errors';
import { DecodingPool, type PoolOptions } from './decoding-pool';
import type { DecodingAnswer, DecodingRefusal, DecodingTask, Made, MadeDocument } from './decoding-process';
import { DocumentRefused } from './document.errors';
import { tableType } from './file-type';
import { MEGABYTE, MAX_DOCUMENT_BYTES, MAX_PAGES, MAX_PICTURE_BYTES, MAX_TABLE_BYTES } from './limits';
import { PictureFormatRefused, PictureOfPhone, PictureTooLarge } from './picture.errors';
import { type Accepted, pathOf, type ReceivedFile, receiveFile } from './receive-file';
import { documentRecipe, type MadeFile, type MadePictures, type Recipe } from './recipe';
import { FileNotOpened, MailUnreadable, ReportUnreadable } from './files.errors';
import { documentError, pictureError, tableError } from './refusal-errors';
import type { SentFile } from './sent-file';
import { TableOfOldKind, TableOfOpenDocument, TableOfWebPage, TableRefused } from './table.errors';

export interface UntrustedFilesOptions extends PoolOptions {
  /** Folder of work: what was sent lies there until it is made into something of ours, and no longer. */
  readonly folder: string;
  /** Told of each file that was not opened, and was not to blame: whoever sent it reads a sentence, an operator has to know why. */
  readonly onFailure?: (error: Error) => void;
}

/** What was made of a picture, in the folder of work. */
export interface Pictures extends MadePictures {
  stream(file: MadeFile): Readable;
  /** Removes it all. */
  discard(): Promise<void>;
}

/** What was made of a document, in the folder of work: pages as pictures, and nothing else of what was sent. */
export interface SafeDocument extends Pick<MadeDocument, 'type' | 'bytes'> {
  stream(): Readable;
  /** Removes it. */
  discard(): Promise<void>;
}

/** A row of a table that holds something. What comes of the process that read it is looked at again. */
const tableRow = z.strictObject({
  /** Its number in the spreadsheet, from 1. */
  line: z.int().min(1),
  cells: z.array(z.string()),
});
export type TableRow = Readonly<z.output<typeof tableRow>>;

const deliveryReport = z.strictObject({
  /** `failed`, `delayed`, `delivered`, … */
  action: z.string(),
  /** Class, subject and detail (RFC 3463). */
  status: z.tuple([z.int(), z.int(), z.int()]),
});
export type DeliveryReport = Readonly<z.output<typeof deliveryReport>>;

const busyCalendar = z.strictObject({
  /** ms since 1970, in order; those that touch are one. */
  times: z.array(z.tuple([z.int(), z.int()])).max(2_000),
  /** Zones that nobody knows: what is said in them was read by the clock of the place. */
  unknownZones: z.int(),
});
export type BusyCalendar = Readonly<z.output<typeof busyCalendar>>;

const mailAnswer = z.strictObject({
  /** The address that it says it is from; empty where it says none. */
  from: z.string().max(500),
  /** Its words: of a page those that can be read. */
  text: z.string().max(100_000),
  /** Files that came with it. */
  attachments: z.int(),
  /** Those that tell what a machine wrote, by their name in small letters. */
  headers: z.record(z.string(), z.string().max(500)),
});
export type MailAnswer = Readonly<z.output<typeof mailAnswer>>;

const pictures: Accepted = {
  mostBytes: MAX_PICTURE_BYTES,
  tooLarge: () => new PictureTooLarge({ mostMegabytes: MAX_PICTURE_BYTES / MEGABYTE }),
  refusalOf: (type) => {
    if (type === null || type === 'pdf') return new PictureFormatRefused({});
    return type === 'heic' ? new PictureOfPhone({}) : null;
  },
};

const documents: Accepted = {
  mostBytes: MAX_DOCUMENT_BYTES,
  tooLarge: () => new DocumentRefused({}),
  refusalOf: (type) => (type === 'pdf' || type === 'jpeg' || type === 'png' ? null : new DocumentRefused({})),
};

const tables: Accepted = {
  mostBytes: MAX_TABLE_BYTES,
  tooLarge: () => new TableRefused({ what: 'too-large' }),
  typeOf: tableType,
  refusalOf: (type) => {
    switch (type) {
      case 'zip':
      case 'text':
        return null;
      case 'compound':
        return new TableOfOldKind({});
      case 'open-document':
        return new TableOfOpenDocument({});
      case 'markup':
        return new TableOfWebPage({});
      case 'pdf':
        return new TableRefused({ what: 'pdf' });
      default:
        return new TableRefused({ what: type === null ? 'other' : 'picture' });
    }
  },
};

/**
 * The one way in for what strangers send: written to a file while it arrives, opened in a process of its own that has
 * no secret in its environment, and made again as something of ours. No other code opens such a file: `.dependency-cruiser.cjs` refuses the
 * decoders elsewhere, and a `SentFile` gives its content to nobody else.
 */
export class UntrustedFiles {
  private readonly pool: DecodingPool;
  private readonly folder: string;

  private readonly onFailure: (error: Error) => void;

  constructor({ folder, onFailure = () => undefined, ...pool }: UntrustedFilesOptions) {
    this.folder = folder;
    this.onFailure = onFailure;
    this.pool = new DecodingPool(pool);
  }

  /** The processes that open files, for measurements. */
  get pids(): number[] {
    return this.pool.pids;
  }

  /** Receives a picture. @throws PictureTooLarge, PictureFormatRefused, PictureOfPhone */
  receivePicture(sent: SentFile): Promise<ReceivedFile> {
    return receiveFile(this.folder, sent, pictures);
  }

  /** Receives a document: a PDF, or a photograph of a paper. @throws DocumentRefused */
  receiveDocument(sent: SentFile): Promise<ReceivedFile> {
    return receiveFile(this.folder, sent, documents);
  }

  /** Receives a table: a CSV text or an XLSX workbook, whatever its name. @throws TableRefused, TableOfOldKind, TableOfOpenDocument, TableOfWebPage */
  receiveTable(sent: SentFile): Promise<ReceivedFile> {
    return receiveFile(this.folder, sent, tables);
  }

  /**
   * Makes the pictures that the recipe names. The caller stores what it wants and discards the rest.
   * @throws PictureUnreadable, PictureTooManyPixels, PictureTooSmall, FilesBusy, FileNotOpened
   */
  async makePictures(ctx: TenantContext, received: ReceivedFile, recipe: Recipe): Promise<Pictures> {
    return this.open<'picture', Pictures>(
      ctx,
      (output) => ({ kind: 'picture', input: pathOf(received), output, recipe }),
      {
        results: (made, output) => ({
          ...made,
          stream: ({ file }) => createReadStream(join(output, file)),
          discard: () => removeFolder(output),
        }),
        errorOf: (reason, options) => pictureError(reason, recipe, options),
      },
    );
  }

  /**
   * Makes the safe copy of a document: of a PDF its pages as they look, of a photograph the photograph.
   * @throws DocumentUnreadable, DocumentTooComplicated, DocumentLocked, DocumentTooLong, FilesBusy, FileNotOpened
   * @throws PictureUnreadable, PictureTooManyPixels, PictureTooSmall
   */
  async makeDocument(ctx: TenantContext, received: ReceivedFile): Promise<SafeDocument> {
    const type = received.type === 'pdf' ? 'pdf' : 'picture';
    const recipe = documentRecipe;
    return this.open<'document', SafeDocument>(
      ctx,
      (output) => ({
        kind: 'document',
        type,
        input: pathOf(received),
        output,
        recipe,
        mostPages: MAX_PAGES,
      }),
      {
        results: (made, output) => ({
          type: made.type,
          bytes: made.bytes,
          stream: () => createReadStream(join(output, made.file)),
          discard: () => removeFolder(output),
        }),
        errorOf: (reason, options) =>
          type === 'pdf' ? documentError(reason, options) : pictureError(reason, recipe, options),
      },
    );
  }

  /**
   * Reads the rows of a table that hold something: of a workbook those of its first sheet.
   * @param mostLines below that of the names of columns
   * @throws TableUnreadable, TableTooCostly, TableEmpty, TableTooLong, TableTooWide, TableCellTooLong, TableQuoteUnclosed
   * @throws FilesBusy, FileNotOpened
   */
  async readTable(ctx: TenantContext, received: ReceivedFile, mostLines: number): Promise<TableRow[]> {
    const type = received.type === 'zip' ? 'workbook' : 'text';
    const { path, discard } = await this.open<'table', { path: string; discard: () => Promise<void> }>(
      ctx,
      (output) => ({ kind: 'table', type, input: pathOf(received), output, mostRows: mostLines + 1 }),
      {
        results: ({ file }, output) => ({ path: join(output, file), discard: () => removeFolder(output) }),
        errorOf: (reason, options) => tableError(reason, mostLines, options),
      },
    );
    try {
      return z.array(tableRow).parse(JSON.parse(await readFile(path, 'utf8')));
    } finally {
      await discard();
    }
  }

  /**
   * Reads what came back by mail. Nothing of it is kept.
   * @throws ReportUnreadable it is no report of a delivery
   * @throws FilesBusy, FileNotOpened
   */
  async readDeliveryReport(ctx: TenantContext, source: Buffer): Promise<DeliveryReport> {
    const made = await this.read(ctx, source, (input, output) => ({ kind: 'report', input, output }), {
      errorOf: (_, options) => new ReportUnreadable({}, [], options),
    });
    return deliveryReport.parse(made);
  }

  /**
   * Reads what somebody answered by mail.
   * @throws MailUnreadable it cannot be read, or takes too long to
   * @throws FilesBusy, FileNotOpened
   */
  async readMail(ctx: TenantContext, source: Buffer): Promise<MailAnswer> {
    const made = await this.read(ctx, source, (input, output) => ({ kind: 'mail', input, output }), {
      errorOf: (_, options) => new MailUnreadable({}, [], options),
    });
    return mailAnswer.parse(made);
  }

  /**
   * Reads when somebody is busy out of a calendar that their program publishes. Nothing of it is kept.
   * @param within the window that is asked for, ms since 1970, and the zone of times that name none
   * @throws CalendarUnreadable it is none
   * @throws CalendarTooCostly it repeats without an end, or holds too much
   * @throws FilesBusy, FileNotOpened
   */
  async readBusyCalendar(
    ctx: TenantContext,
    source: Buffer,
    within: { readonly timeZone: string; readonly from: number; readonly until: number },
  ): Promise<BusyCalendar> {
    const made = await this.read(
      ctx,
      source,
      (input, output) => ({ kind: 'calendar', input, output, ...within }),
      {
        errorOf: (reason, options) =>
          reason === 'too-costly'
            ? new CalendarTooCostly({}, [], options)
            : new CalendarUnreadable({}, [], options),
      },
    );
    return busyCalendar.parse(made);
  }

  /** Has a text read that is here already; what was made of it comes back as it is. */
  private async read<K extends 'report' | 'calendar' | 'mail'>(
    ctx: TenantContext,
    source: Buffer,
    taskOf: (input: string, output: string) => Extract<DecodingTask, { kind: K }>,
    {
      errorOf,
    }: { readonly errorOf: (reason: Exclude<DecodingRefusal, 'failed'>, options: ErrorOptions) => Error },
  ): Promise<Made[K]> {
    await mkdir(this.folder, { recursive: true, mode: 0o750 });
    const input = join(this.folder, randomUUID());
    await writeFile(input, source, { flag: 'wx', mode: 0o600 });
    try {
      const { made, discard } = await this.open<K, { made: Made[K]; discard: () => Promise<void> }>(
        ctx,
        (output) => taskOf(input, output),
        { results: (read, output) => ({ made: read, discard: () => removeFolder(output) }), errorOf },
      );
      await discard();
      return made;
    } finally {
      await rm(input, { force: true });
    }
  }

  /** Ends the processes. */
  close(): void {
    this.pool.close();
  }

  private async open<K extends keyof Made, R>(
    ctx: TenantContext,
    taskOf: (output: string) => Extract<DecodingTask, { kind: K }>,
    {
      results,
      errorOf,
    }: {
      readonly results: (made: Made[K], output: string) => R;
      readonly errorOf: (reason: Exclude<DecodingRefusal, 'failed'>, options: ErrorOptions) => Error;
    },
  ): Promise<R> {
    const output = join(this.folder, randomUUID());
    await mkdir(output, { recursive: true, mode: 0o750 });
    try {
      const answer: DecodingAnswer<Made[K]> = await this.pool.run<K>(ctx, taskOf(output));
      if ('made' in answer) return results(answer.made, output);
      const cause = new Error(answer.detail);
      if (answer.reason !== 'failed') throw errorOf(answer.reason, { cause });
      this.onFailure(cause);
      throw new FileNotOpened({}, [], { cause });
    } catch (error) {
      await removeFolder(output);
      throw error;
    }
  }
}

const removeFolder = (folder: string): Promise<void> => rm(folder, { recursive: true, force: true });
