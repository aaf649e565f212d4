import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { assertNever } from '@halles/kernel';
import type { TenantContext } from '@halles/platform/tenancy';
import { DecodingPool, type PoolOptions } from './decoding-pool';
import type { DecodingAnswer, DecodingRefusal, DecodingTask, Made, MadeDocument } from './decoding-process';
import {
  DocumentLocked,
  DocumentRefused,
  DocumentTooComplicated,
  DocumentTooLong,
  DocumentUnreadable,
} from './document.errors';
import { MEGABYTE, MOST_DOCUMENT_BYTES, MOST_PAGES, MOST_PICTURE_BYTES } from './limits';
import {
  PictureFormatRefused,
  PictureOfPhone,
  PictureTooLarge,
  PictureTooManyPixels,
  PictureTooSmall,
  PictureUnreadable,
} from './picture.errors';
import { type Accepted, pathOf, type ReceivedFile, receiveFile } from './receive-file';
import { documentRecipe, type MadeFile, type MadePictures, type Recipe } from './recipe';
import { FileNotOpened } from './files.errors';
import type { SentFile } from './sent-file';

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

const pictures: Accepted = {
  mostBytes: MOST_PICTURE_BYTES,
  tooLarge: () => new PictureTooLarge({ mostMegabytes: MOST_PICTURE_BYTES / MEGABYTE }),
  refusalOf: (type) => {
    if (type === null || type === 'pdf') return new PictureFormatRefused({});
    return type === 'heic' ? new PictureOfPhone({}) : null;
  },
};

const documents: Accepted = {
  mostBytes: MOST_DOCUMENT_BYTES,
  tooLarge: () => new DocumentRefused({}),
  refusalOf: (type) => (type === 'pdf' || type === 'jpeg' || type === 'png' ? null : new DocumentRefused({})),
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
        mostPages: MOST_PAGES,
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

function pictureError(
  reason: Exclude<DecodingRefusal, 'failed'>,
  { least }: Recipe,
  options: ErrorOptions,
): Error {
  switch (reason) {
    case 'too-many-pixels':
      return new PictureTooManyPixels({}, [], options);
    case 'too-small':
      return new PictureTooSmall({ least }, [], options);
    case 'unreadable':
    case 'too-costly':
    case 'locked':
    case 'too-many-pages':
      return new PictureUnreadable({}, [], options);
    default:
      return assertNever(reason);
  }
}

function documentError(reason: Exclude<DecodingRefusal, 'failed'>, options: ErrorOptions): Error {
  switch (reason) {
    case 'locked':
      return new DocumentLocked({}, [], options);
    case 'too-costly':
      return new DocumentTooComplicated({}, [], options);
    case 'too-many-pages':
      return new DocumentTooLong({}, [], options);
    case 'unreadable':
    case 'too-many-pixels':
    case 'too-small':
      return new DocumentUnreadable({}, [], options);
    default:
      return assertNever(reason);
  }
}
