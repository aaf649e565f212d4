import { ImportsModule } from '@halles/domain/imports';
import { Module } from '@nestjs/common';
import { DirectoryImportProcessor } from './directory-import.processor';

/** Imports of registers, maps and lists. */
@Module({ imports: [ImportsModule], providers: [DirectoryImportProcessor] })
export class ImportsWorkerModule {}
