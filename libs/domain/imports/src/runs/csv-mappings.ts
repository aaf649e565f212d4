import { createReadStream } from 'node:fs';
import { type TenantContext, type TenantWriteTx, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { type CsvMapping, suggestCsvMapping } from '../readers/csv/csv-columns';
import { foldColumn } from '../readers/csv/csv-table';
import { readCsvHeader } from '../readers/csv/csv-header';
import type { ImportFiles } from './directory-import';
import { ImportRepository } from './import.repository';

type CsvFiles = Extract<ImportFiles, { source: 'csv' }>;

/** Which column of a file is what, remembered by the file's header. */
@Injectable()
export class CsvMappings {
  constructor(
    private readonly work: UnitOfWork,
    private readonly imports: ImportRepository,
  ) {}

  /** What the caller says, over what was remembered of this header, over what its names suggest. */
  async mappingOf(ctx: TenantContext, files: CsvFiles): Promise<CsvMapping> {
    const names = await namesOf(files);
    const stored = await this.work.read(ctx, (tx) => this.imports.findMapping(tx, keyOf(names)));
    return { ...(stored ?? suggestCsvMapping(names)), ...files.mapping };
  }

  /** Keeps the mapping that a file was taken over with. */
  async remember(tx: TenantWriteTx, files: CsvFiles): Promise<void> {
    const names = await namesOf(files);
    if (names.length === 0) return;
    const stored = await this.imports.findMapping(tx, keyOf(names));
    await this.imports.rememberMapping(tx, keyOf(names), {
      ...(stored ?? suggestCsvMapping(names)),
      ...files.mapping,
    });
  }
}

const namesOf = ({ file }: CsvFiles): Promise<readonly string[]> =>
  readCsvHeader(() => createReadStream(file));

/** The order of the columns does not count. */
const keyOf = (names: readonly string[]): string => names.map(foldColumn).sort().join(' ');
