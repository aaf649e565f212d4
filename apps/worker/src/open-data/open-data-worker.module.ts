import { OpenDataModule } from '@halles/domain/open-data';
import { Module } from '@nestjs/common';
import { OpenDataTask } from './open-data.task';

/** Files of open data. */
@Module({ imports: [OpenDataModule], providers: [OpenDataTask] })
export class OpenDataWorkerModule {}
