import { categoriesOf } from '@halles/domain/listings';
import type { TerritoryOutlines } from '@halles/domain/territories';
import { systemClock } from '@halles/kernel';
import type { TenantContext, UnitOfWork } from '@halles/platform/tenancy';
import type { Reading } from '../reading';
import type { CommuneRepository } from './commune.repository';
import type { CsvMappings } from './csv-mappings';
import type { ImportFiles } from './directory-import';
import { type OpenedFiles, openFiles } from './import-files';
import type { StagingRepository } from './staging.repository';

/** Opens what an import reads, with what the territory knows: its communes, their outlines, its categories. */
export class ImportReader {
  constructor(
    private readonly work: UnitOfWork,
    private readonly communes: CommuneRepository,
    private readonly staging: StagingRepository,
    private readonly outlines: TerritoryOutlines,
    private readonly mappings: CsvMappings,
  ) {}

  /** The files of an import. */
  async open(ctx: TenantContext, files: ImportFiles): Promise<OpenedFiles> {
    const { slug, settings } = ctx.tenant;
    const outlines = await this.outlines.outlines(slug);
    const known = await this.work.bulk(ctx, async (tx) => ({
      communes: await this.communes.list(tx),
      sirets: files.source === 'sirene' ? await this.staging.listKnownSirets(tx) : new Float64Array(),
    }));
    return openFiles(files, {
      territory: {
        communes: known.communes,
        communeAt:
          outlines === null ? null : (longitude, latitude) => outlines.index.communeAt(longitude, latitude),
      },
      tree: categoriesOf(ctx),
      today: dayIn(settings.timeZone, systemClock.now()),
      knownSirets: known.sirets,
      mapping: files.source === 'csv' ? await this.mappings.mappingOf(ctx, files) : undefined,
    });
  }
}

/** Records that a program makes, as if they came from a file. */
export const openRecords = (reading: Reading): OpenedFiles => ({
  reading,
  bytesTotal: 0,
  bytesBefore: () => 0,
});

/** The ISO date of an instant in a time zone. */
const dayIn = (timeZone: string, now: Date): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(now);
