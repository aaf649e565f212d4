import { Global, Module } from '@nestjs/common';
import { PublicForms } from './public-forms';

/** What every feature with a public form needs. */
@Global()
@Module({ providers: [PublicForms], exports: [PublicForms] })
export class FormsModule {}
