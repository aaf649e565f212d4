import type { FormSummaryView, FormView } from '@halles/platform/forms';
import type { LinkView } from '../rendering/link.view';

/** `enquiries/contact` */
export interface ContactBody extends FormSummaryView {
  readonly heading: string;
  readonly lead: string;
  readonly form: FormView;
  readonly organisation: {
    readonly name: string;
    readonly addressLines: readonly string[];
    readonly phone?: string;
    readonly phoneHref?: string;
    readonly email: string;
  };
  readonly privacy: LinkView;
}

/** `enquiries/contact-sent` */
export interface ContactSentBody {
  readonly heading: string;
  readonly lead: string;
  readonly reference: string;
  readonly home: LinkView;
}
