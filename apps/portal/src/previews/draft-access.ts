import { DraftPreviewAccess } from '@halles/domain/console-accounts';
import { PreviewAccess } from '@halles/platform/http';
import type { Tenant } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';

/** Who may look at this portal while it is a draft: whom the console lets in, as long as it would. */
@Injectable()
export class DraftAccess extends PreviewAccess {
  constructor(private readonly previews: DraftPreviewAccess) {
    super();
  }

  override open({ id }: Tenant, preview: string): Promise<boolean> {
    return this.previews.open(id, preview);
  }

  override stands({ id }: Tenant, preview: string): Promise<boolean> {
    return this.previews.stands(id, preview);
  }
}
