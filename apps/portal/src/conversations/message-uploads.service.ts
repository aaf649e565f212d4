import type { MessageInput } from '@halles/contracts';
import { ConversationService, type Writer } from '@halles/domain/conversations';
import { PostedForm } from '@halles/platform/forms';
import type { Client, UploadPart } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { type ReceivedFile, UntrustedFiles } from '@halles/platform/untrusted-files';
import { Injectable } from '@nestjs/common';
import { type FormWithPicture, PictureUploads } from '../photos';

/** A form that adds a message, as it arrived. */
export interface PostedMessage extends Pick<FormWithPicture, 'picture' | 'refusal'> {
  readonly posted: PostedForm;
}

/** Messages and the photos that are sent with them. */
@Injectable()
export class MessageUploads {
  constructor(
    private readonly pictures: PictureUploads,
    private readonly untrusted: UntrustedFiles,
    private readonly conversations: ConversationService,
  ) {}

  /** Takes a form of several parts, with a photo too, or one of fields alone. @throws what is no refusal of a photo */
  async receive<T>(
    ctx: TenantContext,
    client: Client,
    posted: PostedForm,
    parts: AsyncIterable<UploadPart>,
    use: (message: PostedMessage) => Promise<T>,
  ): Promise<T> {
    if (Object.keys(posted.values).length > 0) return use({ posted, picture: null, refusal: null });
    const form = await this.pictures.receiveForm(ctx, client, parts, () => this.conversations.checkRoom(ctx));
    try {
      return await use({ ...form, posted: new PostedForm(form.values, posted.limitReached) });
    } finally {
      await form.picture?.discard();
    }
  }

  /** Adds a message, with a picture made of what was sent. @throws what `UntrustedFiles` and `ConversationService.send` refuse */
  async send(
    ctx: TenantContext,
    id: string,
    input: MessageInput,
    writer: Writer,
    received: ReceivedFile | null,
  ): Promise<void> {
    if (received === null) {
      await this.conversations.send(ctx, id, input, writer);
      return;
    }
    const picture = await this.untrusted.makeDocument(ctx, received);
    try {
      await this.conversations.send(ctx, id, input, writer, picture);
    } finally {
      await picture.discard();
    }
  }
}
