import { Global, Module } from '@nestjs/common';
import { ProofOfWork } from './proof-of-work';
import { PublicForms } from './public-forms';

/** What every feature with a public form needs. */
@Global()
@Module({ providers: [ProofOfWork, PublicForms], exports: [PublicForms] })
export class FormsModule {}
