import { OpenDataModule } from '@halles/domain/open-data';
import { Module } from '@nestjs/common';
import { OpenDataWriting } from './open-data-writing';

/** Files of open data. */
@Module({ imports: [OpenDataModule], providers: [OpenDataWriting] })
export class OpenDataWorkerModule {}
