import { ListingService } from '@halles/domain/listings';
import type { StoredFile } from '@halles/platform/storage';
import { type TenantContext, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { datasetFormats, type OpenDataRelease, type ReleaseFile } from './open-data-release';
import { OpenDataNotReady } from './open-data.errors';
import { OpenDataFiles } from './open-data-files';
import { OpenDataRepository } from './open-data.repository';

/** A stored file of the dataset, as it is sent. */
export interface DatasetFile extends StoredFile {
  /** SHA-256 of its bytes. */
  readonly digest: string;
}

type Wanted = Pick<ReleaseFile, 'format' | 'encoding'>;

/** Reads the files of the dataset that the worker wrote. */
@Injectable()
export class OpenDataService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly releases: OpenDataRepository,
    private readonly files: OpenDataFiles,
    private readonly listings: ListingService,
  ) {}

  /**
   * The current file of a format in an encoding.
   * @throws OpenDataNotReady before the first one is written, and before the first one with a business in it where the
   *   directory has some by now: whoever copies the files would take the territory for empty
   */
  async file(ctx: TenantContext, wanted: Wanted): Promise<DatasetFile> {
    const [file] = await this.filesTogether(ctx, [wanted]);
    return file;
  }

  /** Files that only make sense together: those of one release, though another is published meanwhile. @throws OpenDataNotReady */
  async filesTogether<const W extends readonly Wanted[]>(
    ctx: TenantContext,
    wanted: W,
  ): Promise<{ [At in keyof W]: DatasetFile }> {
    const release = await this.work.read(ctx, (tx) => this.releases.current(tx));
    const isData = wanted.some(({ format }) => datasetFormats.some((one) => one === format));
    if (isData && release?.listings === 0 && (await this.listings.figures(ctx)).listings > 0)
      throw new OpenDataNotReady({});
    const opened = wanted.map((one) => this.open(ctx, release, one));
    return (await Promise.all(opened)) as { [At in keyof W]: DatasetFile };
  }

  private async open(
    ctx: TenantContext,
    release: OpenDataRelease | null,
    { format, encoding }: Wanted,
  ): Promise<DatasetFile> {
    const file = release?.files.find((one) => one.format === format && one.encoding === encoding);
    const stored = release && file ? await this.files.open(ctx, release.id, file) : null;
    if (!stored || !file) throw new OpenDataNotReady({});
    return {
      bytes: stored.bytes,
      storedAt: stored.storedAt,
      digest: file.digest,
      stream: (range) => stored.stream(range),
      open: () => stored.open(),
    };
  }
}
