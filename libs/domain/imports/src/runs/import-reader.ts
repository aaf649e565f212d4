import { categoriesOf } from '@halles/domain/categories';
import { TerritoryOutlines } from '@halles/domain/territories';
import { Clock } from '@halles/kernel';
import { type TenantContext, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { InterpretContext } from '../readers/interpret';
import { CommuneRepository } from './commune.repository';
import { CsvMappings } from './csv-mappings';
import type { ImportFiles } from './directory-import';
import { type OpenedFiles, openFiles } from './import-files';
import { StagingRepository } from '../staging/staging.repository';

/** Opens what an import reads, with what the territory knows: its communes, their outlines, its categories. */
@Injectable()
export class ImportReader {
  constructor(
    private readonly work: UnitOfWork,
    private readonly communes: CommuneRepository,
    private readonly staging: StagingRepository,
    private readonly outlines: TerritoryOutlines,
    private readonly mappings: CsvMappings,
    private readonly clock: Clock,
  ) {}

  /** The files of an import. */
  async open(ctx: TenantContext, files: ImportFiles): Promise<OpenedFiles> {
    const knownSirets =
      files.source === 'sirene'
        ? await this.work.bulk(ctx, (tx) => this.staging.listKnownSirets(tx))
        : new Float64Array();
    const context = await this.context(ctx);
    const mapping = files.source === 'csv' ? await this.mappings.mappingOf(ctx, files) : undefined;
    return openFiles(files, { ...context, knownSirets, mapping });
  }

  /** What the territory's rows are interpreted with. */
  async context(ctx: TenantContext): Promise<Required<InterpretContext>> {
    const { slug, settings } = ctx.tenant;
    const outlines = await this.outlines.outlines(slug);
    const communeAt =
      outlines === null
        ? null
        : (longitude: number, latitude: number) => outlines.index.communeAt(longitude, latitude);
    return {
      territory: { communes: await this.work.read(ctx, (tx) => this.communes.list(tx)), communeAt },
      tree: categoriesOf(ctx),
      today: dayIn(settings.timeZone, this.clock.now()),
    };
  }
}

/** The ISO date of an instant in a time zone. */
const dayIn = (timeZone: string, now: Date): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(now);
