import type { FieldView, FormGuardsView } from '@halles/platform/forms';
import type { DayInputView } from '../profiles';
import type { LinkView } from '../rendering/link.view';

/** `corrections/words`: a page with one thing to do, a button that posts or a link. */
export interface CorrectionWordsBody {
  readonly heading: string;
  readonly trail: readonly LinkView[];
  readonly paragraphs: readonly string[];
  readonly problem?: string;
  readonly act?: FormGuardsView & { readonly action: string; readonly label: string };
  /** Where who keeps the page corrects it. */
  readonly signIn?: LinkView;
  readonly onward: LinkView;
}

/** `corrections/correct` */
export interface CorrectionBody {
  readonly heading: string;
  readonly lead: string;
  readonly trail: readonly LinkView[];
  readonly action: string;
  readonly problem?: string;
  readonly errors: readonly { readonly field: string; readonly message: string }[];
  readonly phone: FieldView;
  readonly week: readonly DayInputView[];
  readonly weekHint: string;
  readonly isClosed: boolean;
  readonly claim: LinkView;
}
