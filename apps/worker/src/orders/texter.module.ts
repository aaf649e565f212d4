import { DeliveriesModule, TextDeliveries } from '@halles/domain/deliveries';
import { type Config, CONFIG } from '@halles/platform/config';
import { Mailer } from '@halles/platform/mail';
import { Module } from '@nestjs/common';
import { HttpGateway, MailboxGateway, Texter, type TextGateway } from './texter';

/** The driver that `TEXT_MESSAGES` names; null: they are off. */
function gatewayOf({ textMessages, phoneGatewayUrl }: Config, mailer: Mailer): TextGateway | null {
  if (textMessages === 'mailbox') return new MailboxGateway(mailer);
  return textMessages === 'gateway' && phoneGatewayUrl !== undefined
    ? new HttpGateway(phoneGatewayUrl)
    : null;
}

/** Text messages, about orders and appointments. */
@Module({
  imports: [DeliveriesModule],
  providers: [
    {
      provide: Texter,
      inject: [CONFIG, TextDeliveries, Mailer],
      useFactory: (config: Config, deliveries: TextDeliveries, mailer: Mailer): Texter =>
        new Texter(deliveries, gatewayOf(config, mailer)),
    },
  ],
  exports: [Texter],
})
export class TexterModule {}
