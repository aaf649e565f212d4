import { MemoryTransport, type MailReceipt, type MayLeave, type OutgoingMail } from '@halles/platform/mail';

/** Takes each mail when the test lets it. */
export class HeldTransport extends MemoryTransport {
  private isOpen: Promise<void> = Promise.resolve();
  private open: (() => void) | undefined;
  /** Whether it was given a mail since it holds them. */
  isAsked = false;
  /** How many it was given since it holds them: those that may not leave yet too. */
  opened = 0;

  hold(): void {
    this.isAsked = false;
    this.opened = 0;
    this.isOpen = new Promise((resolve) => (this.open = resolve));
  }

  release(): void {
    this.open?.();
  }

  override async send(mail: OutgoingMail, mayLeave?: MayLeave): Promise<MailReceipt> {
    this.opened += 1;
    await mayLeave?.();
    this.isAsked = true;
    await this.isOpen;
    return super.send(mail);
  }
}
