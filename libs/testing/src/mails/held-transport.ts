import { MemoryTransport, type MailReceipt, type OutgoingMail } from '@halles/platform/mail';

/** Takes each mail when the test lets it. */
export class HeldTransport extends MemoryTransport {
  private isOpen: Promise<void> = Promise.resolve();
  private open: (() => void) | undefined;
  /** Whether it was given a mail since it holds them. */
  isAsked = false;

  hold(): void {
    this.isAsked = false;
    this.isOpen = new Promise((resolve) => (this.open = resolve));
  }

  release(): void {
    this.open?.();
  }

  override async send(mail: OutgoingMail): Promise<MailReceipt> {
    this.isAsked = true;
    await this.isOpen;
    return super.send(mail);
  }
}
