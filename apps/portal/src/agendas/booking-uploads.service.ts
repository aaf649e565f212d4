import type { ServiceQuestion } from '@halles/contracts';
import {
  type AgendaService,
  type AnsweringFile,
  asksForFile,
  type BookingFile,
  BookingFiles,
} from '@halles/domain/agendas';
import { PostedForm } from '@halles/platform/forms';
import { type Client, InvalidInput, RateLimiter, type UploadPart } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { type ReceivedFile, type SafeDocument, UntrustedFiles } from '@halles/platform/untrusted-files';
import { Injectable } from '@nestjs/common';
import { type Refusal, refusalOf } from '../photos';
import { isFileField, questionField } from './booking-questions.form';
import { noFiles, type SentFiles } from './sent-files';

/** Files of one form that are received: what is sent behind them is let go by. */
const MOST_FILES = 8;

/** Forms of bookings whose service asks for files: received, made safe and stored with the booking. */
@Injectable()
export class BookingUploads {
  constructor(
    private readonly untrusted: UntrustedFiles,
    private readonly limiter: RateLimiter,
    private readonly bookings: BookingFiles,
  ) {}

  /** Takes a form of several parts, with files too, or one of fields alone. @throws what is no refusal of a file */
  async receive<T>(
    ctx: TenantContext,
    client: Client,
    posted: PostedForm,
    parts: AsyncIterable<UploadPart>,
    use: (form: PostedForm, files: SentFiles) => Promise<T>,
  ): Promise<T> {
    if (Object.keys(posted.values).length > 0) return use(posted, noFiles());
    const received = new Map<string, ReceivedFile>();
    const refused = new Map<string, Refusal>();
    const values: Record<string, string[]> = {};
    try {
      for await (const part of parts) {
        if (part.kind === 'field') (values[part.name] ??= []).push(part.value);
        else if (isFileField(part.name) && received.size + refused.size < MOST_FILES) {
          if (received.has(part.name) || refused.has(part.name)) continue;
          try {
            await this.limiter.take('upload', ctx, client.address);
            await this.bookings.checkRoom(ctx);
            received.set(part.name, await this.untrusted.receiveDocument(part.file));
          } catch (error) {
            refused.set(part.name, refusalOf(error));
          }
        }
      }
      return await use(new PostedForm(values, posted.limitReached), { received, refused });
    } finally {
      for (const file of received.values()) await file.discard();
    }
  }

  /**
   * Books, with what is made here of the files that answer questions of the service: nothing else of them is stored.
   * @throws InvalidInput a file cannot be opened, with the field that it was in; what `BookingFiles.keep` and `book` refuse
   */
  async keep<T>(
    ctx: TenantContext,
    { questions }: Pick<AgendaService, 'questions'>,
    files: SentFiles,
    book: (kept: readonly BookingFile[]) => Promise<T>,
  ): Promise<T> {
    const made: (AnsweringFile & Pick<SafeDocument, 'discard'>)[] = [];
    try {
      for (const question of questions.filter(asksForFile)) {
        const received = files.received.get(questionField(question));
        if (received) made.push(await this.made(ctx, question, received, files));
      }
      return await this.bookings.keep(ctx, made, book);
    } finally {
      for (const one of made) await one.discard();
    }
  }

  private async made(
    ctx: TenantContext,
    question: ServiceQuestion,
    received: ReceivedFile,
    { refused }: SentFiles,
  ): Promise<AnsweringFile & Pick<SafeDocument, 'discard'>> {
    try {
      const document = await this.untrusted.makeDocument(ctx, received);
      const { type, bytes } = document;
      return {
        ...{ label: question.label, type, bytes },
        stream: () => document.stream(),
        discard: () => document.discard(),
      };
    } catch (error) {
      const field = questionField(question);
      const refusal = refusalOf(error);
      refused.set(field, refusal);
      const message = refusal.problem ?? { fr: '', en: '' };
      throw new InvalidInput({}, [{ pointer: `/${field}`, message }], { cause: error });
    }
  }
}
