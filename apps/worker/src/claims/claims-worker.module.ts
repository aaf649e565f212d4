import { ClaimsModule } from '@halles/domain/claims';
import { DeliveriesModule, DeliveryService } from '@halles/domain/deliveries';
import type { Config } from '@halles/platform/config';
import { type DynamicModule, Module } from '@nestjs/common';
import { WorkerConfig } from '../worker-config';
import {
  AdditionAcknowledgeProcessor,
  AdditionMails,
  AdditionTellProcessor,
  AdditionTellTownProcessor,
} from './addition-tell.processor';
import { ClaimCodeProcessor } from './claim-code.processor';
import { ClaimEraseDocumentProcessor } from './claim-erase-document.processor';
import { ClaimOfferTransferProcessor } from './claim-offer-transfer.processor';
import { ClaimTellOwnerProcessor, ClaimTellProcessor, ClaimTellTownProcessor } from './claim-tell.processor';
import { CodeCaller, GatewayCaller, MailboxCaller } from './code-caller';

/** What the worker does of claims: one processor a kind of job. */
export const claimProcessors = [
  AdditionAcknowledgeProcessor,
  AdditionTellProcessor,
  AdditionTellTownProcessor,
  ClaimCodeProcessor,
  ClaimEraseDocumentProcessor,
  ClaimOfferTransferProcessor,
  ClaimTellOwnerProcessor,
  ClaimTellProcessor,
  ClaimTellTownProcessor,
];

@Module({})
export class ClaimsWorkerModule {
  static forRoot(config: Config): DynamicModule {
    return {
      module: ClaimsWorkerModule,
      imports: [ClaimsModule.forRoot(config), DeliveriesModule],
      providers: [
        ...claimProcessors,
        AdditionMails,
        { provide: WorkerConfig, useValue: new WorkerConfig(config) },
        {
          provide: CodeCaller,
          inject: [DeliveryService],
          useFactory: (deliveries: DeliveryService): CodeCaller =>
            config.phoneGatewayUrl === undefined
              ? new MailboxCaller(deliveries)
              : new GatewayCaller(config.phoneGatewayUrl),
        },
      ],
      exports: claimProcessors,
    };
  }
}
