import { ClaimsModule } from '@halles/domain/claims';
import { DeliveriesModule, DeliveryService } from '@halles/domain/deliveries';
import { type Config, CONFIG } from '@halles/platform/config';
import { Module } from '@nestjs/common';
import {
  AdditionAcknowledgeProcessor,
  AdditionMails,
  AdditionNotifyProcessor,
  AdditionNotifyAgentsProcessor,
} from './addition-notify.processor';
import { ClaimCodeProcessor } from './claim-code.processor';
import { ClaimEraseDocumentProcessor } from './claim-erase-document.processor';
import { ClaimExpiryTask } from './claim-expiry.task';
import { ClaimOfferTransferProcessor } from './claim-offer-transfer.processor';
import {
  ClaimNotifyOwnerProcessor,
  ClaimNotifyProcessor,
  ClaimNotifyAgentsProcessor,
} from './claim-notify.processor';
import { CodeCaller, GatewayCaller, MailboxCaller } from './code-caller';

/** Mails and codes of claims, and the end of those that nobody proved. */
@Module({
  imports: [ClaimsModule, DeliveriesModule],
  providers: [
    AdditionAcknowledgeProcessor,
    AdditionMails,
    AdditionNotifyProcessor,
    AdditionNotifyAgentsProcessor,
    ClaimCodeProcessor,
    ClaimEraseDocumentProcessor,
    ClaimExpiryTask,
    ClaimOfferTransferProcessor,
    ClaimNotifyOwnerProcessor,
    ClaimNotifyProcessor,
    ClaimNotifyAgentsProcessor,
    {
      provide: CodeCaller,
      inject: [CONFIG, DeliveryService],
      useFactory: ({ phoneGatewayUrl }: Config, deliveries: DeliveryService): CodeCaller =>
        phoneGatewayUrl === undefined ? new MailboxCaller(deliveries) : new GatewayCaller(phoneGatewayUrl),
    },
  ],
})
export class ClaimsWorkerModule {}
